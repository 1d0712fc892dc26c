package io.nta.examples.server.ingest;

import io.nta.AlertListener;
import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.FeatureStore;
import io.nta.store.jdbc.AlertStanding;
import io.nta.store.jdbc.JdbcFeatureStore;
import java.io.IOException;
import java.util.List;

/**
 * Lets listeners hear of alerts that no rule suppresses, and of no others. It saves each state of an alert for the analyzer, and so knows how the alert stands when the analyzer tells
 * of it right after. For one analyzer, called by its detection thread; or for one late scoring.
 */
final class SuppressionGate implements FeatureStore, AlertListener {
    private final JdbcFeatureStore store;
    private final List<AlertListener> listeners;
    private AlertStanding standing = AlertStanding.RAISED;
    /** Rows that are about to be judged: written together with their verdicts they cost less. Should the process end in between, replay makes them anew. */
    private List<FeatureVector> held = List.of();

    /**
     * Creates a gate.
     *
     * @param store stays open
     */
    SuppressionGate(JdbcFeatureStore store, List<AlertListener> listeners) {
        this.store = store;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public synchronized void append(List<FeatureVector> rows) throws IOException {
        releaseUnjudged();
        held = List.copyOf(rows);
    }

    /** Those that a detector failed on are judged by nobody. */
    private void releaseUnjudged() throws IOException {
        List<FeatureVector> rows = held;
        held = List.of();
        store.append(rows);
    }

    @Override
    public synchronized void judge(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {
        if (held.isEmpty()) {
            store.judge(rows, verdicts);
        } else {
            List<FeatureVector> kept = held;
            held = List.of();
            store.append(kept, verdicts);
        }
    }

    @Override
    public synchronized void save(Alert alert) throws IOException {
        releaseUnjudged();
        standing = store.keep(alert);
    }

    @Override
    public void onOpened(Alert alert) {
        if (!standing.isSuppressed()) {
            listeners.forEach(listener -> listener.onOpened(alert));
        }
    }

    @Override
    public void onUpdated(Alert alert) {
        if (standing.surfaced()) {
            onOpened(alert);
        } else if (!standing.isSuppressed()) {
            listeners.forEach(listener -> listener.onUpdated(alert));
        }
    }

    @Override
    public void onClosed(Alert alert) {
        if (!standing.isSuppressed()) {
            listeners.forEach(listener -> listener.onClosed(alert));
        }
    }

    /** The store outlives the analyzer. */
    @Override
    public synchronized void close() throws IOException {
        releaseUnjudged();
    }
}
