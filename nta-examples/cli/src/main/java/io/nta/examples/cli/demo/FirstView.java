package io.nta.examples.cli.demo;

import io.nta.examples.server.OverviewRequests;
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

/** Asks a server for what a browser asks that opens the dashboard, as a program of its own would. */
public final class FirstView {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;

    /** Creates one of the server that is reached there. */
    public FirstView(String server) {
        this.server = server;
    }

    /**
     * Asks for the page and for what it shows; returns how many requests were answered, which is all of them.
     *
     * @param newest when the newest packet was captured
     * @throws IOException when one isn't answered; the message says which
     */
    public int ask(Instant newest) throws IOException, InterruptedException {
        List<String> paths = OverviewRequests.of(newest);
        for (String path : paths) {
            ask(path);
        }
        ask(OverviewRequests.EVENTS);
        return paths.size() + 1;
    }

    private void ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Accept", path.equals(OverviewRequests.EVENTS) ? "text/event-stream" : "*/*")
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != OK) {
                throw new IOException(
                        "The page doesn't work: the server answered " + answer.statusCode() + " to " + path);
            }
            if (!path.equals(OverviewRequests.EVENTS)) {
                body.readAllBytes();
            }
        }
    }
}
