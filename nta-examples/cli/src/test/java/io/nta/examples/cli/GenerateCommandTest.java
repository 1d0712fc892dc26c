package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsGeneratedIsReadBackWithItsLabels() throws IOException {
        Path capture = folder.resolve("g.pcap.gz");

        Nta generated = Nta.run(
                "generate",
                "--scenario",
                "ssh_brute",
                "--seed",
                "3",
                "--minutes",
                "3",
                "--packets",
                "3000",
                capture.toString());

        assertThat(generated.exitCode()).isZero();
        assertThat(Files.readString(folder.resolve("g.labels.csv")))
                .startsWith("start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes\n")
                .contains(",ssh_brute,", "--scenario ssh_brute --seed 3", "regime=3");
        Nta evaluated = Nta.run("evaluate", capture.toString());
        assertThat(evaluated.exitCode()).isZero();
        assertThat(evaluated.out()).contains("1 capture").contains("ssh_brute");
    }

    @Test
    void theListNamesEveryAttack() {
        assertThat(Nta.run("generate", "--list").out())
                .contains(
                        "arp_spoof",
                        "dns_tunnel",
                        "icmp_flood",
                        "port_scan",
                        "slowloris",
                        "ssh_brute",
                        "syn_flood",
                        "udp_flood");
    }

    @Test
    void wrongUsageIsAnsweredWithWhatWouldBeRight() {
        String file = folder.resolve("x.pcap").toString();

        assertThat(Nta.run("generate", "--scenario", "nothing", file).err())
                .contains("there is no scenario 'nothing'", "mixed");
        assertThat(Nta.run("generate", "--regime", "9", file).err()).contains("a regime is 0 to 7, or all");
        assertThat(Nta.run("generate", "--scenario", "flood", "--set", "speed=1", file)
                        .err())
                .contains("sources=500000");
        assertThat(Nta.run("generate").exitCode()).isEqualTo(2);
    }
}
