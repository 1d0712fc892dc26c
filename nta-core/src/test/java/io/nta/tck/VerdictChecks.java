package io.nta.tck;

import static io.nta.tck.Contract.require;

import io.nta.NtaException;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the sentences of {@link DetectorTck} look at verdicts and refusals. */
final class VerdictChecks {
    private VerdictChecks() {}

    static void requireRefusal(@Nullable Throwable refusal, String... parts) {
        require(
                refusal instanceof NtaException,
                () -> "instead of an NtaException there was " + (refusal == null ? "no error" : refusal) + " for "
                        + parts[0]);
        for (String part : parts) {
            require(
                    String.valueOf(refusal.getMessage()).contains(part),
                    () -> "'" + part + "' does not stand in the error: " + refusal.getMessage());
        }
    }

    static void requireSentence(@Nullable String text, String what) {
        require(text != null && !text.isBlank(), () -> what + " is blank");
        require(text.lines().count() == 1, () -> what + " has several lines: " + text);
    }

    static void requireNoNull(@Nullable List<Verdict> said) {
        require(said != null, () -> "score() returned null");
        for (Verdict verdict : said) {
            require(verdict != null, () -> "a verdict is null");
        }
    }

    static List<FeatureVector> concat(List<FeatureVector> some, List<FeatureVector> others) {
        List<FeatureVector> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** Returns the verdicts in words: rows are known by key and window, since they have no other identity. */
    static List<String> described(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.type() + " " + verdict.confidence() + " " + verdict.attacker() + " > "
                        + verdict.target() + ": " + verdict.message() + " " + verdict.evidence() + " " + verdict.row())
                .toList();
    }
}
