package io.nta.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.AttackType;
import io.nta.examples.cli.labels.SampleAlert;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTableTest {
    @Test
    void anAttackerWhomNoAddressStandsForIsMany() {
        assertThat(AlertTable.of(List.of(SampleAlert.of(AttackType.SYN_FLOOD, null, "10.0.0.1", 0, 5))))
                .startsWith("1 alert\n")
                .contains("\nsyn_flood  many      10.0.0.1  high");
    }

    @Test
    void aLiarOfWhomOnlyTheMacIsKnownIsUnknown() {
        assertThat(AlertTable.of(List.of(SampleAlert.of(AttackType.ARP_SPOOF, null, null, 0, 5))))
                .contains("\narp_spoof  unknown   many    high");
    }
}
