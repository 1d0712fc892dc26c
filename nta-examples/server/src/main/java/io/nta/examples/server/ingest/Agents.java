package io.nta.examples.server.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.packet.PacketRecord;
import io.nta.wire.AgentStats;
import io.nta.wire.AgentStatsJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is known of the agents since the server started: what came, when, and how far behind. Any thread may call it. */
public final class Agents {
    private static final double NANOS = 1e9;
    /** Rates are averages over about this long. */
    private static final double RATE_SECONDS = 10;

    private static final Duration SILENT = Duration.ofMinutes(1);

    private final int maxAgents;
    private final InstantSource clock;
    private final AtomicLong rows = new AtomicLong();
    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private long packets;
    private long bytes;

    /** Creates an empty list that holds at most so many. */
    Agents(int maxAgents, InstantSource clock) {
        this.maxAgents = maxAgents;
        this.clock = clock;
    }

    private static final class Agent {
        private final String name;
        private final Instant firstSeen;
        private Instant lastSeen;
        private @Nullable AgentStats stats;
        private long uploads;
        private long packets;
        private long bytes;
        private long duplicates;
        private long rejected;
        private long newestNanos = Long.MIN_VALUE;
        private long lagNanos;
        private double packetsPerSecond;
        private long rowsTold;

        Agent(String name, Instant now) {
            this.name = name;
            this.firstSeen = now;
            this.lastSeen = now;
        }

        /** An exponential average, fed with what came since the upload before. */
        private void rate(int count, Instant now) {
            double seconds = Math.max(0.001, Duration.between(lastSeen, now).toNanos() / NANOS);
            double keep = Math.exp(-seconds / RATE_SECONDS);
            packetsPerSecond = packetsPerSecond * keep + count / seconds * (1 - keep);
        }

        private double rateAt(Instant now) {
            return packetsPerSecond * Math.exp(-Duration.between(lastSeen, now).toNanos() / NANOS / RATE_SECONDS);
        }
    }

    /** Notes that the analyzer has told a row. */
    void countRow() {
        rows.incrementAndGet();
    }

    /** Notes an upload that is durable now. Returns how many rows were told since the agent's upload before. */
    long uploaded(Upload upload, List<PacketRecord> taken, int duplicates) {
        // Whoever asks how the server is does not wait for this.
        long bytesTaken = taken.stream().mapToLong(PacketRecord::length).sum();
        long newestNanos =
                taken.stream().mapToLong(PacketRecord::timestampNanos).max().orElse(Long.MIN_VALUE);
        return uploaded(upload, taken.size(), bytesTaken, newestNanos, duplicates);
    }

    private synchronized long uploaded(Upload upload, int taken, long bytesTaken, long newestNanos, int duplicates) {
        Instant now = clock.instant();
        String name = agents.containsKey(upload.agent()) || agents.size() < maxAgents ? upload.agent() : "(others)";
        Agent agent = agents.computeIfAbsent(name, newName -> new Agent(newName, now));
        agent.rate(taken, now);
        agent.lastSeen = now;
        agent.uploads++;
        agent.duplicates += duplicates;
        agent.rejected += upload.rejected();
        agent.packets += taken;
        agent.newestNanos = Math.max(agent.newestNanos, newestNanos);
        if (taken > 0) {
            long nowNanos = now.toEpochMilli() * 1_000_000;
            agent.lagNanos = nowNanos - agent.newestNanos;
        }
        agent.bytes += bytesTaken;
        packets += taken;
        bytes += bytesTaken;
        if (upload.stats() != null) {
            agent.stats = upload.stats();
        }
        long told = rows.get() - agent.rowsTold;
        agent.rowsTold = rows.get();
        return told;
    }

    /**
     * Sums over all agents.
     *
     * @param bytes of these packets
     * @param active how many agents sent something in the last minute
     * @param eventTime the time that it is where the newest packets were captured: it goes on when no more come; {@code null} before any has come
     */
    public record Sums(
            long packets, long bytes, int active, @Nullable Instant eventTime) {}

    /** Returns the sums. */
    public synchronized Sums sums() {
        Instant now = clock.instant();
        Instant since = now.minus(SILENT);
        int active = (int) agents.values().stream()
                .filter(agent -> agent.lastSeen.isAfter(since))
                .count();
        OptionalLong lag = agents.values().stream()
                .filter(agent -> agent.newestNanos != Long.MIN_VALUE)
                .mapToLong(agent -> agent.lagNanos)
                .min();
        // What was captured in the future, by a wrong clock, doesn't take us there.
        Instant eventTime = lag.isPresent() ? now.minusNanos(Math.max(0, lag.getAsLong())) : null;
        return new Sums(packets, bytes, active, eventTime);
    }

    /** Adds its route. */
    public void addTo(RouteTable routes) {
        routes.get("/api/agents", Scope.READ, context -> {
            Parameters.of(context).verify();
            answer(context);
        });
    }

    private synchronized void answer(Context context) {
        Instant now = clock.instant();
        List<Agent> all = new ArrayList<>(agents.values());
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Agent agent : all) {
                write(agent, now, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(Agent agent, Instant now, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("agent", agent.name);
        json.writeStringField("first_seen", agent.firstSeen.toString());
        json.writeStringField("last_seen", agent.lastSeen.toString());
        json.writeNumberField("uploads", agent.uploads);
        json.writeNumberField("packets", agent.packets);
        json.writeNumberField("bytes", agent.bytes);
        json.writeNumberField("duplicates", agent.duplicates);
        json.writeNumberField("rejected", agent.rejected);
        json.writeNumberField("packets_per_second", agent.rateAt(now));
        json.writeFieldName("lag_seconds");
        if (agent.newestNanos == Long.MIN_VALUE) {
            json.writeNull();
        } else {
            json.writeNumber(agent.lagNanos / NANOS);
        }
        json.writeFieldName("stats");
        AgentStats stats = agent.stats;
        if (stats == null) {
            json.writeNull();
        } else {
            AgentStatsJson.write(stats, json);
        }
        json.writeEndObject();
    }
}
