package io.nta.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AnalyzerStats;
import io.nta.AnalyzerStats.ProtocolCounts;
import io.nta.detect.AlertStats;
import io.nta.packet.DecodeAnomaly;
import io.nta.packet.FragmentStats;
import io.nta.spi.AggregatorStats;
import io.nta.spi.SourceStats;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatsTableTest {
    private static AnalyzerStats stats(long late, long rows) {
        return new AnalyzerStats(
                new SourceStats(10, 10, 0, 0),
                640,
                8,
                2,
                Map.of(DecodeAnomaly.UNKNOWN_ETHERTYPE, 2L),
                new ProtocolCounts(8, 0, 0, 0, 0, 0),
                5,
                0,
                late,
                1,
                1,
                1,
                0,
                0,
                0,
                new FragmentStats(0, 0, 0, 0, 0, 0, 0, 0, 0),
                AggregatorStats.of(6, 6, 0, 0),
                rows,
                5,
                new AlertStats(5, 1, 1, 1, 2, 0, 1, 1, 0),
                0,
                new AnalyzerStats.Shares(2, 5, 3, 7, 4));
    }

    @Test
    void everyCounterHasALineUnderItsNameInTheLibrary() {
        assertThat(StatsTable.of(stats(2, 6)))
                .containsPattern("(?m)^source.received +10$")
                .containsPattern("(?m)^anomalies.UNKNOWN_ETHERTYPE +2$")
                .containsPattern("(?m)^set_aside +1$")
                .containsPattern("(?m)^connections_evicted +0$")
                .containsPattern("(?m)^windows.overflowed_keys +0$")
                .containsPattern("(?m)^alerts.suppressed +1$")
                .containsPattern("(?m)^shards.busiest_cpu_nanos +4$")
                .endsWith("\nconserved: yes\n");
    }

    @Test
    void whatDoesNotAddUpIsSaidWithItsFigures() {
        assertThat(StatsTable.of(stats(1, 5)))
                .endsWith("\nconserved: no, decoded 8 is not folded 5 + late 1 + set aside 1\n"
                        + "conserved: no, windows closed 6 is not rows 5\n");
    }
}
