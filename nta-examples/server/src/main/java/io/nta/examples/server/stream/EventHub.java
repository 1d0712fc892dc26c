package io.nta.examples.server.stream;

import com.google.common.collect.EvictingQueue;
import io.nta.examples.server.config.StreamConfig;
import io.nta.examples.server.http.Answers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of events, each as fast as it takes them: one that doesn't is cut off, and nobody waits. What happens within a moment is told together, since each time somebody is told costs more than
 * what is told. The last events are remembered, for those that come back. Any thread may call any method.
 */
public final class EventHub {
    /** What a listener that comes back is told when what it missed is no longer known: to ask for everything anew. */
    public static final String RESET = "reset";

    private static final int BATCHES_THAT_WAIT = 4;

    /** Somebody who listens. */
    public interface Listener {
        /** Takes events without waiting; returns {@code false} when it can't take any more. */
        boolean offer(EventBatch batch);

        /** Cuts the connection of one that doesn't read, without waiting. */
        void cutOff();

        /** Ends the connection in order: nothing more will be told. */
        void end();
    }

    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final EvictingQueue<Event> remembered;
    private final int maxListeners;
    /** So many are told without waiting for more: a few such batches fit into what may wait for a listener. */
    private final int mostTogether;
    /** Tells numbers of this run from those of another. */
    private final String run;

    private final Executor later;
    /** What is to be told. */
    private final List<Event> gathered = new ArrayList<>();

    private long number;
    private long cutOff;

    /**
     * Creates a hub.
     *
     * @param run differs from run to run of the server; letters and digits
     * @param later runs what it is given when the moment is over whose events are told together; on one thread
     */
    public EventHub(StreamConfig config, String run, Executor later) {
        this.maxListeners = config.maxClients();
        this.mostTogether = config.queueEvents() / BATCHES_THAT_WAIT;
        this.remembered = EvictingQueue.create(config.remembered());
        this.run = run;
        this.later = later;
    }

    /** Tells everybody soon, and remembers it. */
    public void publish(String type, Answers.Body data) {
        String text = text(data);
        synchronized (this) {
            number++;
            Event event = new Event(run + "-" + number, type, text);
            remembered.add(event);
            gather(event);
        }
    }

    /** Tells those who listen now, soon. */
    public void mention(String type, Answers.Body data) {
        String text = text(data);
        synchronized (this) {
            gather(new Event(null, type, text));
        }
    }

    private void gather(Event event) {
        if (listeners.isEmpty()) {
            return;
        }
        gathered.add(event);
        if (gathered.size() >= mostTogether) {
            tellGathered();
        } else if (gathered.size() == 1) {
            later.execute(this::tellGathered);
        }
    }

    private synchronized void tellGathered() {
        if (!gathered.isEmpty()) {
            EventBatch batch = new EventBatch(gathered);
            gathered.clear();
            tell(batch);
        }
    }

    private static String text(Answers.Body data) {
        return new String(Answers.bytes(data), StandardCharsets.UTF_8);
    }

    /** Of a copy: a listener that is found to have gone when it is told is removed meanwhile, by this thread. */
    private void tell(EventBatch batch) {
        for (Listener listener : List.copyOf(listeners)) {
            tell(listener, batch);
        }
    }

    private void tell(Listener listener, EventBatch batch) {
        if (!listener.offer(batch) && listeners.remove(listener)) {
            cutOff++;
            listener.cutOff();
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
        // What the others are still to be told of is missed by this one, and must not be told to it twice.
        tellGathered();
        listeners.add(listener);
        List<Event> missed = missed(lastId);
        if (!missed.isEmpty()) {
            tell(listener, new EventBatch(missed));
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

    /** Tells what is still to be told, and ends every connection. */
    public synchronized void close() {
        tellGathered();
        List.copyOf(listeners).forEach(Listener::end);
        listeners.clear();
    }
}
