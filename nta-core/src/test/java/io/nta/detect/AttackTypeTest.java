package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackTypeTest {
    @Test
    void theEightAreInTheOrderOfTheirLabels() {
        assertThat(AttackType.known()).hasSize(8).extracting(AttackType::label).isSorted();
    }

    @Test
    void typesOfOneLabelAreEqual() {
        assertThat(AttackType.of("beacon", "T1071"))
                .isEqualTo(AttackType.of("beacon", "T1071.001"))
                .hasSameHashCodeAs(AttackType.of("beacon", "T1071.001"))
                .isNotEqualTo(AttackType.of("beacons", "T1071"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Beacon", "1st", "port-scan", "a b", "normal", "a23456789012345678901234567890123"})
    void aLabelOfAnotherFormIsRefused(String label) {
        assertThatThrownBy(() -> AttackType.of(label, "T1071"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + label + "'");
        assertThat(AttackType.isLabel(label)).isFalse();
    }

    @Test
    void theLabelOfEachTypeIsALabel() {
        assertThat(AttackType.known()).allMatch(type -> AttackType.isLabel(type.label()));
        assertThat(AttackType.isLabel("a2345678901234567890123456789012")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1071", "T107", "T1071.1"})
    void aTechniqueOfAnotherFormIsRefused(String technique) {
        assertThatThrownBy(() -> AttackType.of("beacon", technique))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + technique + "'");
    }

    @Test
    void theLibrarysOwnCanNotBeRedefined() {
        assertThatThrownBy(() -> AttackType.of("port_scan", "T1071")).hasMessageContaining("use the constant");
    }
}
