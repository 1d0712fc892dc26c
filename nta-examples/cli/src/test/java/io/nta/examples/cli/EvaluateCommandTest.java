package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String HEADER = "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes\n";

    @TempDir
    Path folder;

    @Test
    void theDemoCaptureIsFoundWithItsLabelsBesideIt() throws IOException {
        Path json = folder.resolve("report.json");

        Nta nta = Nta.run("evaluate", "--details", "--json", json, Nta.DEMO);

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.out())
                .startsWith("1 capture, ")
                .containsPattern("port_scan +1 +1 +1\\.000 +0\\.207-1\\.000")
                .contains("Right alerts: 8");
        assertThat(Files.readString(json)).contains("\"macro_recall\" : 1.0").contains("\"outcome\" : \"found\"");
    }

    @Test
    void whatIsMissedIsListedWithItsHosts() throws IOException {
        SmallCapture.write(folder.resolve("quiet.pcap"), 5);
        Files.writeString(
                folder.resolve("quiet.labels.csv"),
                HEADER + "1700000001,1700000004,port_scan,10.0.0.1,10.0.0.2,nmap,nmap,\"five, \"\"slow\"\"\"\n");

        Nta nta = Nta.run("evaluate", folder);

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.out())
                .containsPattern(
                        "Missed attacks: 1\nfile .*\nquiet.pcap +port_scan +10.0.0.1 +10.0.0.2 +3.0 s +five, \"slow\"\n");
    }

    @Test
    void aManifestLabelsWholeCapturesAndLeavesOutThoseForRobustness() throws IOException {
        SmallCapture.write(folder.resolve("a.pcap"), 5);
        Files.writeString(
                folder.resolve("manifest.csv"),
                "file,label,attacker_ips,victim_ips,notes\na.pcap,syn_flood;udp_flood,10.0.0.1,10.0.0.2,\nb.pcap,robustness,,,\n");

        Nta nta = Nta.run("evaluate", folder);

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.out()).contains("1 capture").contains("Missed attacks: 2");
    }

    @Test
    void aMissingCaptureIsUnreadableInput() throws IOException {
        Files.writeString(folder.resolve("manifest.csv"), "file,label\ngone.pcap,benign\n");

        Nta nta = Nta.run("evaluate", folder);

        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.err())
                .isEqualTo("nta: " + folder.resolve("gone.pcap") + ": there is no such file" + System.lineSeparator());
    }

    @Test
    void labelsThatAreNoLabelsAreUnreadableInput() throws IOException {
        Path capture = SmallCapture.write(folder.resolve("a.pcap"), 5);
        Path labels = Files.writeString(folder.resolve("other.csv"), "when,what\n1,2\n");

        Nta nta = Nta.run("evaluate", "--labels", labels, capture);

        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.err()).contains("no column 'start_epoch'");
    }

    @Test
    void labelsWithoutRowsNeedTheirColumnsToo() throws IOException {
        Path capture = SmallCapture.write(folder.resolve("a.pcap"), 5);
        Path labels = Files.writeString(folder.resolve("other.csv"), "when,what\n");

        Nta nta = Nta.run("evaluate", "--labels", labels, capture);

        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.err()).contains("other.csv: no column 'start_epoch'; it needs the columns start_epoch,");
    }

    @Test
    void whereNothingCouldBeEvaluatedThereIsNoReport() {
        Nta nta = Nta.run("evaluate", folder.resolve("nowhere"));

        assertThat(nta.exitCode()).isEqualTo(3);
        assertThat(nta.out()).isEmpty();
        assertThat(nta.err()).contains("there is no such file or folder");
    }

    @Test
    void aCaptureWithoutLabelsIsWrongUsageAndTheMessageSaysWhereTheyGo() throws IOException {
        Nta nta = Nta.run("evaluate", SmallCapture.write(folder.resolve("a.pcap"), 5));

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains("NAME.labels.csv beside NAME.pcap").contains("--labels");
    }
}
