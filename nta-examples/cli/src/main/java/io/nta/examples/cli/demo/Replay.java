package io.nta.examples.cli.demo;

import io.nta.packet.PacketRecord;
import io.nta.wire.PacketBatch;
import io.nta.wire.PacketBatchJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Sends a capture to a server as an agent does, in moments of its time, faster than it was taken. */
public final class Replay {
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI ingest;
    private final Duration pause;
    private final String run = UUID.randomUUID().toString();

    /**
     * Creates a replay.
     *
     * @param server where the server is reached
     * @param pause how long to wait between two moments of {@code 2 s}
     */
    public Replay(String server, Duration pause) {
        this.ingest = URI.create(server + "/ingest");
        this.pause = pause;
    }

    /** Returns how long the packets are held back in all; sending them comes on top. */
    public Duration pauses(List<PacketRecord> packets) {
        long moments = 0;
        for (int from = 0; from < packets.size(); from = endOfMoment(packets, from)) {
            moments++;
        }
        return pause.multipliedBy(moments);
    }

    /**
     * Sends all packets.
     *
     * @throws IOException when the server doesn't take them
     */
    public void send(List<PacketRecord> packets) throws IOException, InterruptedException {
        int from = 0;
        while (from < packets.size()) {
            int to = endOfMoment(packets, from);
            post(from, packets.subList(from, to));
            from = to;
            Thread.sleep(pause.toMillis());
        }
    }

    /** Returns the place behind the moment that begins with the packet at {@code from}. */
    private static int endOfMoment(List<PacketRecord> packets, int from) {
        long end = packets.get(from).timestampNanos() + MOMENT.toNanos();
        int to = from + 1;
        while (to < packets.size() && packets.get(to).timestampNanos() < end) {
            to++;
        }
        return to;
    }

    private void post(int from, List<PacketRecord> packets) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            PacketBatchJson.write(new PacketBatch(run + "-" + from, "demo", null, packets, 0, List.of()), gzip);
        }
        HttpRequest request = HttpRequest.newBuilder(ingest)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("The server answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
