package io.nta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AlertListener;
import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import io.nta.detect.Alert;
import io.nta.feature.FeatureVector;
import io.nta.feature.RowContext;
import io.nta.feature.Tally;
import io.nta.spi.PacketSource;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The law of shards: however many there are, rows, alerts and counts are the same, while no limit bites. */
public final class ShardLaw {
    /** Opens the same packets each time. */
    public interface Packets {
        List<PacketSource> open() throws IOException;
    }

    /** What a number of shards gave: rows in an order of their own, and what became of alerts in the order in which it was told. */
    private record Outcome(List<String> rows, List<String> alerts, AnalyzerStats stats) {}

    private ShardLaw() {}

    /** Asserts the law for the packets, each number of shards against one. Returns the counts of one shard. */
    public static AnalyzerStats check(AnalyzerConfig config, Packets packets, int... shards) throws IOException {
        Outcome one = run(config.withShards(1), packets);
        for (int count : shards) {
            Outcome several = run(config.withShards(count), packets);
            assertSame(count + " shards, rows", several.rows, one.rows);
            assertSame(count + " shards, alerts", several.alerts, one.alerts);
            assertThat(counts(several.stats)).as("%d shards, counts", count).isEqualTo(counts(one.stats));
            assertThat(several.stats.shards().count()).isEqualTo(count);
        }
        return one.stats;
    }

    private static Outcome run(AnalyzerConfig config, Packets packets) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> alerts = new ArrayList<>();
        Analyzer.Builder builder = Analyzer.builder()
                .config(config)
                .onRow(row -> rows.add(describe(row)))
                .onAlert(new AlertListener() {
                    @Override
                    public void onOpened(Alert alert) {
                        alerts.add("opened " + AlertJson.toJson(alert));
                    }

                    @Override
                    public void onUpdated(Alert alert) {
                        alerts.add("updated " + AlertJson.toJson(alert));
                    }

                    @Override
                    public void onClosed(Alert alert) {
                        alerts.add("closed " + AlertJson.toJson(alert));
                    }
                });
        packets.open().forEach(builder::source);
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            assertThat(analyzer.stats().imbalances()).isEmpty();
            Collections.sort(rows);
            return new Outcome(rows, alerts, analyzer.stats());
        }
    }

    /** Returns the row with all that it knows. */
    private static String describe(FeatureVector row) {
        RowContext context = row.context();
        StringBuilder text = new StringBuilder(row.toString());
        text.append(" first ").append(row.firstPacketNanos()).append(" last ").append(row.lastPacketNanos());
        text.append(" domain ").append(context.topDomain()).append(" rival ").append(context.rival());
        for (Tally tally : Tally.values()) {
            text.append(' ').append(tally).append(' ').append(context.peer(tally));
        }
        return text.toString();
    }

    /** Returns the counts that don't depend on shards. */
    private static List<Object> counts(AnalyzerStats stats) {
        return List.of(
                stats.source(),
                stats.decoded(),
                stats.undecoded(),
                stats.anomalies(),
                stats.protocols(),
                stats.folded(),
                stats.late(),
                stats.setAside(),
                // When one that lacks a fragment is given up depends on what comes to its table; what is read of it
                // doesn't.
                stats.fragments().datagrams(),
                stats.fragments().reassembled(),
                stats.fragments().timedOut() + stats.fragments().awaited(),
                stats.fragments().overlapping(),
                stats.fragments().early(),
                stats.windows().windowsOpened(),
                stats.rows(),
                stats.verdicts(),
                stats.alerts(),
                stats.shards().packets());
    }

    private static void assertSame(String what, List<String> actual, List<String> expected) {
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i)).as("%s, number %d", what, i).isEqualTo(expected.get(i));
        }
        assertThat(actual).as(what).hasSameSizeAs(expected);
    }
}
