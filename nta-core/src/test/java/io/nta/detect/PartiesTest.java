package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.tck.MadeRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartiesTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String OTHER = "10.0.0.3";
    private static final long LIARS_MAC = 0x02_00_00_00_00_66L;
    private static final Map<String, AttackType> FLOODS =
            Map.of("udp", AttackType.UDP_FLOOD, "icmp", AttackType.ICMP_FLOOD);

    private static void assertParties(
            MadeRow row, AttackType type, @Nullable String attacker, @Nullable String target) {
        assertThat(Parties.of(row.row(), type)).isEqualTo(new Parties(address(attacker), address(target)));
    }

    private static @Nullable IpAddress address(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }

    /** Names B as the main peer by one weight, and another host by all the others. */
    private static MadeRow peerBy(MadeRow row, Tally tally) {
        for (Tally each : Tally.values()) {
            row.peer(each, each == tally ? B : OTHER, 1);
        }
        return row;
    }

    @ParameterizedTest
    @CsvSource({
        "port_scan, OPENINGS",
        "syn_flood, OPENINGS",
        "udp_flood, PACKETS",
        "icmp_flood, PACKETS",
        "ssh_brute, LOGINS",
        "slowloris, STALLS",
        "dns_tunnel, QUERIES"
    })
    void theOtherIsTheMainPeerByWhatTheAttackIsMadeOf(String label, Tally tally) {
        AttackType type = AttackType.ofLabel(label);
        assertParties(peerBy(MadeRow.source(A, 5), tally), type, A, B);
        assertParties(peerBy(MadeRow.target(A, 5), tally), type, B, A);
    }

    @Test
    void aPluginsAttackIsMadeOfConnections() {
        AttackType type = AttackType.of("exfiltration", "T1048");
        assertParties(peerBy(MadeRow.source(A, 5), Tally.OPENINGS), type, A, B);
        assertParties(peerBy(MadeRow.target(A, 5), Tally.OPENINGS), type, B, A);
    }

    @Test
    void aPeerIsNamedFromSixTenthsOfTheWeightOn() {
        AttackType type = AttackType.PORT_SCAN;
        assertParties(MadeRow.source(A, 5).peer(Tally.OPENINGS, B, 0.6), type, A, B);
        assertParties(MadeRow.source(A, 5).peer(Tally.OPENINGS, B, 0.599), type, A, null);
        assertParties(MadeRow.target(A, 5).peer(Tally.OPENINGS, B, 0.599), type, null, A);
        assertParties(MadeRow.target(A, 5), type, null, A);
    }

    private static MadeRow flooded(String protocol, MadeRow row, double unasked, double sent) {
        row.with("unsolicited_packet_count", unasked).with(protocol + "_count", sent);
        if (protocol.equals("udp")) {
            row.with("unsolicited_udp_packet_count", unasked);
        }
        return row.peer(Tally.UNSOLICITED, OTHER, 1).peer(Tally.PACKETS, B, 1);
    }

    @ParameterizedTest
    @CsvSource({"udp", "icmp"})
    void aSourceThatGetsMoreAnswersThanItSendsIsTheTargetOfAReflection(String protocol) {
        AttackType flood = FLOODS.get(protocol);
        assertParties(
                flooded(protocol, MadeRow.source(A, 5), 101, 100), flood, protocol.equals("udp") ? OTHER : null, A);
        assertParties(flooded(protocol, MadeRow.source(A, 5), 100, 100), flood, A, B);
        assertParties(flooded(protocol, MadeRow.target(A, 5), 101, 100), flood, B, A);
    }

    /** Peers are weighed by unsolicited datagrams only. */
    @Test
    void whoReflectsDatagramsIsNotWhoReflectsEchoes() {
        MadeRow row = flooded("icmp", MadeRow.source(A, 5), 5_000, 0);
        assertParties(row, AttackType.ICMP_FLOOD, null, A);
    }

    @Test
    void aReflectionByManyNamesNoAttacker() {
        MadeRow row = flooded("udp", MadeRow.source(A, 5), 5_000, 0).peer(Tally.UNSOLICITED, OTHER, 0.1);
        assertParties(row, AttackType.UDP_FLOOD, null, A);
    }

    @Test
    void datagramsNobodyAskedForAreNoIcmpAndTellNothingOfOtherAttacks() {
        MadeRow row = flooded("udp", MadeRow.source(A, 5), 5_000, 0).peer(Tally.OPENINGS, B, 1);
        assertParties(row, AttackType.ICMP_FLOOD, A, B);
        assertParties(row, AttackType.PORT_SCAN, A, B);
    }

    private static MadeRow claimed(double told) {
        return MadeRow.source(A, 5).with("arp_directed_unsolicited_count", told);
    }

    @Test
    void theLiarAttacksWhomHeTellsTheLie() {
        assertParties(claimed(1).rival(LIARS_MAC, B, OTHER), AttackType.ARP_SPOOF, B, OTHER);
        assertParties(claimed(1).rival(LIARS_MAC, null, OTHER), AttackType.ARP_SPOOF, null, OTHER);
    }

    @Test
    void whereNobodyIsSeenToBeToldTheLieTheHolderOfTheAddressIsTheTarget() {
        assertParties(claimed(0).rival(LIARS_MAC, B, OTHER), AttackType.ARP_SPOOF, B, A);
        assertParties(claimed(1).rival(LIARS_MAC, B, null), AttackType.ARP_SPOOF, B, A);
        assertParties(claimed(1).rival(LIARS_MAC, B, B), AttackType.ARP_SPOOF, B, A);
        assertParties(claimed(1), AttackType.ARP_SPOOF, null, A);
    }
}
