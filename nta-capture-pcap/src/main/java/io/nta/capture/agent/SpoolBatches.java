package io.nta.capture.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a spool file into the bodies of uploads: always the same ones for the same {@link BatchSize}. Packets go over as they are, fields that nobody here knows
 * included. What the agent tells of itself stands behind the packets, and goes with the last batch.
 */
final class SpoolBatches implements Closeable {
    private static final int BUFFER = 1 << 16;

    /**
     * How large a batch may become.
     *
     * @param packets at least 1
     * @param bytes of JSON, after which a batch ends; it exceeds them by one packet at most
     */
    record BatchSize(int packets, long bytes) {}

    /**
     * A batch.
     *
     * @param id the same whenever it is made
     * @param from its first packet's place in the file
     * @param to the place behind its last packet
     * @param body what is sent
     */
    record Batch(String id, int from, int to, byte[] body) {
        int packets() {
            return to - from;
        }
    }

    private final SpoolFile file;
    private final BatchSize size;
    private final boolean gzip;
    private final JsonParser json;
    private @Nullable String agent;
    private int next;
    private boolean inPackets;
    private boolean ended;

    SpoolBatches(SpoolFile file, BatchSize size, boolean gzip) throws IOException {
        this.file = file;
        this.size = size;
        this.gzip = gzip;
        this.json = SpoolFile.JSON.createParser(new BufferedInputStream(Files.newInputStream(file.path()), BUFFER));
    }

    /** Returns the next batch, or null at the end. A file without packets has one batch, without packets. */
    @Nullable
    Batch next() throws IOException {
        if (ended) {
            return null;
        }
        if (!inPackets) {
            enterPackets();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int from = next;
        try (OutputStream out = gzip ? new GZIPOutputStream(body) : body;
                JsonGenerator batch = SpoolFile.JSON.createGenerator(out)) {
            long bytes = 0;
            batch.writeStartObject();
            int to = Math.min(file.packets(), from + size.packets());
            batch.writeArrayFieldStart("raw_packets");
            while (next < to && bytes < size.bytes()) {
                JsonToken start = json.nextToken();
                long startAt = json.currentTokenLocation().getByteOffset();
                if (start != JsonToken.START_OBJECT) {
                    throw new SpoolFile.PoisonedException("it has changed since it was read");
                }
                batch.copyCurrentStructure(json);
                bytes += json.currentLocation().getByteOffset() - startAt;
                next++;
            }
            batch.writeEndArray();
            batch.writeStringField("batch_id", id(from, next));
            if (agent != null) {
                batch.writeStringField("agent", agent);
            }
            if (next == file.packets()) {
                leavePackets(batch);
                ended = true;
            }
            batch.writeEndObject();
        }
        return new Batch(id(from, next), from, next, body.toByteArray());
    }

    private String id(int from, int to) {
        return file.id() + '-' + from + '-' + to;
    }

    private void enterPackets() throws IOException {
        inPackets = true;
        if (json.nextToken() == JsonToken.START_ARRAY) {
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("raw_packets")) {
                return;
            }
            if (name.equals("agent") && value == JsonToken.VALUE_STRING) {
                agent = json.getText();
            }
            json.skipChildren();
        }
    }

    /** Copies what the agent tells of itself. */
    private void leavePackets(JsonGenerator batch) throws IOException {
        json.nextToken(); // the end of the array
        JsonToken token = json.nextToken();
        while (token == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("agent_stats")) {
                batch.writeFieldName(name);
                batch.copyCurrentStructure(json);
            } else {
                json.skipChildren();
            }
            token = json.nextToken();
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
