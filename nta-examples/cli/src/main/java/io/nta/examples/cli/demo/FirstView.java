package io.nta.examples.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Asks a server for what the dashboard asks when somebody opens it, and for some of the files that it consists of: each kind of request once. */
public final class FirstView {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    /** Never ends by itself. */
    private static final String EVENTS = "/api/stream";

    private static final List<String> PAGE =
            List.of("/dashboard/", "/dashboard/main.js", "/dashboard/parts.css", "/api/session", "/api/agents", EVENTS);

    /** Of these, what lies within a time. */
    private static final List<String> OVERVIEW = List.of(
            "/api/packets?limit=1&",
            "/api/alerts/summary?",
            "/api/alerts?resolved=false&limit=8&",
            "/api/protocols?",
            "/api/traffic-direction?",
            "/api/packet-size-distribution?",
            "/api/top-ports?limit=8&",
            "/api/top-sources?limit=8&",
            "/api/top-destinations?limit=8&",
            "/api/traffic-history?step=60&");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;

    /** Creates one of the server that is reached there. */
    public FirstView(String server) {
        this.server = server;
    }

    /**
     * Asks for the page and for what it shows of a time; returns how many requests were answered, which is all of them.
     *
     * @throws IOException when one isn't answered; the message says which
     */
    public int ask(Instant from, Instant to) throws IOException, InterruptedException {
        for (String path : PAGE) {
            ask(path);
        }
        for (String path : OVERVIEW) {
            ask(path + "from=" + from + "&to=" + to);
        }
        return PAGE.size() + OVERVIEW.size();
    }

    private void ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Accept", path.equals(EVENTS) ? "text/event-stream" : "*/*")
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "The page doesn't work: the server answered " + answer.statusCode() + " to " + path);
            }
            if (!path.equals(EVENTS)) {
                body.readAllBytes();
            }
        }
    }
}
