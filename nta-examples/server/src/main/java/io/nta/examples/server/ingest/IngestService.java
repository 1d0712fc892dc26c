package io.nta.examples.server.ingest;

import io.nta.AlertListener;
import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.NtaException;
import io.nta.examples.server.config.AnalysisConfig;
import io.nta.examples.server.config.IngestConfig;
import io.nta.examples.server.http.RouteTable;
import io.nta.spi.Detector;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.LateScoring;
import io.nta.store.jdbc.Recovery;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What takes packets: uploads are stored, and analysed in the order in which they were stored. When it starts, and when analysis has failed, it goes on where it was, from what is
 * stored.
 */
public final class IngestService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    private static final long RESTART_MILLIS = 2_000;
    private static final Duration LATE_SCORING_GRACE = Duration.ofMinutes(1);

    private final JdbcFeatureStore store;
    private final IngestConfig config;
    private final AnalyzerConfig analysis;
    private final Supplier<List<Detector>> detectors;
    private final List<AlertListener> listeners;
    private final InstantSource clock;
    private final Agents agents;
    private final Committer committer;
    private final LateScoring lateScoring;
    private final long lateScoringMillis;
    private final Thread thread = new Thread(this::analyseAlways, "nta-analysis");
    private final Thread lateThread = new Thread(this::scoreLateAlways, "nta-late-scoring");
    private volatile IngestLine line;
    private volatile @Nullable Backlog backlog;
    private volatile @Nullable String failure;
    private volatile boolean closed;
    private volatile boolean draining;

    /**
     * Creates a service; {@link #start} starts it.
     *
     * @param store stays open
     * @param detectors makes new ones for each run
     * @param listeners hear of alerts that no rule suppresses, of one at a time
     */
    public IngestService(
            JdbcFeatureStore store,
            IngestConfig config,
            AnalysisConfig analysis,
            Supplier<List<Detector>> detectors,
            List<AlertListener> listeners,
            InstantSource clock) {
        this.store = store;
        this.config = config;
        this.analysis = analysis.analyzerConfig();
        this.detectors = detectors;
        this.listeners = List.of(new SerialListener(listeners));
        SuppressionGate lateGate = new SuppressionGate(store, this.listeners);
        this.lateScoring = new LateScoring(
                store, detectors, this.analysis.alerts(), LATE_SCORING_GRACE, clock, lateGate, lateGate);
        this.lateScoringMillis = analysis.lateScoring().toMillis();
        this.clock = clock;
        this.agents = new Agents(config.maxAgents(), clock);
        this.line = new IngestLine(config.maxAgents(), clock);
        this.committer = new Committer(store, agents, config.groupPackets());
    }

    /** Starts to take uploads and to analyse. */
    public void start() {
        thread.start();
        lateThread.start();
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        new IngestApi(this, config, clock).addTo(routes);
        agents.addTo(routes);
    }

    /** Returns what is known of the agents. */
    public Agents agents() {
        return agents;
    }

    void submit(Upload upload) {
        committer.submit(upload);
    }

    /** Returns how many packets wait for analysis, about, while it reads what is stored. */
    public long waitingPackets() {
        Backlog reading = backlog;
        return line.waitingPackets() + (reading == null ? 0 : reading.left());
    }

    /**
     * How far analysis is in reading what is stored.
     *
     * @param read packets that were read
     * @param packets about how many there are to read, those included that were stored meanwhile
     * @param secondsLeft about how long it will take, at the pace so far; at least 1
     */
    public record Recovering(long read, long packets, long secondsLeft) {
        @Override
        public String toString() {
            return read + " of about " + packets + " stored packets";
        }
    }

    /** Returns how far it is in reading what is stored, which it does first; {@code null} when it has. */
    public @Nullable Recovering recovery() {
        Backlog reading = backlog;
        return reading == null || reading.isOver() ? null : reading.progress();
    }

    /** Logs how far recovery is, while it goes on. */
    public void tellRecovery() {
        Recovering progress = recovery();
        if (progress != null) {
            LOG.info("Analysis has read {}; about {} s are left", progress, progress.secondsLeft());
        }
    }

    /** Returns why analysis doesn't go on; {@code null} when it does. */
    public @Nullable String failure() {
        return failure;
    }

    private void analyseAlways() {
        try {
            while (!closed) {
                try {
                    analyse();
                    return;
                } catch (IOException | RuntimeException | AssertionError e) {
                    if (closed) {
                        return;
                    }
                    failure = "analysis failed and starts again: " + e.getMessage();
                    // What comes meanwhile is stored, or is told that the store is away.
                    committer.start();
                    LOG.error("Analysis failed; it starts again from what is stored", e);
                    Thread.sleep(RESTART_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void analyse() throws IOException {
        SuppressionGate gate = new SuppressionGate(store, listeners);
        Analyzer.Builder builder =
                Analyzer.builder().config(analysis).store(gate).onAlert(gate).onRow(row -> agents.countRow());
        committer.redirect(() -> {
            Optional<Recovery> recovery = Recovery.plan(store, analysis);
            if (recovery.isEmpty()) {
                line = new IngestLine(config.maxAgents(), clock);
                return new Committer.Redirection(line, new RecentPackets());
            }
            builder.resume(recovery.get().resumption());
            Backlog stored = new Backlog(
                    recovery.get().packets(), committer, analysis.timeline().maxSkew(), clock);
            line = new IngestLine(config.maxAgents(), clock, stored);
            backlog = stored;
            return new Committer.Redirection(stored, null);
        });
        committer.start();
        if (draining) {
            line.end();
        }
        detectors.get().forEach(builder::detector);
        lateScoring.run();
        failure = null;
        try (Analyzer analyzer = builder.sources(line).build()) {
            analyzer.run();
        }
    }

    /** Judges again and again what was never judged. */
    private void scoreLateAlways() {
        try {
            while (!closed) {
                Thread.sleep(lateScoringMillis);
                try {
                    lateScoring.run();
                } catch (IOException | RuntimeException e) {
                    LOG.warn("Windows without a verdict can't be judged just now: {}", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Analyses everything taken so far to its end, closing every window and alert, and ends: for a replay that is over. Uploads that come later are stored and not analysed.
     *
     * @return whether it came to an end in that time
     */
    public boolean drain(Duration patience) throws InterruptedException {
        draining = true;
        line.end();
        thread.join(patience.toMillis());
        return !thread.isAlive();
    }

    /** Stops as a crash would: what is open stays so, and the next process goes on with it. */
    @Override
    public void close() {
        closed = true;
        committer.close();
        thread.interrupt();
        lateThread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            lateThread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NtaException("Interrupted while analysis ended", e);
        }
    }
}
