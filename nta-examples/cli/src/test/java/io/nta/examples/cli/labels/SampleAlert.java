package io.nta.examples.cli.labels;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import java.time.Instant;
import java.util.List;

/** An alert made by hand. Times are seconds since the epoch. */
public final class SampleAlert {
    private SampleAlert() {}

    /** Returns an alert whose packets and window lie from {@code first} to {@code last}; addresses are text or null. */
    public static Alert of(AttackType type, String attacker, String target, long first, long last) {
        return of(type, attacker, target, first, last, "something happened");
    }

    public static Alert of(AttackType type, String attacker, String target, long first, long last, String message) {
        Instant from = Instant.ofEpochSecond(first);
        Instant to = Instant.ofEpochSecond(last);
        return new Alert(
                type + " " + attacker + " " + target + " " + first,
                type,
                attacker == null ? null : IpAddress.parse(attacker),
                target == null ? null : IpAddress.parse(target),
                Severity.HIGH,
                0.8,
                from,
                to,
                5,
                from,
                to,
                to,
                1,
                100,
                new Alert.Details(message, List.of("a fact"), type.technique()),
                true);
    }
}
