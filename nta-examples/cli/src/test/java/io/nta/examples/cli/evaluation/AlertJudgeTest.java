package io.nta.examples.cli.evaluation;

import static io.nta.detect.AttackType.ARP_SPOOF;
import static io.nta.detect.AttackType.DNS_TUNNEL;
import static io.nta.detect.AttackType.ICMP_FLOOD;
import static io.nta.detect.AttackType.PORT_SCAN;
import static io.nta.detect.AttackType.SYN_FLOOD;
import static io.nta.detect.AttackType.UDP_FLOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.CsvRows;
import io.nta.examples.cli.labels.Labels;
import io.nta.examples.cli.labels.SampleAlert;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertJudgeTest {
    private static final CaptureResult CAPTURE =
            new CaptureResult("c.pcap", null, List.of(), 5, 5, 0, 1_000_000_000_000L, null);
    private static final String SCAN = "1000,1010,port_scan,10.0.0.1,10.0.0.9,nmap,";

    private static AlertJudge judge(String... rows) throws IOException {
        String csv = "start_epoch,end_epoch,label,attacker_ip,victim_ip,command,notes\n" + String.join("\n", rows);
        return new AlertJudge(
                "c.pcap",
                Labels.ofEpisodes(CsvRows.parse(csv, "labels"), "labels").episodes(CAPTURE));
    }

    private static AlertJudge wholeCapture(String label, String attackers, String victims) {
        Map<String, String> row = Map.of("label", label, "attacker_ips", attackers, "victim_ips", victims, "notes", "");
        return new AlertJudge("c.pcap", Labels.ofManifestRow(row).episodes(CAPTURE));
    }

    private static Outcome outcome(AlertJudge judge, Alert alert) {
        return judge.judge(alert).outcome();
    }

    @Test
    void anAlertOfThatTypeAtThatTimeByThatAttackerFindsTheEpisode() throws IOException {
        assertThat(outcome(judge(SCAN), SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1002, 1012)))
                .isEqualTo(Outcome.FOUND);
    }

    @Test
    void anAlertByAnotherAttackerIsFalse() throws IOException {
        assertThat(outcome(judge(SCAN), SampleAlert.of(PORT_SCAN, "10.0.0.2", "10.0.0.9", 1002, 1012)))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void withoutAnAttackerTheTargetDecides() throws IOException {
        assertThat(outcome(judge(SCAN), SampleAlert.of(PORT_SCAN, null, "10.0.0.9", 1002, 1012)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge(SCAN), SampleAlert.of(PORT_SCAN, null, "10.0.0.8", 1002, 1012)))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void anEpisodeIsFoundFrom5SecondsBeforeTo180SecondsAfter() throws IOException {
        AlertJudge judge = judge(SCAN);

        assertThat(outcome(judge, SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 990, 995)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge, SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 990, 994)))
                .isEqualTo(Outcome.FALSE);
        assertThat(outcome(judge, SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1190, 1200)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge, SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1191, 1200)))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void oneAlertMayFindSeveralEpisodes() throws IOException {
        AlertJudge judge = judge(SCAN, "1030,1040,port_scan,10.0.0.1,10.0.0.8,nmap,");

        assertThat(judge.judge(SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1000, 1040))
                        .found())
                .hasSize(2);
    }

    @Test
    void anAlertOfAnotherTypeWithTheSameHostsIsMisnamed() throws IOException {
        assertThat(outcome(judge(SCAN), SampleAlert.of(SYN_FLOOD, "10.0.0.1", "10.0.0.9", 1002, 1012)))
                .isEqualTo(Outcome.MISNAMED);
        assertThat(outcome(judge(SCAN), SampleAlert.of(SYN_FLOOD, null, "10.0.0.9", 1002, 1012)))
                .isEqualTo(Outcome.MISNAMED);
        assertThat(outcome(judge(SCAN), SampleAlert.of(SYN_FLOOD, "10.0.0.3", "10.0.0.4", 1002, 1012)))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void aSweepIsNeitherAScanNorNone() throws IOException {
        AlertJudge judge = judge("1000,1010,host_discovery,10.0.0.1,10.0.0.0/24,nmap -sn,");

        assertThat(outcome(judge, SampleAlert.of(PORT_SCAN, "10.0.0.1", null, 1002, 1012)))
                .isEqualTo(Outcome.NEITHER);
        assertThat(outcome(judge, SampleAlert.of(ICMP_FLOOD, "10.0.0.1", null, 1002, 1012)))
                .isEqualTo(Outcome.MISNAMED);
        assertThat(outcome(judge, SampleAlert.of(PORT_SCAN, "10.0.0.7", null, 1002, 1012)))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void theResolversLegOfATunnelIsNeitherRequiredNorWrong() throws IOException {
        String leg = "1000,1100,dns_tunnel,10.0.0.53,10.0.0.66,iodine,resolver leg of the row above";

        assertThat(outcome(judge(leg), SampleAlert.of(DNS_TUNNEL, "10.0.0.53", "10.0.0.66", 1002, 1012)))
                .isEqualTo(Outcome.NEITHER);
    }

    @Test
    void theResolverAsTunnelClientIsNeitherRightNorWrong() throws IOException {
        String tunnel = "1000,1100,dns_tunnel,10.0.0.1,10.0.0.53,iodine,";

        assertThat(outcome(judge(tunnel), SampleAlert.of(DNS_TUNNEL, "10.0.0.53", "8.8.8.8", 1002, 1012)))
                .isEqualTo(Outcome.NEITHER);
        assertThat(outcome(judge(tunnel), SampleAlert.of(DNS_TUNNEL, "10.0.0.1", "10.0.0.53", 1002, 1012)))
                .isEqualTo(Outcome.FOUND);
    }

    @Test
    void bothEndsOfAnArpSpoofAreItsVictims() throws IOException {
        AlertJudge judge = judge("1000,1100,arp_spoof,10.0.0.66,10.0.0.5,arpspoof -t 10.0.0.5 10.0.0.1,");

        assertThat(outcome(judge, SampleAlert.of(ARP_SPOOF, null, "10.0.0.1", 1002, 1012)))
                .isEqualTo(Outcome.FOUND);
    }

    @Test
    void aSpooferKnownByItsMacIsFoundByItsMac() {
        AlertJudge judge = wholeCapture("arp_spoof", "MAC 00:0C:29:09:20:de", "10.0.0.5");

        assertThat(outcome(
                        judge, SampleAlert.of(ARP_SPOOF, null, "10.0.0.77", 2, 3, "00:0c:29:09:20:de claims 10.0.0.5")))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(
                        judge, SampleAlert.of(ARP_SPOOF, null, "10.0.0.77", 2, 3, "00:0c:29:00:00:00 claims 10.0.0.5")))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void withForgedAttackersTheTargetDecides() {
        AlertJudge judge = wholeCapture("syn_flood", "spoofed (random sources)", "10.0.0.9");

        assertThat(outcome(judge, SampleAlert.of(SYN_FLOOD, null, "10.0.0.9", 2, 3)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge, SampleAlert.of(SYN_FLOOD, "1.2.3.4", "10.0.0.9", 2, 3)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge, SampleAlert.of(SYN_FLOOD, null, "10.0.0.8", 2, 3)))
                .isEqualTo(Outcome.FALSE);
    }

    @Test
    void twoLabelsOfOneCaptureAreTwoEpisodes() {
        AlertJudge judge = wholeCapture("syn_flood;udp_flood", "10.0.0.1", "10.0.0.9");

        assertThat(outcome(judge, SampleAlert.of(SYN_FLOOD, "10.0.0.1", "10.0.0.9", 2, 3)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge, SampleAlert.of(UDP_FLOOD, "10.0.0.1", "10.0.0.9", 2, 3)))
                .isEqualTo(Outcome.FOUND);
        assertThat(outcome(judge, SampleAlert.of(ICMP_FLOOD, "10.0.0.1", "10.0.0.9", 2, 3)))
                .isEqualTo(Outcome.MISNAMED);
    }

    @Test
    void anyAlertIsFalseInABenignCaptureAndMisnamedInOneOfAnotherAttack() {
        Alert alert = SampleAlert.of(SYN_FLOOD, "10.0.0.1", "10.0.0.9", 2, 3);

        assertThat(outcome(wholeCapture("benign", "", ""), alert)).isEqualTo(Outcome.FALSE);
        assertThat(outcome(wholeCapture("other_attack", "10.0.0.7", ""), alert)).isEqualTo(Outcome.MISNAMED);
    }
}
