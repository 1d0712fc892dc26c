package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AttackType;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    @Test
    void theDemoShowsEveryKindOfAttackBesideWhatWasSaidOfIt() {
        Nta nta = Nta.run("demo", "--exit");

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.err()).isEmpty();
        for (AttackType type : AttackType.known()) {
            assertThat(nta.out().lines().filter(line -> line.matches(".*\\b" + type.label() + "\\b.*")))
                    .as(type.label())
                    .hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(nta.out()).contains("9 of 9 attacks found, no false alert.");
        assertThat(nta.out()).startsWith("READY http://127.0.0.1:");
        assertThat(nta.out().lines().filter(line -> line.startsWith("ALERT ")))
                .hasSize(AttackType.known().size());
    }
}
