package io.nta.examples.server.stream;

import io.nta.examples.server.http.Answers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Something to tell. Whoever listens is sent the same: it is written once, when the first is sent it. Any thread may call any method. */
public final class Event {
    private final @Nullable String id;
    private final String type;
    private final String data;
    private byte @Nullable [] serverSent;
    private @Nullable String message;

    /**
     * Creates an event.
     *
     * @param id where it stands in the order of all that are remembered; {@code null} for one that isn't
     * @param type what happened
     * @param data a JSON object
     */
    public Event(@Nullable String id, String type, String data) {
        this.id = id;
        this.type = type;
        this.data = data;
    }

    /** Returns where it stands in the order of all that are remembered; {@code null} for one that isn't. */
    public @Nullable String id() {
        return id;
    }

    /** Returns it as a server-sent event; not to be changed. */
    synchronized byte[] serverSent() {
        if (serverSent == null) {
            serverSent = writeServerSent();
        }
        return serverSent;
    }

    private byte[] writeServerSent() {
        String idLine = id == null ? "" : "id: " + id + '\n';
        return ("event: " + type + '\n' + idLine + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns it as a message of the WebSocket. */
    synchronized String message() {
        if (message == null) {
            message = writeMessage();
        }
        return message;
    }

    private String writeMessage() {
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
