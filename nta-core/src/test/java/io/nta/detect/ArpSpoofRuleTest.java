package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArpSpoofRuleTest {
    private static final String GATEWAY = "10.0.0.1";
    private static final String LIAR = "10.0.0.66";
    private static final String TOLD = "10.0.0.7";
    private static final long LIARS_MAC = 0x02_00_00_00_00_66L;

    private final RuleProbe rule = new RuleProbe(ArpSpoofRule::new);

    private static MadeRow claims(int seconds) {
        return MadeRow.source(GATEWAY, seconds).with("arp_count", 10);
    }

    /** Replies that nobody asked for, which say that the gateway is at the liar's. */
    private static MadeRow told(double replies) {
        return claims(5)
                .with("arp_directed_unsolicited_count", replies)
                .with("suspicious_mac_changes", 1)
                .rival(LIARS_MAC, LIAR, TOLD);
    }

    private static MadeRow flapping(double changes) {
        return claims(5).with("arp_binding_flap_count", changes).with("suspicious_mac_changes", 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30, 180})
    void repliesThatNobodyAskedForAboutAContestedAddressAreLies(int seconds) {
        MadeRow lies = claims(seconds).with("suspicious_mac_changes", 1);
        assertThat(rule.alarms(lies.with("arp_directed_unsolicited_count", 1))).isFalse();
        rule.assertEvidence(lies.with("arp_directed_unsolicited_count", 2), 2, 2);
        assertThat(rule.verdict(lies).type()).isEqualTo(AttackType.ARP_SPOOF);
        assertThat(rule.alarms(lies, "arp_spoof.unsolicited_replies", 3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspicious_mac_changes", "arp_rival_claim_count", "arp_mac_mismatch_count"})
    void repliesThatNobodyAskedForNeedAnotherSign(String sign) {
        MadeRow replies = claims(5).with("arp_directed_unsolicited_count", 50);
        assertThat(rule.alarms(replies)).isFalse();
        assertThat(rule.alarms(replies.with(sign, 1))).isTrue();
    }

    @Test
    void aMacThatClaimsSeveralAddressesIsASignToo() {
        MadeRow replies = claims(5).with("arp_directed_unsolicited_count", 2);
        assertThat(rule.alarms(replies.with("duplicate_mac_ips", 1))).isFalse();
        assertThat(rule.alarms(replies.with("duplicate_mac_ips", 2))).isTrue();
    }

    @Test
    void aFailoverIsAnnouncedAndChangesTheBindingOnce() {
        MadeRow failover = flapping(1).with("gratuitous_arp_count", 5).rival(LIARS_MAC, LIAR, null);
        assertThat(rule.alarms(failover)).isFalse();
        assertThat(rule.alarms(failover.with("arp_binding_flap_count", 2))).isFalse();
    }

    @Test
    void aBindingThatChangesToAndFroIsContested() {
        MadeRow rivals = flapping(3).with("gratuitous_arp_count", 5).rival(LIARS_MAC, LIAR, null);
        rule.assertEvidence(rivals, 3, 3);
        assertThat(rule.alarms(rivals, "arp_spoof.binding_changes", 4)).isFalse();
        assertThat(rule.alarms(rivals.with("suspicious_mac_changes", 0))).isFalse();
    }

    @Test
    void changesThatNobodyAnnouncesAndNobodyElseExplainsAreFewer() {
        assertThat(rule.alarms(flapping(1))).isFalse();
        rule.assertEvidence(flapping(2), 2, 2);
        assertThat(rule.alarms(flapping(2), "arp_spoof.unannounced_binding_changes", 3))
                .isFalse();
        assertThat(rule.alarms(flapping(50).with("gratuitous_arp_count", 1))).isFalse();
    }

    @Test
    void theLiarIsTheAttackerByHisOwnAddressAndTheOneLiedToTheTarget() {
        rule.assertNames(told(2), LIAR, TOLD);
        assertThat(rule.verdict(told(2)).message())
                .contains("02:00:00:00:00:66")
                .contains(GATEWAY);
    }

    @Test
    void aLiarWithoutAnAddressIsNotNamed() {
        rule.assertNames(told(2).rival(LIARS_MAC, null, TOLD), null, TOLD);
    }

    @Test
    void whoseAddressIsClaimedIsTheTargetWhenNobodyIsSeenToBeLiedTo() {
        rule.assertNames(told(2).rival(LIARS_MAC, LIAR, null), LIAR, GATEWAY);
        rule.assertNames(told(2).rival(LIARS_MAC, LIAR, LIAR), LIAR, GATEWAY);
        rule.assertNames(flapping(3).rival(LIARS_MAC, LIAR, TOLD), LIAR, GATEWAY);
    }

    @Test
    void onlyTheRowOfTheClaimedAddressTellsAndOnlyWithArp() {
        MadeRow target = MadeRow.target(GATEWAY, 5)
                .with("arp_count", 10)
                .with("arp_directed_unsolicited_count", 10)
                .with("suspicious_mac_changes", 1);
        assertThat(rule.alarms(target)).isFalse();
        assertThat(rule.alarms(told(10).with("arp_count", 0))).isFalse();
    }
}
