package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UdpFloodRuleTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String GROUP = "239.255.0.1";

    private final RuleProbe rule = new RuleProbe(UdpFloodRule::new);

    /** A datagram a flow, all to one port. */
    private static MadeRow flows(int seconds, double flows) {
        return MadeRow.target(B, seconds)
                .with("udp_count", flows)
                .with("udp_flow_count", flows)
                .with("distinct_targets_count", 1)
                .with("unique_src_ips", 1)
                .peer(Tally.PACKETS, A, 1);
    }

    private static MadeRow oneSocket(int seconds, double packets) {
        return MadeRow.source(A, seconds)
                .with("udp_count", packets)
                .with("udp_flow_count", 1)
                .with("distinct_targets_count", 1)
                .peer(Tally.PACKETS, B, 1);
    }

    private static MadeRow reflected(int seconds, double packets) {
        return MadeRow.source(B, seconds)
                .with("unsolicited_udp_packet_count", packets)
                .peer(Tally.UNSOLICITED, A, 1);
    }

    @ParameterizedTest
    @CsvSource({"5, 250", "30, 1200", "180, 6000"})
    void flowsThatNobodyAnswersCountAtTheLimitOfTheirWindow(int seconds, int limit) {
        assertThat(rule.alarms(flows(seconds, limit - 1))).isFalse();
        rule.assertEvidence(flows(seconds, limit), limit, limit);
        assertThat(rule.verdict(flows(seconds, limit)).type()).isEqualTo(AttackType.UDP_FLOOD);
        assertThat(rule.alarms(flows(seconds, 40), "udp_flood.unanswered_flows." + seconds, 40))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 6000", "30, 36000", "180, 216000"})
    void oneSocketMustSendMoreThanOneWayVideo(int seconds, int limit) {
        assertThat(rule.alarms(oneSocket(seconds, limit - 1))).isFalse();
        rule.assertEvidence(oneSocket(seconds, limit), limit, limit);
        assertThat(rule.alarms(oneSocket(seconds, limit), "udp_flood.one_way_packets." + seconds, limit + 1))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 2500", "30, 15000", "180, 90000"})
    void aTargetThatRefusesLowersTheLimit(int seconds, int limit) {
        assertThat(rule.alarms(oneSocket(seconds, limit - 1).with("udp_refused_flow_count", 1)))
                .isFalse();
        MadeRow refused = oneSocket(seconds, limit).with("udp_refused_flow_count", 1);
        rule.assertEvidence(refused, limit, limit);
        assertThat(rule.alarms(refused, "udp_flood.refused_packets." + seconds, limit + 1))
                .isFalse();
    }

    @Test
    void soDoesOneThatGoesOnRefusingAFlowCountedBefore() {
        MadeRow refusing = oneSocket(5, 2_500).with("refused_targets_count", 1);
        assertThat(rule.alarms(refusing)).isTrue();
        // Refused by TCP, which says nothing of the datagrams.
        assertThat(rule.alarms(refusing.with("refused_conn_count", 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 500", "30, 2400", "180, 12000"})
    void answersThatNobodyAskedForAreReflected(int seconds, int limit) {
        assertThat(rule.alarms(reflected(seconds, limit - 1))).isFalse();
        rule.assertEvidence(reflected(seconds, limit), limit, limit);
        rule.assertNames(reflected(seconds, limit), A, B);
        rule.assertNames(reflected(seconds, limit).peer(Tally.UNSOLICITED, A, 0.3), null, B);
        assertThat(rule.alarms(reflected(seconds, 9), "udp_flood.reflected_packets." + seconds, 9))
                .isTrue();
    }

    @Test
    void theReflectorIsNotTheVictim() {
        MadeRow reflector = MadeRow.target(A, 5).with("unsolicited_udp_packet_count", 100_000);
        assertThat(rule.alarms(reflector)).isFalse();
    }

    @Test
    void aCallThatIsAnsweredIsNoFlood() {
        assertThat(rule.alarms(oneSocket(5, 10_000).with("reverse_packet_count", 500)))
                .isTrue();
        assertThat(rule.alarms(oneSocket(5, 10_000).with("reverse_packet_count", 501)))
                .isFalse();
    }

    @Test
    void aResolverThatAnswersMostIsNotFlooded() {
        MadeRow queries = flows(5, 1_000).with("reverse_packet_count", 700);
        assertThat(rule.alarms(queries.with("udp_answered_flow_count", 700))).isTrue();
        assertThat(rule.alarms(queries.with("udp_answered_flow_count", 700), "udp_flood.unanswered_share", 0.31))
                .isFalse();
        assertThat(rule.alarms(queries.with("udp_answered_flow_count", 701))).isFalse();
    }

    @Test
    void multicastIsNoFlood() {
        MadeRow group = MadeRow.target(GROUP, 5).with("udp_count", 50_000).with("udp_flow_count", 50_000);
        assertThat(rule.alarms(group)).isFalse();
        assertThat(rule.alarms(oneSocket(5, 50_000).peer(Tally.PACKETS, GROUP, 1)))
                .isFalse();
    }

    @Test
    void packetsToManyHostsAreNoFloodOfOne() {
        assertThat(rule.alarms(oneSocket(5, 50_000).peer(Tally.PACKETS, B, 0.59)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 120})
    void littleToEachPortIsAScan(double size) {
        MadeRow probes = flows(5, 1_900).with("distinct_targets_count", 100).with("avg_udp_packet_size", size);
        assertThat(rule.alarms(probes)).isFalse();
        assertThat(rule.alarms(probes, "udp_flood.flows_per_port", 19)).isTrue();
        assertThat(rule.alarms(probes.with("udp_count", 2_000))).isTrue();
    }

    @Test
    void aDatagramToEachPortFloodsWhenItIsBigOrForged() {
        MadeRow random = flows(5, 1_000).with("distinct_targets_count", 1_000);
        assertThat(rule.alarms(random.with("avg_udp_packet_size", 120))).isFalse();
        assertThat(rule.alarms(random.with("avg_udp_packet_size", 121))).isTrue();
        assertThat(rule.alarms(random.with("avg_udp_packet_size", 60), "udp_flood.packet_size", 59))
                .isTrue();
        assertThat(rule.alarms(random.with("avg_udp_packet_size", 60).with("unique_src_ips", 99)))
                .isFalse();
        assertThat(rule.alarms(random.with("unique_src_ips", 100))).isTrue();
    }

    @Test
    void theKeyIsAttackerOrTargetAndTheMainPeerTheOther() {
        rule.assertNames(flows(5, 1_000), A, B);
        rule.assertNames(flows(5, 1_000).peer(Tally.PACKETS, A, 0.1), null, B);
        rule.assertNames(oneSocket(5, 10_000), A, B);
    }
}
