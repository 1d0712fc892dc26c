package io.nta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.AnalyzerStats.ProtocolCounts;
import io.nta.detect.AlertStats;
import io.nta.packet.DecodeAnomaly;
import io.nta.packet.FragmentStats;
import io.nta.spi.AggregatorStats;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyzerStatsTest {
    private static final SourceStats SOURCE = new SourceStats(100, 90, 6, 4);
    private static final Map<DecodeAnomaly, Long> ANOMALIES = Map.of(
            DecodeAnomaly.UNKNOWN_ETHERTYPE, 8L, DecodeAnomaly.IPV4_BAD_VERSION, 2L, DecodeAnomaly.CAPTURED_SHORT, 5L);
    private static final ProtocolCounts PROTOCOLS = new ProtocolCounts(40, 20, 10, 5, 4, 1);
    private static final AggregatorStats WINDOWS = AggregatorStats.of(12, 12, 0, 0);
    private static final AlertStats ALERTS = new AlertStats(8, 1, 1, 2, 4, 0, 3, 1, 0);

    /** The same but for one figure of each group. */
    private static AnalyzerStats with(
            SourceStats source,
            Map<DecodeAnomaly, Long> anomalies,
            ProtocolCounts protocols,
            long late,
            long connectionsOpen,
            AggregatorStats windows,
            long verdicts,
            AlertStats alerts) {
        return with(source, anomalies, protocols, late, connectionsOpen, windows, verdicts, alerts, 70);
    }

    private static AnalyzerStats with(
            SourceStats source,
            Map<DecodeAnomaly, Long> anomalies,
            ProtocolCounts protocols,
            long late,
            long connectionsOpen,
            AggregatorStats windows,
            long verdicts,
            AlertStats alerts,
            long ofShards) {
        return new AnalyzerStats(
                source,
                0,
                80,
                10,
                anomalies,
                protocols,
                70,
                0,
                late,
                4,
                9,
                connectionsOpen,
                6,
                1,
                0,
                new FragmentStats(0, 0, 0, 0, 0, 0, 0, 0, 0),
                windows,
                12,
                verdicts,
                alerts,
                0,
                new AnalyzerStats.Shares(2, ofShards, 0, 0, 0));
    }

    @Test
    void aPacketLostOnItsWayToAShardIsNamed() {
        AnalyzerStats stats = with(SOURCE, ANOMALIES, PROTOCOLS, 6, 3, WINDOWS, 8, ALERTS, 69);
        assertThat(stats.imbalances()).containsExactly("folded 70 is not counted by shards 69");
    }

    @Test
    void countsThatAddUpAreConserved() {
        AnalyzerStats stats = with(SOURCE, ANOMALIES, PROTOCOLS, 6, 3, WINDOWS, 8, ALERTS);
        assertThat(stats.imbalances()).isEmpty();
        assertThat(stats.isConserved()).isTrue();
    }

    @Test
    void aPacketLostBeforeTheSinkIsNamed() {
        SourceStats source = new SourceStats(101, 90, 6, 4);
        AnalyzerStats stats = with(source, ANOMALIES, PROTOCOLS, 6, 3, WINDOWS, 8, ALERTS);
        assertThat(stats.isConserved()).isFalse();
        assertThat(stats.imbalances()).containsExactly("received 101 is not delivered 90 + dropped 6 + unsupported 4");
    }

    @Test
    void aPacketLostByTheDecoderIsNamed() {
        SourceStats source = new SourceStats(101, 91, 6, 4);
        assertThat(with(source, ANOMALIES, PROTOCOLS, 6, 3, WINDOWS, 8, ALERTS).imbalances())
                .containsExactly("delivered 91 is not decoded 80 + undecoded 10");
    }

    @Test
    void aPacketThatIsMalformedForNoReasonIsNamed() {
        Map<DecodeAnomaly, Long> anomalies =
                Map.of(DecodeAnomaly.UNKNOWN_ETHERTYPE, 8L, DecodeAnomaly.CAPTURED_SHORT, 5L);
        assertThat(with(SOURCE, anomalies, PROTOCOLS, 6, 3, WINDOWS, 8, ALERTS).imbalances())
                .containsExactly("undecoded 10 is not fatal anomalies 8");
    }

    @Test
    void aPacketLostInTimeIsNamed() {
        assertThat(with(SOURCE, ANOMALIES, PROTOCOLS, 5, 3, WINDOWS, 8, ALERTS).imbalances())
                .containsExactly("decoded 80 is not folded 70 + late 5 + set aside 4");
    }

    @Test
    void aPacketOfNoProtocolIsNamed() {
        ProtocolCounts protocols = new ProtocolCounts(40, 20, 10, 5, 4, 0);
        assertThat(with(SOURCE, ANOMALIES, protocols, 6, 3, WINDOWS, 8, ALERTS).imbalances())
                .containsExactly("decoded 80 is not packets by protocol 79");
    }

    @Test
    void aLostConnectionIsNamed() {
        assertThat(with(SOURCE, ANOMALIES, PROTOCOLS, 6, 2, WINDOWS, 8, ALERTS).imbalances())
                .containsExactly("connections opened 9 is not open 2 + closed 6");
    }

    @Test
    void aWindowThatStayedOpenAndOneWhoseRowIsLostAreNamed() {
        AggregatorStats windows = AggregatorStats.of(14, 13, 0, 0);
        assertThat(with(SOURCE, ANOMALIES, PROTOCOLS, 6, 3, windows, 8, ALERTS).imbalances())
                .containsExactly("windows opened 14 is not closed 13", "windows closed 13 is not rows 12");
    }

    @Test
    void aLostVerdictIsNamed() {
        assertThat(with(SOURCE, ANOMALIES, PROTOCOLS, 6, 3, WINDOWS, 9, ALERTS).imbalances())
                .containsExactly("verdicts 9 is not unconvincing 1 + unseconded 1 + updates 2 + raised 4");
    }

    @Test
    void aLostAlertIsNamed() {
        AlertStats alerts = new AlertStats(8, 1, 1, 2, 4, 0, 2, 1, 0);
        assertThat(with(SOURCE, ANOMALIES, PROTOCOLS, 6, 3, WINDOWS, 8, alerts).imbalances())
                .containsExactly("alerts raised 4 is not stored 2 + suppressed 1");
    }

    /** Says that it has lost a packet without saying where. */
    private static final class LeakySource implements PacketSource {
        @Override
        public String description() {
            return "leaky.pcap";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            return END;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(1, 0, 0, 0);
        }

        @Override
        public void close() {}
    }

    /** So no test anywhere can run an analyzer that loses something without failing. */
    @Test
    void eachRunWithAssertionsAssertsConservation() throws IOException {
        try (Analyzer analyzer = Analyzer.builder().source(new LeakySource()).build()) {
            assertThatThrownBy(analyzer::run)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("leaky.pcap: [received 1 is not delivered 0 + dropped 0 + unsupported 0]");
        }
    }
}
