package io.nta.store.jdbc.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.IpAddress;
import io.nta.packet.IpPrefix;
import io.nta.store.jdbc.read.SuppressionScope.Side;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionScopeTest {
    private static SuppressionScope scope(String type, String hosts, Side side) {
        return new SuppressionScope(type, hosts == null ? null : IpPrefix.parse(hosts), side);
    }

    private static IpAddress address(String text) {
        return text == null ? null : IpAddress.parse(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // type, hosts, side, attacker, target, is it about it
                "port_scan, -, ATTACKER, -, -, true",
                "syn_flood, -, ATTACKER, -, -, false",
                "-, 10.0.0.0/24, ATTACKER, 10.0.0.7, 192.0.2.1, true",
                "-, 10.0.0.0/24, ATTACKER, 192.0.2.1, 10.0.0.7, false",
                "-, 10.0.0.0/24, ATTACKER, -, 10.0.0.7, false",
                "-, 10.0.0.0/24, TARGET, 10.0.0.7, 192.0.2.1, false",
                "-, 10.0.0.0/24, TARGET, 192.0.2.1, 10.0.0.7, true",
                "-, 10.0.0.0/24, TARGET, 10.0.0.7, -, false",
                "-, 10.0.0.0/24, EITHER, 10.0.0.7, -, true",
                "-, 10.0.0.0/24, EITHER, -, 10.0.0.7, true",
                "-, 10.0.0.0/24, EITHER, 192.0.2.1, 192.0.2.2, false",
                "-, 2001:db8::/32, EITHER, 2001:0db8::7, -, true",
                "port_scan, 10.0.0.7, ATTACKER, 10.0.0.7, -, true",
                "syn_flood, 10.0.0.7, ATTACKER, 10.0.0.7, -, false"
            })
    void bothTheAttackAndTheHostsAreToBeMet(
            String type, String hosts, Side side, String attacker, String target, boolean about) {
        assertThat(scope(type, hosts, side).matches("port_scan", address(attacker), address(target)))
                .isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 10.0.0.1, 10.0.0.2, ATTACKER, 10.0.0.1",
                "-, -, 10.0.0.2, ATTACKER, 10.0.0.2",
                "-, -, -, ATTACKER, -",
                "10.0.0.0/8, 10.0.0.1, 10.0.0.2, EITHER, 10.0.0.1",
                "10.0.0.0/8, 192.0.2.1, 10.0.0.2, EITHER, 10.0.0.2",
                "10.0.0.0/8, 10.0.0.1, 10.0.0.2, TARGET, 10.0.0.2"
            })
    void theHostOfAnAlertIsTheOneThatTheRuleFound(
            String hosts, String attacker, String target, Side side, String host) {
        assertThat(scope("port_scan", hosts, side).hostOf(address(attacker), address(target)))
                .isEqualTo(address(host));
    }

    @Test
    void aRuleAboutEverythingIsRefused() {
        assertThatThrownBy(() -> scope(null, null, Side.EITHER)).hasMessageContaining("neither type nor host");
        assertThatThrownBy(() -> scope(null, "0.0.0.0/0", Side.EITHER)).hasMessageContaining("every address");
        assertThatThrownBy(() -> scope("port_scan", "::/0", Side.EITHER)).hasMessageContaining("every address");
        assertThatThrownBy(() -> scope("Port scan", null, Side.EITHER)).hasMessageContaining("type is 'Port scan'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "nul\u0000", "half \ud800"})
    void aReasonOrNameThatIsNoLineOfTextIsRefusedByName(String text) {
        SuppressionScope scope = scope("port_scan", null, Side.ATTACKER);
        assertThatThrownBy(() -> new NewSuppression(scope, text, "ann", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reason has");
        assertThatThrownBy(() -> new NewSuppression(scope, "why", text, null)).hasMessageStartingWith("author has");
    }

    @Test
    void textsAndTimesHaveLimits() {
        SuppressionScope scope = scope("port_scan", null, Side.ATTACKER);
        assertThat(new NewSuppression(scope, " why ", "ann", null).reason()).isEqualTo("why");
        assertThatThrownBy(() -> new NewSuppression(scope, "x".repeat(501), "ann", null))
                .hasMessageContaining("reason has 501 characters; allowed: 1 to 500");
        assertThatThrownBy(() -> new NewSuppression(scope, "why", "x".repeat(101), null))
                .hasMessageContaining("allowed: 1 to 100");
        assertThatThrownBy(() -> new NewSuppression(scope, "why", "ann", Instant.parse("9999-12-31T00:00:00Z")))
                .hasMessageContaining("allowed: up to 2262");
    }
}
