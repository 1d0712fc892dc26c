package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.FuzzedFrames.Frame;
import io.nta.detect.Alert;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.AggregatorStats;
import io.nta.window.FoldingAggregator;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One run of an analyzer over some frames, and the laws that hold of any. */
record LineRun(AnalyzerStats stats, List<LineRun.Row> rows, List<Alert> alerts, long closings) {
    private static final int FORWARD_PACKETS = FeatureCatalogue.indexOf("packet_count");
    private static final int REVERSE_PACKETS = FeatureCatalogue.indexOf("reverse_packet_count");
    private static final long NANOS = 1_000_000_000L;
    /** The keys of a packet or a change, times the lengths of windows. */
    private static final int ROWS_PER_EVENT = 2 * 3;
    /** Its pane, the windows around it, and what time changes in its connection, in panes of their own. */
    private static final int CLOSINGS_PER_PACKET = 8;
    /** A connection's own end, a packet, and the stall that a packet begins. */
    private static final int EVENTS_PER_PACKET = 3;

    /** A row as a value. */
    record Row(KeyKind kind, IpAddress address, int seconds, long startNanos, List<Double> values) {
        static Row of(FeatureVector vector) {
            List<Double> values = new ArrayList<>();
            for (double value : vector.toArray()) {
                values.add(value);
            }
            return new Row(vector.kind(), vector.address(), vector.seconds(), vector.startNanos(), values);
        }

        private double packets() {
            return values.get(FORWARD_PACKETS) + values.get(REVERSE_PACKETS);
        }

        /** What makes it the only one of its kind. */
        private List<Object> key() {
            return List.of(kind, address, seconds, startNanos);
        }
    }

    static LineRun of(AnalyzerConfig config, List<Frame> frames) {
        List<Row> rows = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        ClosingCounter aggregator = new ClosingCounter(new FoldingAggregator(config.windows(), System.nanoTime()));
        try (Analyzer analyzer = Analyzer.builder()
                .source(new FuzzedFrames(frames))
                .config(config)
                .aggregator(aggregator)
                .onRow(row -> rows.add(Row.of(row)))
                .onAlert(alerts::add)
                .build()) {
            analyzer.run();
            return new LineRun(analyzer.stats(), rows, alerts, aggregator.closings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether a packet or connection was left out because a table was full; then what is left depends on the hash's secret. */
    boolean aLimitBit() {
        AggregatorStats windows = stats.windows();
        return stats.connectionsEvicted() > 0
                || stats.fragments().evicted() > 0
                || stats.forgottenArpRequests() > 0
                || windows.overflowedKeys() + windows.withheldSources() + windows.withheldTargets() > 0
                || windows.saturatedSets() + windows.leftOutBindings() + windows.displacedDomains() > 0
                || windows.forgottenArpEntries() > 0;
    }

    void check(int frames) {
        assertThat(stats.isConserved())
                .as("every packet and window is accounted for: %s", stats)
                .isTrue();
        assertThat(stats.source().delivered()).isEqualTo(frames);
        assertThat(stats.rows()).isEqualTo(rows.size());
        assertThat(stats.detectorFailures()).as("detector failures").isZero();
        assertThat(closings)
                .as("gaps are skipped, not stepped through")
                .isLessThanOrEqualTo(CLOSINGS_PER_PACKET * stats.folded());
        assertThat((long) rows.size())
                .as("no more rows than something happened in")
                .isLessThanOrEqualTo(ROWS_PER_EVENT * EVENTS_PER_PACKET * stats.folded());
        checkRows();
        alerts.forEach(LineRun::check);
    }

    private void checkRows() {
        Set<List<Object>> seen = new HashSet<>();
        Map<List<Object>, Double> packets = new HashMap<>();
        for (Row row : rows) {
            assertThat(seen.add(row.key())).as("one row a window: %s", row).isTrue();
            assertThat(row.startNanos % (row.seconds * NANOS)).as("aligned").isZero();
            for (double value : row.values) {
                if (!Double.isFinite(value)) {
                    throw new AssertionError("a value is no number: " + row);
                }
            }
            packets.merge(List.of(row.kind, row.seconds), row.packets(), Double::sum);
        }
        for (KeyKind kind : KeyKind.values()) {
            double inPanes = packets.getOrDefault(List.<Object>of(kind, 5), 0.0);
            assertThat(packets.getOrDefault(List.<Object>of(kind, 30), 0.0)).isEqualTo(inPanes);
            assertThat(packets.getOrDefault(List.<Object>of(kind, 180), 0.0)).isEqualTo(inPanes);
            assertThat(inPanes).isLessThanOrEqualTo(stats.folded());
        }
        if (!aLimitBit()) {
            assertThat(packets.getOrDefault(List.<Object>of(KeyKind.TARGET, 5), 0.0))
                    .as("each packet goes to somebody")
                    .isEqualTo(stats.folded());
        }
    }

    private static void check(Alert alert) {
        assertThat(alert.confidence()).isBetween(0.0, 1.0);
        assertThat(alert.windowStart()).isBefore(alert.windowEnd());
        assertThat(alert.firstSeen()).isBeforeOrEqualTo(alert.lastSeen());
        assertThat(AlertJson.toJson(alert)).startsWith("{").endsWith("}");
    }
}
