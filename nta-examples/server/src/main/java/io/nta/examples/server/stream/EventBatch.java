package io.nta.examples.server.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that are told together. Whoever listens is sent the same: each form is written once, when somebody first needs it. Any thread may call any method. */
public final class EventBatch {
    private final List<Event> events;
    private byte @Nullable [] serverSent;
    private @Nullable List<String> messages;

    /** Creates a batch of these, in their order. */
    public EventBatch(List<Event> events) {
        this.events = List.copyOf(events);
    }

    /** Returns the events, in their order. */
    public List<Event> events() {
        return events;
    }

    /** Returns how many they are. */
    int size() {
        return events.size();
    }

    /** Returns them as server-sent events, one after the other; not to be changed. */
    synchronized byte[] serverSent() {
        if (serverSent == null) {
            StringBuilder text = new StringBuilder();
            events.forEach(event -> event.writeServerSent(text));
            serverSent = text.toString().getBytes(StandardCharsets.UTF_8);
        }
        return serverSent;
    }

    /** Returns the WebSocket's message of each, in their order. */
    synchronized List<String> messages() {
        if (messages == null) {
            messages = events.stream().map(Event::message).toList();
        }
        return messages;
    }
}
