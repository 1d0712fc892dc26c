package io.nta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    private static Alert alert(IpAddress attacker, IpAddress target) {
        return new Alert(
                "0123456789abcdef",
                AttackType.PORT_SCAN,
                attacker,
                target,
                Severity.CRITICAL,
                0.95,
                Instant.parse("2026-11-22T21:41:07.123456789Z"),
                Instant.parse("2026-11-22T21:41:31.500Z"),
                30,
                Instant.parse("2026-11-22T21:41:00Z"),
                Instant.parse("2026-11-22T21:41:30Z"),
                Instant.parse("2026-11-22T21:41:10Z"),
                500,
                30_000,
                new Alert.Details("500 ports \"were\" tried", List.of("one", "two"), "T1046"),
                true);
    }

    @Test
    void anAlertIsOneLineWithTheFieldsOfTheContractInTheirOrder() {
        String json = AlertJson.toJson(alert(IpAddress.parse("10.0.0.1"), IpAddress.parse("fd00::2")));

        assertThat(json)
                .isEqualTo(
                        "{\"id\":\"0123456789abcdef\",\"attack_type\":\"port_scan\",\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"fd00::2\","
                                + "\"severity\":\"CRITICAL\",\"confidence\":0.95,\"first_seen\":\"2026-11-22T21:41:07.123456789Z\","
                                + "\"last_seen\":\"2026-11-22T21:41:31.500Z\",\"window_size\":30,\"window_start\":\"2026-11-22T21:41:00Z\","
                                + "\"window_end\":\"2026-11-22T21:41:30Z\",\"detected_at\":\"2026-11-22T21:41:10Z\",\"packet_count\":500,\"byte_count\":30000,"
                                + "\"details\":{\"message\":\"500 ports \\\"were\\\" tried\",\"evidence\":[\"one\",\"two\"],\"technique\":\"T1046\"}}");
    }

    @Test
    void manyAttackersOrTargetsAreNull() {
        assertThat(AlertJson.toJson(alert(null, null))).contains("\"src_ip\":null,\"dst_ip\":null,");
    }
}
