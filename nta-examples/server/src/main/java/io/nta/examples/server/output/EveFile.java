package io.nta.examples.server.output;

import io.nta.detect.Alert;
import io.nta.examples.server.http.Answers;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Adds a line of EVE JSON, the format of Suricata, for each alert. When the file is moved away or deleted, as log rotation does, a new one is begun.
 */
final class EveFile implements AlertOutput {
    private final Path file;
    private @Nullable FileChannel channel;

    EveFile(Path file) throws IOException {
        this.file = file;
        this.channel = open(file);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public String description() {
        return file.toString();
    }

    @Override
    public void send(String change, Alert alert) throws IOException {
        FileChannel open = channel;
        if (open == null || !Files.exists(file)) {
            close();
            open = open(file);
            channel = open;
        }
        ByteBuffer line = ByteBuffer.wrap(line(change, alert));
        while (line.hasRemaining()) {
            open.write(line);
        }
    }

    private static byte[] line(String change, Alert alert) {
        byte[] object = Answers.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("timestamp", alert.detectedAt().toString());
            json.writeStringField("event_type", "alert");
            if (alert.srcIp() != null) {
                json.writeStringField("src_ip", alert.srcIp().toString());
            }
            if (alert.dstIp() != null) {
                json.writeStringField("dest_ip", alert.dstIp().toString());
            }
            json.writeObjectFieldStart("alert");
            json.writeStringField("action", "allowed");
            json.writeStringField("signature", "nta " + alert.attackType().label());
            json.writeStringField("category", alert.attackType().label());
            json.writeNumberField("severity", severity(alert));
            json.writeEndObject();
            json.writeObjectFieldStart("nta");
            json.writeStringField("change", change);
            AlertJson.writeFields(alert, json);
            json.writeEndObject();
            json.writeEndObject();
        });
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }

    /** Suricata's scale: 1 is the most urgent. */
    private static int severity(Alert alert) {
        return switch (alert.severity()) {
            case CRITICAL, HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
        };
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
