package io.nta.store.jdbc;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import java.time.Instant;
import java.util.List;

/** Alerts of which only what a test is about has to be told. */
record MadeAlerts(String id, AttackType type, String attacker, String target, int second, int lasting) {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    /** A port scan by 10.0.0.1 of many. */
    static MadeAlerts of(String id) {
        return new MadeAlerts(id, AttackType.PORT_SCAN, "10.0.0.1", null, 0, 0);
    }

    MadeAlerts named(String newId) {
        return new MadeAlerts(newId, type, attacker, target, second, lasting);
    }

    MadeAlerts of(AttackType newType) {
        return new MadeAlerts(id, newType, attacker, target, second, lasting);
    }

    /** {@code null} for many or unknown ones. */
    MadeAlerts between(String newAttacker, String newTarget) {
        return new MadeAlerts(id, type, newAttacker, newTarget, second, lasting);
    }

    /** Detected so many seconds after {@link #START}. */
    MadeAlerts at(int newSecond) {
        return new MadeAlerts(id, type, attacker, target, newSecond, lasting);
    }

    /** Seen for so many seconds since it was detected. */
    MadeAlerts lasting(int seconds) {
        return new MadeAlerts(id, type, attacker, target, second, seconds);
    }

    Alert open() {
        return alert(false);
    }

    Alert closed() {
        return alert(true);
    }

    private static IpAddress address(String text) {
        return text == null ? null : IpAddress.parse(text);
    }

    private Alert alert(boolean closed) {
        Instant detected = START.plusSeconds(second);
        return new Alert(
                id,
                type,
                address(attacker),
                address(target),
                Severity.HIGH,
                0.8,
                detected.minusSeconds(5),
                detected.plusSeconds(lasting),
                5,
                detected.minusSeconds(5),
                detected,
                detected,
                42,
                4_200,
                new Alert.Details("it scans", List.of("9 ports"), type.technique()),
                closed);
    }
}
