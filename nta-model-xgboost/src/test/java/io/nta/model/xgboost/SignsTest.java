package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AttackType;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.tck.MadeRow;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignsTest {
    private static MadeRow made(KeyKind kind, int seconds) {
        return kind == KeyKind.SOURCE ? MadeRow.source("10.0.0.1", seconds) : MadeRow.target("10.0.0.1", seconds);
    }

    /** Returns a row with {@code name=value} of each of these, between blanks. */
    private static FeatureVector row(KeyKind kind, int seconds, String features) {
        MadeRow row = made(kind, seconds);
        for (String feature : features.split(" ")) {
            String[] parts = feature.split("=");
            row.with(parts[0], Double.parseDouble(parts[1]));
        }
        return row.row();
    }

    /** A scanner has probes with data for some hundred ports. */
    @Test
    void dataToAThousandPortsIsAFloodAndShortDatagramsAreAScan() {
        String sprayed = "udp_count=1000 udp_dest_port_count=1000 distinct_targets_count=1000 avg_udp_packet_size=";
        FeatureVector data = row(KeyKind.SOURCE, 5, sprayed + 91);
        FeatureVector probes = row(KeyKind.SOURCE, 5, sprayed + 90);
        assertThat(Signs.shows(data, AttackType.UDP_FLOOD)).isTrue();
        assertThat(Signs.shows(data, AttackType.PORT_SCAN)).isFalse();
        assertThat(Signs.shows(probes, AttackType.UDP_FLOOD)).isFalse();
        assertThat(Signs.shows(probes, AttackType.PORT_SCAN)).isTrue();
    }

    @ParameterizedTest(name = "{0} in {2} s: {3}")
    @CsvSource({
        "arp_spoof,   SOURCE, 5,   arp_directed_unsolicited_count=5 arp_reply_count=9",
        "arp_spoof,   SOURCE, 5,   arp_directed_unsolicited_count=2 arp_reply_count=9 duplicate_mac_ips=2",
        "arp_spoof,   SOURCE, 5,   arp_directed_unsolicited_count=2 arp_reply_count=9 arp_mac_mismatch_count=1",
        "arp_spoof,   SOURCE, 30,  suspicious_mac_changes=1",
        "arp_spoof,   SOURCE, 180, arp_rival_claim_count=1",
        "arp_spoof,   SOURCE, 30,  arp_binding_flap_count=1",
        "dns_tunnel,  SOURCE, 180, top_domain_name_count=5 top_domain_characters=60",
        "dns_tunnel,  TARGET, 5,   top_domain_name_count=10 top_domain_characters=120 unique_src_ips=2",
        "icmp_flood,  TARGET, 5,   icmp_count=50",
        "icmp_flood,  SOURCE, 30,  icmp_count=300",
        "icmp_flood,  SOURCE, 5,   icmp_count=20 unsolicited_packet_count=30",
        "port_scan,   SOURCE, 180, distinct_targets_count=5",
        "port_scan,   TARGET, 5,   distinct_targets_count=9 answered_targets_count=4",
        "port_scan,   SOURCE, 5,   distinct_targets_count=10 answered_targets_count=10",
        "slowloris,   TARGET, 180, stalled_request_count=8",
        "slowloris,   SOURCE, 5,   stalled_request_count=3 blocked_conn_count=3 partial_http_count=2",
        "ssh_brute,   SOURCE, 180, ssh_auth_failure_count=3",
        "ssh_brute,   TARGET, 5,   ssh_connection_attempts=6",
        "syn_flood,   TARGET, 5,   half_open_count=25",
        "syn_flood,   TARGET, 30,  half_open_count=60",
        "syn_flood,   SOURCE, 180, half_open_count=360",
        "udp_flood,   TARGET, 5,   udp_count=50",
        "udp_flood,   SOURCE, 180, udp_count=800 unsolicited_udp_packet_count=1080",
        // Held by few, and stalled whoever holds them.
        "slowloris,   TARGET, 30,  partial_http_count=20 unique_src_ips=10",
        "slowloris,   TARGET, 30,  partial_http_count=20 stalled_request_count=8 unique_src_ips=20",
        "slowloris,   TARGET, 30,  stalled_request_count=120 unique_src_ips=60",
        // Each SYN once; and some handshakes that were answered.
        "syn_flood,   TARGET, 5,   half_open_count=500 attempted_conn_count=500 tcp_syn_count=1000",
        "syn_flood,   TARGET, 5,   half_open_count=500 attempted_conn_count=500 tcp_syn_count=2000 answered_half_open_count=400",
        // Many pings without answers, from few hosts, or of so many hosts that they are forged.
        "icmp_flood,  TARGET, 30,  icmp_count=720 echo_request_count=720 echo_reply_count=72 unique_src_ips=24",
        "icmp_flood,  TARGET, 5,   icmp_count=60 echo_request_count=60 echo_reply_count=60 unique_src_ips=2",
        "icmp_flood,  TARGET, 5,   icmp_count=299 echo_request_count=299 echo_reply_count=299 unique_src_ips=100",
        // Questions at a rate that no resolver's users have.
        "udp_flood,   SOURCE, 5,   udp_count=2500 dns_query_count=2500 answer_ratio=1 unique_dst_ips=1",
        "udp_flood,   TARGET, 5,   udp_count=500 udp_flow_count=1 udp_answered_flow_count=1 answer_ratio=1 unique_src_ips=1",
    })
    void theLeastOfAnAttackAreItsSigns(String label, KeyKind kind, int seconds, String features) {
        FeatureVector row = row(kind, seconds, features);
        assertThat(Signs.shows(row, AttackType.ofLabel(label))).isTrue();
        assertThat(Signs.showsAny(row)).isTrue();
    }

    @ParameterizedTest(name = "{0} in {2} s: {3}")
    @CsvSource({
        "arp_spoof,   TARGET, 5,   arp_directed_unsolicited_count=9",
        "arp_spoof,   SOURCE, 5,   arp_count=100",
        // Replies whose requests the sensor has lost.
        "arp_spoof,   SOURCE, 180, arp_directed_unsolicited_count=5 arp_reply_count=10",
        "arp_spoof,   SOURCE, 180, arp_directed_unsolicited_count=4 arp_reply_count=4",
        "arp_spoof,   SOURCE, 180, arp_directed_unsolicited_count=1 duplicate_mac_ips=9 arp_mac_mismatch_count=1",
        "dns_tunnel,  SOURCE, 180, top_domain_name_count=4 top_domain_characters=400",
        "dns_tunnel,  SOURCE, 5,   top_domain_name_count=5 top_domain_characters=59",
        "icmp_flood,  TARGET, 5,   icmp_count=49",
        "icmp_flood,  SOURCE, 30,  icmp_count=299",
        "icmp_flood,  SOURCE, 180, icmp_count=900 unsolicited_packet_count=899",
        "port_scan,   SOURCE, 180, distinct_targets_count=4",
        "port_scan,   TARGET, 5,   distinct_targets_count=9 answered_targets_count=5",
        "slowloris,   TARGET, 180, stalled_request_count=7",
        "slowloris,   SOURCE, 5,   stalled_request_count=3 blocked_conn_count=2 partial_http_count=2",
        "ssh_brute,   SOURCE, 180, ssh_auth_failure_count=2 ssh_connection_attempts=5",
        "syn_flood,   TARGET, 5,   half_open_count=24",
        "syn_flood,   TARGET, 30,  half_open_count=59",
        "syn_flood,   SOURCE, 180, half_open_count=359",
        "udp_flood,   TARGET, 5,   udp_count=49",
        "udp_flood,   SOURCE, 180, udp_count=800 unsolicited_udp_packet_count=1079",
        // 30 devices of a maker, with a name each.
        "dns_tunnel,  TARGET, 30,  top_domain_name_count=30 top_domain_characters=1200 unique_src_ips=30",
        // 120 devices that report without an answer, of which a short window sees some.
        "slowloris,   TARGET, 30,  stalled_request_count=120 unique_src_ips=61",
        "slowloris,   TARGET, 5,   stalled_request_count=120 unique_src_ips=9",
        // 20 cameras that upload, and clients that wait for a server that is down.
        "slowloris,   TARGET, 30,  partial_http_count=20 unique_src_ips=20",
        "syn_flood,   TARGET, 5,   half_open_count=60 attempted_conn_count=60 tcp_syn_count=150",
        // A path tool: each probe but the last is answered by a router.
        "icmp_flood,  TARGET, 30,  icmp_count=390 echo_request_count=390 time_exceeded_count=360 unique_src_ips=1",
        // 24 hosts that ping their gateway each second.
        "icmp_flood,  TARGET, 30,  icmp_count=720 echo_request_count=720 echo_reply_count=720 unique_src_ips=24",
        // A resolver of 750 clients, and the one that it asks itself.
        "udp_flood,   TARGET, 5,   udp_count=7500 dns_query_count=7500 answer_ratio=1 unique_src_ips=750 unique_dst_ips=1",
        "udp_flood,   TARGET, 5,   udp_count=7500 dns_query_count=7500 answer_ratio=0.75 unsolicited_udp_packet_count=750 unique_src_ips=750",
        "udp_flood,   SOURCE, 30,  udp_count=13500 dns_query_count=13500 answer_ratio=1 unique_dst_ips=1",
        // 20 calls over one media server.
        "udp_flood,   TARGET, 30,  udp_count=30000 udp_flow_count=20 udp_answered_flow_count=20 answer_ratio=1 unique_src_ips=20",
    })
    void whatLiesBelowTheLeastShowsNoAttack(String label, KeyKind kind, int seconds, String features) {
        FeatureVector row = row(kind, seconds, features);
        assertThat(Signs.shows(row, AttackType.ofLabel(label))).isFalse();
        assertThat(Signs.showsAny(row)).isFalse();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "syn_flood, half_open_count=100 attempted_conn_count=100 distinct_targets_count=20, true",
        "syn_flood, half_open_count=100 attempted_conn_count=99 distinct_targets_count=20 unique_src_ips=63, false",
        "syn_flood, half_open_count=100 attempted_conn_count=99 distinct_targets_count=20 unique_src_ips=64, true",
        "udp_flood, udp_count=100 distinct_targets_count=20, true",
        "udp_flood, udp_count=100 distinct_targets_count=21 avg_udp_packet_size=120 unique_src_ips=63, false",
        "udp_flood, udp_count=100 distinct_targets_count=21 avg_udp_packet_size=121, true",
        "udp_flood, udp_count=100 distinct_targets_count=21 unique_src_ips=64, true",
        "udp_flood, udp_count=100 distinct_targets_count=21 unsolicited_udp_packet_count=110, false",
        "udp_flood, udp_count=100 distinct_targets_count=21 unsolicited_udp_packet_count=111, true"
    })
    void probesOfManyTargetsAreNoSignsOfAFlood(String label, String features, boolean shown) {
        assertThat(Signs.shows(row(KeyKind.TARGET, 5, features), AttackType.ofLabel(label)))
                .isEqualTo(shown);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "udp_count=499 answer_ratio=0.5, false",
        "udp_count=500 answer_ratio=0.5, true",
        "udp_count=50 answer_ratio=0.49, true",
        "udp_count=50 answer_ratio=1 udp_flow_count=2 udp_answered_flow_count=1, true",
        "udp_count=50 answer_ratio=1 udp_flow_count=2 udp_answered_flow_count=2, false",
        "udp_count=50 answer_ratio=1 udp_flow_count=5 udp_answered_flow_count=5, false",
        "udp_count=50 answer_ratio=1 udp_flow_count=6 udp_answered_flow_count=6, true"
    })
    void aConversationLooksWantedUntilItIsTenTimesAsMuch(String features, boolean shown) {
        for (KeyKind kind : KeyKind.values()) {
            assertThat(Signs.shows(row(kind, 5, features), AttackType.UDP_FLOOD))
                    .isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfZerosShowNoAttack(Signs signs) {
        for (KeyKind kind : KeyKind.values()) {
            for (int seconds : new int[] {5, 30, 180}) {
                FeatureVector zeros = made(kind, seconds).row();
                assertThat(Signs.shows(zeros, signs.type())).isFalse();
                assertThat(Signs.showsAny(zeros)).isFalse();
                assertThat(Signs.isReflection(zeros)).isFalse();
            }
        }
    }

    @Test
    void eachAttackOfTheLibraryHasSignsOfItsOwn() {
        assertThat(Arrays.stream(Signs.values()).map(Signs::type))
                .containsExactlyInAnyOrderElementsOf(AttackType.known());
    }

    @Test
    void signsOfOneAttackAreNoneOfAnother() {
        FeatureVector guesses = row(KeyKind.SOURCE, 5, "ssh_auth_failure_count=50");
        for (AttackType type : AttackType.known()) {
            assertThat(Signs.shows(guesses, type)).as(type.label()).isEqualTo(type.equals(AttackType.SSH_BRUTE));
        }
    }

    @Test
    void anAttackOfAPluginHasNoSigns() {
        FeatureVector busy = row(KeyKind.SOURCE, 5, "distinct_targets_count=500 udp_count=5000");
        assertThat(Signs.shows(busy, AttackType.of("beaconing", "T1071"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 180})
    void tenUnaskedAnswersASecondAreAReflection(int seconds) {
        assertThat(Signs.isReflection(row(KeyKind.SOURCE, seconds, "unsolicited_packet_count=" + 10 * seconds)))
                .isTrue();
        assertThat(Signs.isReflection(row(KeyKind.SOURCE, seconds, "unsolicited_packet_count=" + (10 * seconds - 1))))
                .isFalse();
        assertThat(Signs.isReflection(row(KeyKind.SOURCE, seconds, "udp_count=" + 100 * seconds)))
                .isFalse();
    }
}
