package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpAddress;
import io.nta.spi.ProviderConfig;
import io.nta.tck.MadeRow;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks one rule about made-up rows. */
final class RuleProbe {
    private final Function<ProviderConfig, Rule> maker;
    private final Rule byDefault;

    RuleProbe(Function<ProviderConfig, Rule> maker) {
        this.maker = maker;
        this.byDefault = maker.apply(ProviderConfig.of(Map.of()));
    }

    /** Returns the verdict of the rule with its defaults; fails when there is none. */
    Verdict verdict(MadeRow row) {
        Verdict verdict = byDefault.judge(row.row());
        assertThat(verdict).as("verdict on %s", row.row()).isNotNull();
        assertThat(verdict.evidence()).isNotEmpty().noneMatch(String::isBlank);
        assertThat(verdict.message()).isNotBlank();
        assertThat(verdict.detector()).isEqualTo("threshold");
        return verdict;
    }

    boolean alarms(MadeRow row) {
        return byDefault.judge(row.row()) != null;
    }

    boolean alarms(MadeRow row, String option, double value) {
        return maker.apply(ProviderConfig.of(Map.of(option, String.valueOf(value))))
                        .judge(row.row())
                != null;
    }

    /** Asserts that the rule names these two; {@code null} stands for nobody. */
    void assertNames(MadeRow row, @Nullable String attacker, @Nullable String target) {
        Verdict verdict = verdict(row);
        assertThat(verdict.attacker()).as("attacker").isEqualTo(attacker == null ? null : IpAddress.parse(attacker));
        assertThat(verdict.target()).as("target").isEqualTo(target == null ? null : IpAddress.parse(target));
    }

    /** Asserts that the evidence tells the value and its limit. */
    void assertEvidence(MadeRow row, int value, int limit) {
        assertThat(verdict(row).evidence())
                .as("a line with value and limit")
                .anyMatch(line -> line.matches(".*\\b" + value + "\\b.*\\(limit " + limit + "\\).*"));
    }
}
