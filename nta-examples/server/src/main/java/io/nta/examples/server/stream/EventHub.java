package io.nta.examples.server.stream;

import com.google.common.collect.EvictingQueue;
import io.nta.examples.server.http.Answers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of events, each as fast as it takes them: one that doesn't is cut off, and nobody waits. The last events are remembered, for those that come back. Any
 * thread may call any method.
 */
public final class EventHub {
    /** What a listener that comes back is told when what it missed is no longer known: to ask for everything anew. */
    public static final String RESET = "reset";

    /** Somebody who listens. */
    public interface Listener {
        /** Takes an event without waiting; returns {@code false} when it can't take any more. */
        boolean offer(Event event);

        /** Cuts the connection of one that doesn't read, without waiting. */
        void cutOff();

        /** Ends the connection in order: nothing more will be told. */
        void end();
    }

    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final EvictingQueue<Event> remembered;
    private final int maxListeners;
    /** Tells numbers of this run from those of another. */
    private final String run;

    private long number;
    private long cutOff;

    /**
     * Creates a hub.
     *
     * @param maxListeners the most that may listen at once
     * @param remember how many events are remembered
     * @param run differs from run to run of the server; letters and digits
     */
    public EventHub(int maxListeners, int remember, String run) {
        this.maxListeners = maxListeners;
        this.remembered = EvictingQueue.create(remember);
        this.run = run;
    }

    /** Tells everybody, and remembers it. */
    public void publish(String type, Answers.Body data) {
        String text = text(data);
        synchronized (this) {
            number++;
            Event event = new Event(run + "-" + number, type, text);
            remembered.add(event);
            tell(event);
        }
    }

    /** Tells those who listen now. */
    public void mention(String type, Answers.Body data) {
        String text = text(data);
        synchronized (this) {
            tell(new Event(null, type, text));
        }
    }

    private static String text(Answers.Body data) {
        return new String(Answers.bytes(data), StandardCharsets.UTF_8);
    }

    /** Of a copy: a listener that is found to have gone when it is told is removed meanwhile, by this thread. */
    private void tell(Event event) {
        for (Listener listener : List.copyOf(listeners)) {
            if (!listener.offer(event) && listeners.remove(listener)) {
                cutOff++;
                listener.cutOff();
            }
        }
    }

    /**
     * Adds a listener. What it missed comes first; or {@link #RESET}, when that isn't known.
     *
     * @param lastId the last event that it knows; {@code null} for one that is new
     * @return whether there was room for it
     */
    public synchronized boolean add(Listener listener, @Nullable String lastId) {
        if (listeners.size() >= maxListeners) {
            return false;
        }
        listeners.add(listener);
        for (Event event : missed(lastId)) {
            if (!listener.offer(event)) {
                cutOff++;
                listeners.remove(listener);
                listener.cutOff();
                return true;
            }
        }
        return true;
    }

    private List<Event> missed(@Nullable String lastId) {
        if (lastId == null || lastId.equals(run + "-" + number)) {
            return List.of();
        }
        List<Event> later = new ArrayList<>();
        boolean found = lastId.equals(run + "-" + (number - remembered.size()));
        for (Event event : remembered) {
            if (found) {
                later.add(event);
            }
            found |= lastId.equals(event.id());
        }
        return found ? later : List.of(new Event(run + "-" + number, RESET, "{}"));
    }

    /** Removes a listener whose connection has ended. */
    public synchronized void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Returns how many listen. */
    public synchronized int listeners() {
        return listeners.size();
    }

    /** Returns how many were cut off because they didn't read. */
    public synchronized long cutOff() {
        return cutOff;
    }

    /** Ends every connection. */
    public synchronized void close() {
        List.copyOf(listeners).forEach(Listener::end);
        listeners.clear();
    }
}
