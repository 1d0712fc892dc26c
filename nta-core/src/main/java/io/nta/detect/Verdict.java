package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a detector says of one row.
 *
 * @param row the row
 * @param type the attack that it shows
 * @param confidence how sure the detector is, 0 to 1
 * @param attacker who attacks; {@code null} when there are many or they are spoofed
 * @param target who is attacked; {@code null} when there are many
 * @param message what happens, in a sentence
 * @param evidence the facts, each a short sentence with its figure and limit; not empty
 * @param detector the name of the detector
 */
public record Verdict(
        FeatureVector row,
        AttackType type,
        double confidence,
        @Nullable IpAddress attacker,
        @Nullable IpAddress target,
        String message,
        List<String> evidence,
        String detector) {
    /**
     * Checks the confidence, and that nothing is missing and somebody is named, so that what is wrong is noticed in the detector that says it.
     *
     * @throws IllegalArgumentException when the confidence is out of range or NaN, or neither attacker nor target is named
     */
    public Verdict {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence is " + confidence + ", allowed are 0 to 1");
        }
        if (attacker == null && target == null) {
            throw new IllegalArgumentException("a verdict names an attacker, a target or both");
        }
        Objects.requireNonNull(row, "a verdict is about a row");
        Objects.requireNonNull(type, "a verdict has an attack type");
        Objects.requireNonNull(message, "a verdict has a message");
        Objects.requireNonNull(detector, "a verdict names its detector");
        evidence = List.copyOf(evidence);
    }
}
