package io.nta.store.jdbc;

import io.nta.AlertListener;
import io.nta.detect.Alert;
import io.nta.detect.AlertPolicy;
import io.nta.detect.AlertPolicyConfig;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.FeatureStore;
import io.nta.store.jdbc.read.StoredRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges rows that were kept but never judged: a detector failed on them, or the process ended in between. To be run at the start, after {@link Recovery}, and from time to time.
 * Any
 * thread may run it; one at a time does.
 */
public final class LateScoring {
    private static final Logger LOG = LoggerFactory.getLogger(LateScoring.class);

    /** Rows that are in memory at once. */
    private static final int PAGE_ROWS = 5_000;

    private final JdbcFeatureStore store;
    private final Supplier<List<Detector>> detectors;
    private final AlertPolicyConfig alerts;
    private final Duration grace;
    private final InstantSource clock;
    private final FeatureStore kept;
    private final AlertListener listener;

    /**
     * Creates it.
     *
     * @param detectors makes new ones for each run, which closes them
     * @param alerts when verdicts become alerts
     * @param grace how long ago a row must have been stored: a younger one may be about to be judged
     * @param clock the clock that the store has, too
     * @param kept where verdicts and alerts are kept: the store, or what stands before it
     * @param listener hears of the alerts, of each when it has been saved; an exception ends the run, and the next goes on
     */
    public LateScoring(
            JdbcFeatureStore store,
            Supplier<List<Detector>> detectors,
            AlertPolicyConfig alerts,
            Duration grace,
            InstantSource clock,
            FeatureStore kept,
            AlertListener listener) {
        this.store = store;
        this.detectors = detectors;
        this.alerts = alerts;
        this.grace = grace;
        this.clock = clock;
        this.kept = kept;
        this.listener = listener;
    }

    /**
     * Judges what waits, and saves and tells the alerts that come of it. A row that a detector fails on again has the verdicts of the others.
     *
     * @return how many rows were judged; 0 when none waits
     * @throws IOException when the database is away
     */
    public synchronized int run() throws IOException {
        long before = clock.instant().minus(grace).toEpochMilli() * 1_000_000;
        List<StoredRow> waiting = store.reader().withoutVerdict(before, PAGE_ROWS);
        if (waiting.isEmpty()) {
            return 0;
        }
        AlertPolicy policy = new AlertPolicy(alerts, this::publish);
        List<Detector> judges = detectors.get();
        int judged = 0;
        long firstId = -1;
        try {
            // A page that comes again was not judged, whatever the database said.
            while (!waiting.isEmpty() && waiting.get(0).id() != firstId) {
                judge(waiting, judges, policy);
                judged += waiting.size();
                firstId = waiting.get(0).id();
                waiting = store.reader().withoutVerdict(before, PAGE_ROWS);
            }
            policy.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            judges.forEach(Detector::close);
        }
        return judged;
    }

    private void judge(List<StoredRow> page, List<Detector> judges, AlertPolicy policy) throws IOException {
        TreeMap<Long, List<FeatureVector>> byEnd = new TreeMap<>();
        for (StoredRow row : page) {
            byEnd.computeIfAbsent(row.row().endNanos(), end -> new ArrayList<>())
                    .add(row.row());
        }
        for (Map.Entry<Long, List<FeatureVector>> rows : byEnd.entrySet()) {
            List<Verdict> said = score(judges, rows.getValue());
            kept.judge(rows.getValue(), said);
            policy.onVerdicts(said, rows.getKey());
            policy.advanceTo(rows.getKey());
        }
    }

    private static List<Verdict> score(List<Detector> judges, List<FeatureVector> rows) {
        List<Verdict> said = new ArrayList<>();
        for (Detector judge : judges) {
            try {
                said.addAll(List.copyOf(judge.score(rows)));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                LOG.warn(
                        "Detector '{}' failed again on {} rows, which stay without its verdicts",
                        judge.name(),
                        rows.size(),
                        e);
            }
        }
        return said;
    }

    private void publish(Alert alert, AlertPolicy.Change change) {
        try {
            kept.save(alert);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (change) {
            case OPENED -> listener.onOpened(alert);
            case UPDATED -> listener.onUpdated(alert);
            case CLOSED -> listener.onClosed(alert);
        }
    }
}
