package io.nta.examples.server.stream;

import io.nta.examples.server.http.Answers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell.
 *
 * @param id where it stands in the order of all that are remembered; {@code null} for one that isn't
 * @param type what happened
 * @param data a JSON object
 */
public record Event(@Nullable String id, String type, String data) {
    /** Appends it as a server-sent event. */
    void writeServerSent(StringBuilder text) {
        text.append("event: ").append(type).append('\n');
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        text.append("data: ").append(data).append("\n\n");
    }

    /** Returns it as a message of the WebSocket. */
    String message() {
        byte[] text = Answers.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("event", type);
            Answers.text(json, "id", id);
            json.writeFieldName("data");
            json.writeRawValue(data);
            json.writeEndObject();
        });
        return new String(text, StandardCharsets.UTF_8);
    }
}
