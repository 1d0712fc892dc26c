package io.nta.examples.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.labels.CsvRows;
import io.nta.examples.cli.labels.Labels;
import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import io.nta.tck.MadeTraffic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowLabellerTest {
    private static final long START = MadeTraffic.START / 1_000_000_000L;
    private static final CaptureResult CAPTURE =
            new CaptureResult("c.pcap", null, List.of(), 5, 5, MadeTraffic.nanos(0), MadeTraffic.nanos(1_000), null);
    private static final String ATTACKER = "10.0.0.1";
    private static final String VICTIM = "10.0.0.9";
    private static final String OTHER = "10.0.0.77";
    private static final String NOTHING = "-";

    /** An episode from second 600 to second 660. */
    private static final String SCAN = "600,660,port_scan,10.0.0.1,10.0.0.9,nmap,";

    /** Returns what knows these episodes: rows {@code start,end,label,attacker,victim,tool,notes}, times in seconds of the made traffic. */
    private static RowLabeller of(String... rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,notes"));
        for (String row : rows) {
            String[] times = row.split(",", 3);
            lines.add((START + Long.parseLong(times[0])) + "," + (START + Long.parseLong(times[1])) + "," + times[2]);
        }
        return new RowLabeller(Labels.ofEpisodes(CsvRows.parse(String.join("\n", lines), "l"), "l")
                .episodes(CAPTURE));
    }

    private static RowLabeller ofCapture(String label, String attackers, String victims) {
        return new RowLabeller(Labels.ofManifestRow(
                        Map.of("label", label, "attacker_ips", attackers, "victim_ips", victims, "notes", ""))
                .episodes(CAPTURE));
    }

    private static String label(RowLabeller labeller, MadeRow row) {
        return labeller.label(row.row()).map(RowLabel::label).orElse(NOTHING);
    }

    private static MadeRow scanBy(String host, int seconds, int start) {
        return MadeRow.source(host, seconds).at(start).with("distinct_targets_count", 50);
    }

    private static MadeRow scanOf(String host, int seconds, int start) {
        return MadeRow.target(host, seconds).at(start).with("distinct_targets_count", 50);
    }

    private static MadeRow quiet(MadeRow row) {
        return row.with("distinct_targets_count", 1).with("answered_targets_count", 1);
    }

    @Test
    void theAttackersSourceRowAndTheVictimsTargetRowShowTheAttack() throws IOException {
        assertThat(of(SCAN).label(scanBy(ATTACKER, 5, 610).row())).contains(new RowLabel("port_scan", "nmap"));
        assertThat(of(SCAN).label(scanOf(VICTIM, 5, 610).row())).contains(new RowLabel("port_scan", "nmap"));
    }

    @Test
    void inTheOthersPartTheHostsOfAnAttackHaveNoLabel() throws IOException {
        assertThat(label(of(SCAN), scanOf(ATTACKER, 5, 610))).isEqualTo(NOTHING);
        assertThat(label(of(SCAN), scanBy(VICTIM, 5, 610))).isEqualTo(NOTHING);
    }

    @Test
    void otherHostsAreNormalMeanwhileWhateverTheyDo() throws IOException {
        assertThat(of(SCAN).label(scanBy(OTHER, 5, 610).row())).contains(new RowLabel("Normal", ""));
    }

    @Test
    void aRowOfTheAttackerWithoutTheSignsHasNoLabel() throws IOException {
        assertThat(label(of(SCAN), quiet(scanBy(ATTACKER, 5, 610)))).isEqualTo(NOTHING);
    }

    @ParameterizedTest(name = "{0} s from second {1}: {2}")
    @CsvSource({
        "5,   600, port_scan",
        "30,  585, port_scan", // half of the window
        "30,  645, port_scan",
        "30,  584, -",
        "30,  646, -",
        "180, 500, port_scan" // 60 s are not half of it, but all of the attack
    })
    void anAttackIsShownWhereItFillsHalfOfTheWindowOrMostOfItLiesInIt(int seconds, int start, String expected)
            throws IOException {
        assertThat(label(of(SCAN), scanBy(ATTACKER, seconds, start))).isEqualTo(expected);
    }

    @Test
    void mostOfAnAttackIsFourFifths() throws IOException {
        RowLabeller labeller = of("600,680,port_scan,10.0.0.1,10.0.0.9,nmap,");
        assertThat(label(labeller, scanBy(ATTACKER, 180, 484))).isEqualTo("port_scan");
        assertThat(label(labeller, scanBy(ATTACKER, 180, 483))).isEqualTo(NOTHING);
    }

    @Test
    void whoTookPartIsNormalBeforeAndFrom180SecondsAfterIt() throws IOException {
        assertThat(label(of(SCAN), scanBy(ATTACKER, 5, 595))).isEqualTo("Normal");
        assertThat(label(of(SCAN), quiet(scanBy(ATTACKER, 5, 596)))).isEqualTo(NOTHING);
        assertThat(label(of(SCAN), quiet(scanBy(ATTACKER, 5, 660)))).isEqualTo(NOTHING);
        assertThat(label(of(SCAN), quiet(scanOf(VICTIM, 5, 839)))).isEqualTo(NOTHING);
        assertThat(label(of(SCAN), quiet(scanOf(VICTIM, 5, 840)))).isEqualTo("Normal");
    }

    @Test
    void forgedSourcesOfANetworkAreNotTheAttackerAndNotNormal() throws IOException {
        RowLabeller labeller = of("600,660,syn_flood,10.7.0.0/16,10.0.0.9,hping3,");
        MadeRow forged = MadeRow.source("10.7.3.3", 5).at(610).with("half_open_count", 100);
        assertThat(label(labeller, forged)).isEqualTo(NOTHING);
        assertThat(label(labeller, MadeRow.target(VICTIM, 5).at(610).with("half_open_count", 100)))
                .isEqualTo("syn_flood");
    }

    @Test
    void whoIsAmongForgedSourcesInWordsIsToldByWhomItDealsWith() throws IOException {
        RowLabeller labeller = of("600,660,syn_flood,spoofed (random sources),10.0.0.9,hping3,");
        MadeRow forged = MadeRow.source("203.0.113.7", 5).at(610).with("half_open_count", 1);
        assertThat(label(labeller, forged)).isEqualTo("Normal");
        assertThat(label(labeller, forged.peer(Tally.OPENINGS, VICTIM, 1))).isEqualTo(NOTHING);
    }

    @Test
    void whatLooksLikeTheAttackMayBeADecoyWhereNotAllAttackersAreNamed() throws IOException {
        RowLabeller labeller = of("600,660,port_scan,10.0.0.1;and decoys,320 hosts,nmap,");
        assertThat(label(labeller, scanBy(ATTACKER, 5, 610))).isEqualTo("port_scan");
        assertThat(label(labeller, scanBy(OTHER, 5, 610))).isEqualTo(NOTHING);
        assertThat(label(labeller, quiet(scanBy(OTHER, 5, 610)))).isEqualTo("Normal");
        assertThat(label(of(SCAN), scanBy(OTHER, 5, 610))).as("all are named").isEqualTo("Normal");
    }

    @Test
    void victimsInWordsAreToldByWhomTheyDealWith() throws IOException {
        RowLabeller labeller = of("600,660,port_scan,10.0.0.1,many,nmap,");
        assertThat(label(labeller, scanOf(OTHER, 5, 610))).isEqualTo("Normal");
        assertThat(label(labeller, scanOf(OTHER, 5, 610).peer(Tally.OPENINGS, ATTACKER, 1)))
                .isEqualTo(NOTHING);
    }

    @Test
    void aBenignCaptureAndABenignEpisodeAreNormal() throws IOException {
        assertThat(label(ofCapture("benign", "", ""), scanBy(ATTACKER, 5, 610))).isEqualTo("Normal");
        assertThat(label(of("600,660,benign,10.0.0.1,10.0.0.9,-,"), scanBy(ATTACKER, 5, 610)))
                .isEqualTo("Normal");
    }

    @Test
    void inACaptureLabelledAsAWholeOtherHostsWereNotLookedAt() {
        RowLabeller labeller = ofCapture("port_scan", ATTACKER, VICTIM);
        assertThat(label(labeller, scanBy(ATTACKER, 180, 5_000))).isEqualTo("port_scan");
        assertThat(label(labeller, scanOf(VICTIM, 5, 0))).isEqualTo("port_scan");
        assertThat(label(labeller, scanBy(OTHER, 5, 0))).isEqualTo(NOTHING);
        assertThat(label(labeller, quiet(scanBy(OTHER, 5, 0)))).isEqualTo(NOTHING);
        assertThat(label(ofCapture("other_attack", ATTACKER, ""), scanBy(OTHER, 5, 0)))
                .isEqualTo(NOTHING);
    }

    @Test
    void anAttackThatNeedNotBeFoundIsNeitherLearntNorNormal() throws IOException {
        RowLabeller labeller = of("600,660,host_discovery,10.0.0.1,10.0.0.0/24,nmap,");
        assertThat(label(labeller, scanBy(ATTACKER, 5, 610))).isEqualTo(NOTHING);
        assertThat(label(labeller, scanOf(OTHER, 5, 610))).isEqualTo(NOTHING);
    }

    @Test
    void twoAttacksInOneRowGiveNoLabelAndTwoOfOneKindDo() throws IOException {
        MadeRow both = scanBy(ATTACKER, 5, 610).with("ssh_auth_failure_count", 20);
        assertThat(label(of(SCAN, "600,660,ssh_brute,10.0.0.1,10.0.0.9,hydra,"), both))
                .isEqualTo(NOTHING);
        assertThat(label(of(SCAN, "600,660,ssh_brute,10.0.0.1,10.0.0.9,hydra,"), scanBy(ATTACKER, 5, 610)))
                .as("only one of them has its signs")
                .isEqualTo("port_scan");
        assertThat(label(of(SCAN, "605,640,port_scan,10.0.0.1,10.0.0.8,masscan,"), both))
                .isEqualTo("port_scan");
    }

    @Test
    void aReflectedFloodIsTheVictimsSourceRow() throws IOException {
        RowLabeller labeller = of("600,660,udp_flood,10.0.0.1,10.0.0.9,dnsamp,");
        MadeRow flooded = MadeRow.source(VICTIM, 5)
                .at(610)
                .with("unsolicited_packet_count", 50)
                .with("unsolicited_udp_packet_count", 50);
        assertThat(label(labeller, flooded)).isEqualTo("udp_flood");
        assertThat(label(labeller, flooded.with("unsolicited_packet_count", 49).with("udp_count", 500)))
                .as("it sends much itself")
                .isEqualTo(NOTHING);
        assertThat(label(
                        of("600,660,icmp_flood,10.0.0.1,10.0.0.9,smurf,"),
                        flooded.with("unsolicited_packet_count", 100)))
                .as("of ICMP the row of a source can't tell")
                .isEqualTo(NOTHING);
        RowLabeller handshakes = of("600,660,syn_flood,10.0.0.1,10.0.0.9,hping3,");
        assertThat(label(
                        handshakes, flooded.with("unsolicited_packet_count", 50).with("half_open_count", 100)))
                .as("a SYN flood isn't reflected")
                .isEqualTo(NOTHING);
    }

    @Test
    void arpSpoofingIsTheSourceRowOfTheLiarAndOfWhoseAddressIsClaimed() throws IOException {
        RowLabeller labeller = of("600,660,arp_spoof,10.0.0.1,10.0.0.9,arpspoof,between 10.0.0.9 and 10.0.0.254");
        for (String host : List.of(ATTACKER, VICTIM, "10.0.0.254")) {
            MadeRow claimed = MadeRow.source(host, 5).at(610).with("arp_rival_claim_count", 1);
            assertThat(label(labeller, claimed)).as(host).isEqualTo("arp_spoof");
        }
        MadeRow other = MadeRow.source(OTHER, 5).at(610).with("arp_rival_claim_count", 1);
        assertThat(label(labeller, other)).isEqualTo("Normal");
        MadeRow target = MadeRow.target(VICTIM, 5).at(610).with("arp_rival_claim_count", 1);
        assertThat(label(labeller, target)).isEqualTo(NOTHING);
    }

    @Test
    void inACaptureOfArpSpoofingAnyAddressMayBeTheOneThatIsClaimed() {
        RowLabeller labeller = ofCapture("arp_spoof", "MAC 00:0c:29:09:20:de", "");
        MadeRow claimed = MadeRow.source(OTHER, 5).with("arp_rival_claim_count", 1);
        assertThat(label(labeller, claimed)).isEqualTo("arp_spoof");
        assertThat(label(labeller, MadeRow.source(OTHER, 5))).isEqualTo(NOTHING);
    }
}
