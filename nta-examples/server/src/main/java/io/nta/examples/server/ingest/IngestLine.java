package io.nta.examples.server.ingest;

import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceSupply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits between the store and the analyzer: batches in the order in which they were stored, each of the agent that sent it. Any thread may add; one takes.
 */
final class IngestLine implements SourceSupply, Destination {
    /** How often silent agents are told the time. */
    private static final long TICK_MILLIS = 200;

    /** Who shares a source when there are too many agents. */
    private static final String OTHERS = "(others)";

    /** What comes before all that is added. */
    @FunctionalInterface
    interface Beginning {
        /** Adds some of it, by {@link #addStored}; returns whether there was any. */
        boolean addSome(IngestLine line) throws IOException;
    }

    private final int maxAgents;
    private final InstantSource clock;
    /** Only of the thread that takes; {@code null} when there is nothing of it any more. */
    private @Nullable Beginning beginning;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, AgentSource> agents = new LinkedHashMap<>();
    private final Deque<AgentSource> turns = new ArrayDeque<>();
    private final Deque<AgentSource> idle = new ArrayDeque<>();
    private @Nullable AgentSource current;
    private final AtomicLong waitingPackets = new AtomicLong();
    private boolean ended;

    /**
     * Creates an empty line.
     *
     * @param maxAgents how many agents have a source of their own
     */
    IngestLine(int maxAgents, InstantSource clock) {
        this.maxAgents = maxAgents;
        this.clock = clock;
    }

    /** Creates a line that begins with something. */
    IngestLine(int maxAgents, InstantSource clock, Beginning beginning) {
        this(maxAgents, clock);
        this.beginning = beginning;
    }

    @Override
    public void add(String agent, List<PacketRecord> packets) {
        add(agent, packets, nowNanos());
    }

    /** Adds packets that an agent uploaded to an earlier process. */
    void addStored(String agent, List<PacketRecord> packets) {
        add(agent, packets, AgentSource.STORED);
    }

    private void add(String agent, List<PacketRecord> packets, long arrivalNanos) {
        if (packets.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            AgentSource source = source(agent);
            source.add(packets, arrivalNanos);
            turns.add(source);
            waitingPackets.addAndGet(packets.size());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private AgentSource source(String agent) {
        AgentSource known = agents.get(agent);
        if (known != null) {
            return known;
        }
        String name = agents.size() < maxAgents ? agent : OTHERS;
        return agents.computeIfAbsent(name, newAgent -> new AgentSource(newAgent, waitingPackets));
    }

    private void addBeginning() {
        try {
            while (beginning != null && waitingPackets() == 0) {
                if (!beginning.addSome(this)) {
                    beginning = null;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when what it begins with can't be read */
    @Override
    public @Nullable PacketSource next() throws InterruptedException {
        addBeginning();
        lock.lockInterruptibly();
        try {
            if (current != null && current.isWithinBatch()) {
                return current;
            }
            while (turns.isEmpty() && idle.isEmpty() && !ended) {
                changed.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
                idle.addAll(agents.values());
            }
            if (turns.isEmpty() && ended) {
                return null;
            }
            boolean packets = !turns.isEmpty();
            if (packets) {
                idle.clear();
            }
            current = packets ? turns.remove() : idle.remove();
            current.tellTime(nowNanos());
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many packets wait. */
    long waitingPackets() {
        return waitingPackets.get();
    }

    private long nowNanos() {
        return clock.millis() * 1_000_000;
    }

    /** Lets what waits be analysed, and then the analysis end. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end();
    }
}
