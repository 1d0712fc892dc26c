package io.nta.examples.server.testkit;

import io.nta.examples.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which can be killed. */
public final class ServerProcess {
    private static final int TRIES = 20;

    private final Process process;
    private final URI ingest;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerProcess(Process process, URI ingest) {
        this.process = process;
        this.ingest = ingest;
    }

    /** Starts a server whose store is in a folder, and waits until it serves; {@code javaOptions} are for its JVM. */
    public static ServerProcess start(Path folder, String... javaOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                "--port",
                "0",
                "--store",
                "jdbc:sqlite:" + folder.resolve("nta.db")));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("READY ")) {
                return new ServerProcess(process, URI.create(line.substring(6) + "/ingest"));
            }
        }
        throw new IOException("the server ended before it served");
    }

    private HttpRequest request(byte[] compressed) {
        return HttpRequest.newBuilder(ingest)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(compressed))
                .build();
    }

    /** Posts until it is taken. */
    public void post(byte[] body) throws IOException, InterruptedException {
        postCompressed(CaptureBatches.gzip(body));
    }

    /** Posts what is compressed already, until it is taken. */
    public void postCompressed(byte[] body) throws IOException, InterruptedException {
        String refusal = "";
        for (int i = 0; i < TRIES; i++) {
            HttpResponse<String> answer = client.send(request(body), BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return;
            }
            if (answer.statusCode() != 503) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            refusal = answer.body();
            Thread.sleep(500);
        }
        throw new IOException("still busy: " + refusal);
    }

    /** Posts and doesn't wait for the answer. */
    public void postAndForget(byte[] body) {
        client.sendAsync(request(CaptureBatches.gzip(body)), BodyHandlers.ofString());
    }

    /** Returns the processor time that it has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Returns how it says that it is. */
    public HttpResponse<String> health() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(ingest.resolve("/health")).build(), BodyHandlers.ofString());
    }

    /** Waits until no packet waits for analysis. */
    public void awaitIdle() throws IOException, InterruptedException {
        do {
            Thread.sleep(100);
        } while (!health().body().contains("\"packets_waiting\":0,"));
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the address of a path of it. */
    public URI uri(String path) {
        return ingest.resolve(path);
    }

    /** Asks it to end, as {@code kill} does, and waits; returns its exit code. */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it doesn't end");
        }
        return process.exitValue();
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it can't be killed");
        }
    }
}
