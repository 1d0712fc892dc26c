package io.nta.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.Frames;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import org.junit.jupiter.api.Test;

class ArpFeaturesTest {
    private static final long MAC_1 = 0x02_00_00_00_00_11L;
    private static final long MAC_2 = 0x02_00_00_00_00_22L;
    private static final long MAC_3 = 0x02_00_00_00_00_33L;
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String C = "10.0.0.3";
    private static final String D = "10.0.0.4";

    @Test
    void requestsAndRepliesAreCountedApart() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .arpRequest(MAC_1, A, B)
                .at(1)
                .arpRequest(MAC_1, A, C)
                .at(6)
                .arpReply(MAC_1, A, B);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(A, "arp_request_count")).containsExactly(2, 2, 2);
        assertThat(rows.bySourceLength(A, "arp_reply_count")).containsExactly(0, 1, 1);
        assertThat(rows.target(B, 5, 0).get("arp_request_count")).isEqualTo(1);
        assertThat(rows.target(B, 5, 5).get("arp_reply_count")).isEqualTo(1);
    }

    @Test
    void gratuitousArpClaimsTheSendersOwnAddressAndIsNoProbe() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpRequest(MAC_1, A, A);
        scenario.at(1).arpReply(MAC_1, A, A);
        scenario.at(2).arpRequest(MAC_1, A, B);
        // A probe asks for the address that it wants (RFC 5227), so its addresses never are equal, unless somebody
        // forges both.
        scenario.at(3).arpRequest(MAC_1, "0.0.0.0", A);
        scenario.at(4).arpRequest(MAC_1, "0.0.0.0", "0.0.0.0");
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(A, "gratuitous_arp_count")).containsExactly(2, 2, 2);
        assertThat(rows.target(A, 5, 0).get("gratuitous_arp_count")).isEqualTo(2);
        assertThat(rows.target("0.0.0.0", 5, 0).get("gratuitous_arp_count")).isZero();
    }

    @Test
    void bindingFlapsAreChangesOfTheClaimingMacInTimeOrder() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .arpReply(MAC_1, A, B)
                .at(1)
                .arpReply(MAC_2, A, B)
                .at(2)
                .arpReply(MAC_1, A, B)
                .at(3)
                .arpReply(MAC_1, A, B);
        scenario.at(6).arpReply(MAC_2, A, B).at(7).arpReply(MAC_2, A, B);
        Rows rows = scenario.run();
        // 1 2 1 1 | 2 2: two changes inside the first window, none inside the second, one between them.
        assertThat(rows.bySourceLength(A, "arp_binding_flap_count")).containsExactly(2, 3, 3);
        assertThat(rows.source(A, 5, 5).get("arp_binding_flap_count")).isZero();
        assertThat(rows.target(B, 5, 0).get("arp_binding_flap_count")).isZero();
    }

    @Test
    void aReplyAnswersTheRequestsOfItsReceiverForFiveSeconds() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpRequest(MAC_1, A, B);
        scenario.at(0.1).arpReply(MAC_2, B, A);
        scenario.at(5).arpReply(MAC_2, B, A);
        scenario.at(5.1).arpReply(MAC_2, B, A);
        // Somebody else was asked, and somebody else asked.
        scenario.at(11).arpRequest(MAC_1, A, B).arpReply(MAC_3, C, A).arpReply(MAC_2, B, C);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(B, "arp_reply_without_request_count")).containsExactly(0, 2, 2);
        assertThat(rows.source(B, 5, 5).get("arp_reply_without_request_count")).isEqualTo(1);
        assertThat(rows.source(C, 5, 10).get("arp_reply_without_request_count")).isEqualTo(1);
        assertThat(rows.target(A, 30, 0).get("arp_reply_without_request_count")).isEqualTo(2);
    }

    /** MAC 1 claims A. From 6 s on MAC 2, which has B and C, claims A too. MAC 3 has D and nothing to do with them. */
    private static Rows conflict() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpReply(MAC_1, A, D).at(1).arpReply(MAC_2, B, D).at(2).arpReply(MAC_3, D, A);
        scenario.at(6).arpReply(MAC_2, A, D).at(7).arpReply(MAC_2, C, D);
        return scenario.run();
    }

    @Test
    void uniqueMacsPerAddressIsTheMostMacsOfOneAddress() {
        // At first A is {A} with one MAC. In 30 s it is {A, B, C}, claimed by 2, 1 and 1 MACs.
        assertThat(conflict().bySourceLength(A, "unique_macs_per_ip_max")).containsExactly(1, 2, 2);
    }

    @Test
    void averageMacsPerAddressIsTheMeanOverTheAddresses() {
        assertThat(conflict().bySourceLength(A, "avg_macs_per_ip")).containsExactly(1, 4 / 3.0, 4 / 3.0);
    }

    @Test
    void duplicateMacAddressesAreThoseWhoseMacHasAnotherToo() {
        Rows rows = conflict();
        assertThat(rows.bySourceLength(A, "duplicate_mac_ips")).containsExactly(0, 3, 3);
        assertThat(rows.source(D, 30, 0).get("duplicate_mac_ips")).isZero();
    }

    @Test
    void macToAddressRatioIsDistinctMacsPerAddress() {
        // MAC 1 and MAC 2 claim A, B and C.
        assertThat(conflict().bySourceLength(A, "mac_ip_ratio")).containsExactly(1, 2 / 3.0, 2 / 3.0);
    }

    @Test
    void suspiciousMacChangesAreAddressesWithSeveralMacs() {
        Rows rows = conflict();
        assertThat(rows.bySourceLength(A, "suspicious_mac_changes")).containsExactly(0, 1, 1);
        // B has one MAC, but that one claims A, which has two.
        assertThat(rows.bySourceLength(B, "suspicious_mac_changes")).containsExactly(0, 1, 1);
        assertThat(rows.source(D, 30, 0).get("suspicious_mac_changes")).isZero();
    }

    @Test
    void bindingsAreZeroWithoutAClaim() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpRequest(MAC_1, A, B);
        scenario.at(1).udp(C, 50_000, D, 5_000, 1);
        Rows rows = scenario.run();
        for (String feature : new String[] {"unique_macs_per_ip_max", "avg_macs_per_ip", "mac_ip_ratio"}) {
            assertThat(rows.target(B, 5, 0).get(feature)).as(feature).isZero();
            assertThat(rows.source(C, 5, 0).get(feature)).as(feature).isZero();
        }
    }

    @Test
    void aProbeClaimsNothing() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpRequest(MAC_1, A, B).at(1).arpRequest(MAC_2, "0.0.0.0", A);
        Rows rows = scenario.run();
        assertThat(rows.source(A, 5, 0).get("unique_macs_per_ip_max")).isEqualTo(1);
        assertThat(rows.source(A, 5, 0).get("arp_binding_flap_count")).isZero();
    }

    @Test
    void directedUnsolicitedRepliesTellAnotherHost() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpReply(MAC_1, A, B).at(1).arpReply(MAC_1, A, A);
        scenario.at(2).arpRequest(MAC_2, B, A).arpReply(MAC_1, A, B);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(A, "arp_reply_without_request_count")).containsExactly(2, 2, 2);
        assertThat(rows.bySourceLength(A, "arp_directed_unsolicited_count")).containsExactly(1, 1, 1);
    }

    @Test
    void rivalClaimsAreThoseOfAnotherMacThanTheFirstHolderWhileItStands() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .arpReply(MAC_1, A, B)
                .at(1)
                .arpReply(MAC_2, A, B)
                .at(2)
                .arpReply(MAC_2, A, B)
                .at(3)
                .arpReply(MAC_1, A, B);
        // The holder is silent for more than 20 minutes: the next one is no rival but its heir.
        scenario.at(1_204).arpReply(MAC_2, A, B).at(1_205).arpReply(MAC_1, A, B);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(A, "arp_rival_claim_count")).containsExactly(2, 2, 2);
        assertThat(rows.source(A, 5, 1_200).get("arp_rival_claim_count")).isZero();
        assertThat(rows.source(A, 5, 1_205).get("arp_rival_claim_count")).isEqualTo(1);
    }

    @Test
    void macMismatchesAreArpWhoseSenderIsNotTheFramesSource() {
        Scenario scenario = new Scenario();
        scenario.at(0)
                .frame(Frames.ethernet(MAC_2, Frames.BROADCAST_MAC).arp(2, MAC_1, A, MAC_3, B))
                .arpReply(MAC_1, A, B);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(A, "arp_mac_mismatch_count")).containsExactly(1, 1, 1);
        assertThat(rows.target(B, 5, 0).get("arp_mac_mismatch_count")).isEqualTo(1);
    }
}
