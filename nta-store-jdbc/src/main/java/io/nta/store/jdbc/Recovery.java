package io.nta.store.jdbc;

import io.nta.AnalyzerConfig;
import io.nta.Resumption;
import io.nta.feature.FeatureVector;
import io.nta.store.jdbc.read.StoredRow;
import io.nta.window.WindowSize;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to go on after a crash: which of the stored packets to read again, and which rows to take as they are.
 *
 * <pre>{@code
 * Optional<Recovery> recovery = Recovery.plan(store, config);   // before anything new is stored
 * builder.source(recovery.isPresent() ? new SourceSequence(recovery.get().packets(), live) : live);
 * recovery.ifPresent(it -> builder.resume(it.resumption()));
 * }</pre>
 *
 * @param packets the packets that rebuild connections and the windows that were open
 * @param resumption what the analyzer does with them
 */
public record Recovery(StoredPacketSource packets, Resumption resumption) {
    /** An alert that was open for longer opens anew, under another id. */
    private static final Duration LONGEST_HISTORY = Duration.ofHours(6);

    /**
     * Plans a recovery from what the store has now.
     *
     * @param config of the analyzer that goes on; its longest connection timeout tells how far back packets matter
     * @return nothing when the store has no rows: then whatever packets it has were never analysed, and all of them are
     * @throws IOException when the database is away
     */
    public static Optional<Recovery> plan(JdbcFeatureStore store, AnalyzerConfig config) throws IOException {
        Optional<Long> closed = store.sql().lastWindowEnd();
        if (closed.isEmpty()) {
            return store.sql().lastPacketId() == 0
                    ? Optional.empty()
                    : Optional.of(new Recovery(
                            StoredPacketSource.open(store, Long.MIN_VALUE),
                            new History(store, Long.MIN_VALUE, Long.MIN_VALUE)));
        }
        long closedNanos = closed.get();
        long openNanos = WindowSize.THREE_MINUTES.startOf(closedNanos);
        Duration longest = Collections.max(
                List.of(config.flow().tcpTimeout(), config.flow().datagramTimeout()));
        long fromNanos = openNanos - longest.toNanos();
        return Optional.of(new Recovery(
                StoredPacketSource.open(store, fromNanos),
                new History(store, historyFrom(store, config, closedNanos), closedNanos)));
    }

    /** Returns the end of the first windows that the state of alerts depends on. */
    private static long historyFrom(JdbcFeatureStore store, AnalyzerConfig config, long closedNanos)
            throws IOException {
        // Hints wait as long as alerts do for what seconds them.
        long hints = closedNanos - config.alerts().closeAfter().toNanos();
        long alerts = store.sql().oldestOpenAlert().map(Recovery::nanos).orElse(hints);
        long from = Math.max(Math.min(hints, alerts), closedNanos - LONGEST_HISTORY.toNanos());
        return WindowSize.FIVE_SECONDS.startOf(from);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** The rows of the windows that ended before the crash, one end after the other. */
    private static final class History implements Resumption {
        private final JdbcFeatureStore store;
        private final long closedNanos;
        private long nextNanos;

        History(JdbcFeatureStore store, long fromNanos, long closedNanos) {
            this.store = store;
            this.nextNanos = fromNanos;
            this.closedNanos = closedNanos;
        }

        @Override
        public long closedNanos() {
            return closedNanos;
        }

        @Override
        public @Nullable List<FeatureVector> nextRows() throws IOException {
            if (nextNanos >= closedNanos) {
                return null;
            }
            long end = nextNanos;
            nextNanos += WindowSize.PANE_NANOS;
            return store.sql().rowsEndingAt(end).stream().map(StoredRow::row).toList();
        }
    }
}
