package io.nta.examples.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nta.examples.server.http.OperationsApi.Health;
import io.nta.examples.server.ingest.Agents;
import io.nta.examples.server.ingest.IngestService;
import io.nta.examples.server.stream.EventHub;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreStats;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Looks now and then how the server is, so that whoever asks needn't wait. */
final class ServerHealth {
    private final JdbcFeatureStore store;
    private final IngestService ingest;
    private final EventHub hub;
    private final PrometheusMeterRegistry metrics;
    private volatile @Nullable String storeFailure;

    ServerHealth(JdbcFeatureStore store, IngestService ingest, EventHub hub, PrometheusMeterRegistry metrics) {
        this.store = store;
        this.ingest = ingest;
        this.hub = hub;
        this.metrics = metrics;
        register();
    }

    @SuppressWarnings("resource") // these live as long as the process
    private void register() {
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmGcMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        counter(
                "nta.packets.taken",
                "Packets that agents sent and the store took",
                now -> now.ingest.agents().sums().packets());
        counter(
                "nta.bytes.taken",
                "Their bytes on the wire",
                now -> now.ingest.agents().sums().bytes());
        counter(
                "nta.store.packets",
                "Packets written",
                now -> now.stats().written().packets());
        counter(
                "nta.store.rows",
                "Rows of features written",
                now -> now.stats().written().rows());
        counter(
                "nta.store.alerts",
                "States of alerts written",
                now -> now.stats().written().alertStates());
        counter(
                "nta.store.spool.dropped",
                "Writes dropped because the spool was full",
                now -> now.stats().spool().dropped());
        counter("nta.streams.cutoff", "Clients disconnected because they didn't read", now -> now.hub.cutOff());
        gauge("nta.ingest.waiting", "Packets waiting for analysis", now -> now.ingest.waitingPackets());
        gauge(
                "nta.agents.active",
                "Agents that sent something in the last minute",
                now -> now.ingest.agents().sums().active());
        gauge("nta.streams.listeners", "Clients that listen to events", now -> now.hub.listeners());
        gauge(
                "nta.store.spool.waiting",
                "Writes waiting for the store",
                now -> now.stats().spool().waiting());
        gauge(
                "nta.up",
                "1 while everything is working, else 0",
                now -> now.now().wrong().isEmpty() ? 1 : 0);
    }

    private void counter(String name, String what, ToDoubleFunction<ServerHealth> value) {
        FunctionCounter.builder(name, this, value).description(what).register(metrics);
    }

    private void gauge(String name, String what, ToDoubleFunction<ServerHealth> value) {
        Gauge.builder(name, this, value).description(what).register(metrics);
    }

    private StoreStats stats() {
        return store.stats();
    }

    /** Returns every figure in the form of Prometheus. */
    String figures() {
        store.suppressions().counts().keySet().forEach(this::registerRule);
        return metrics.scrape();
    }

    /** Registering a meter again changes nothing. There are as many as rules that have suppressed something since the start. */
    private void registerRule(long rule) {
        FunctionCounter.builder("nta.alerts.suppressed", this, now -> now.suppressedBy(rule))
                .tag("rule", Long.toString(rule))
                .description("Alerts hidden by a suppression rule, by its number")
                .register(metrics);
    }

    private double suppressedBy(long rule) {
        return store.suppressions().counts().getOrDefault(rule, 0L);
    }

    /** Asks the store whether it is there. */
    void look() {
        try {
            store.database().read(connection -> connection.isValid(1));
            storeFailure = null;
        } catch (IOException | RuntimeException e) {
            storeFailure = e.getMessage();
        }
    }

    /** Returns how it was at the last look. */
    Health now() {
        Map<String, String> wrong = new LinkedHashMap<>();
        if (storeFailure != null) {
            wrong.put("store", "can't be reached; see the log");
        }
        if (ingest.failure() != null) {
            wrong.put("analysis", "starts again from what is stored; see the log");
        }
        Agents.Sums sums = ingest.agents().sums();
        Map<String, Long> facts = new LinkedHashMap<>();
        facts.put("packets", sums.packets());
        facts.put("agents", (long) sums.active());
        facts.put("packets_waiting", ingest.waitingPackets());
        facts.put("store_writes_waiting", (long) stats().spool().waiting());
        facts.put("listeners", (long) hub.listeners());
        IngestService.Recovering recovery = ingest.recovery();
        if (recovery != null) {
            facts.put("recovery_packets_read", recovery.read());
            facts.put("recovery_packets", recovery.packets());
            facts.put("recovery_seconds_left", recovery.secondsLeft());
        }
        return new Health(wrong, recovery != null, facts);
    }
}
