package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.spi.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SYN flood is many handshakes with one service that never complete (RFC 4987, 2.1).
 *
 * <p>Handshakes that the target answered and the initiator left half open count at a low limit: honest clients complete them, and half-open health checks come about
 * once a second. Silence and refusal count at higher ones, because clients of a dead server cause them too; silence only if SYNs aren't repeated, as those clients' are.
 */
final class SynFloodRule implements Rule {
    private static final int FORGED_SOURCES = 100;
    private static final int FORGED_ATTEMPTS_PER_SOURCE = 3;
    private static final double PATIENT_SYNS = 2.5;

    private final SizedLimit answered;
    private final SizedLimit unanswered;
    private final SizedLimit refused;
    private final SizedLimit attemptsPerPort;
    private final double failingShare;

    SynFloodRule(ProviderConfig config) {
        answered = SizedLimit.of(config, "syn_flood.half_open_answered", 75, 240, 1_200);
        unanswered = SizedLimit.of(config, "syn_flood.unanswered", 110, 500, 3_000);
        refused = SizedLimit.of(config, "syn_flood.refused", 200, 900, 5_000);
        attemptsPerPort = SizedLimit.of(config, "syn_flood.attempts_per_port", 20, 60, 200);
        failingShare = config.number("syn_flood.failing_share", 0.6, 0, 1);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        // Few rows have so many half open, so the others are told by this alone.
        boolean mayBe = row.get(Row.HALF_OPEN) >= answered.of(row);
        return mayBe && isConcentrated(row, row.get(Row.ATTEMPTED)) ? judgeConcentrated(row) : null;
    }

    /** Judges a row whose attempts are known to belong together, however many ports they are spread over. */
    @Nullable
    Verdict judgeConcentrated(FeatureVector row) {
        double attempts = row.get(Row.ATTEMPTED);
        double halfOpen = row.get(Row.HALF_OPEN);
        if (halfOpen < answered.of(row) || halfOpen < failingShare * attempts) {
            return null;
        }
        double half = Math.min(halfOpen, row.get(Row.ANSWERED_HALF_OPEN));
        double rejected = Math.min(halfOpen, Math.max(0, row.get(Row.REFUSED) - row.get(Row.UDP_REFUSED)));
        double silent = Math.max(0, halfOpen - half - rejected);
        if (isPatient(row)) {
            halfOpen -= silent;
            silent = 0;
        }
        double excess = Math.max(
                half / answered.of(row), Math.max((half + silent) / unanswered.of(row), halfOpen / refused.of(row)));
        if (excess < 1) {
            return null;
        }
        return Row.verdict(
                row,
                AttackType.SYN_FLOOD,
                Row.confidence(excess, 1),
                say("%.0f connection attempts a second that are never completed", halfOpen / row.seconds()),
                List.of(
                        say("%.0f of %.0f handshakes did not complete within %d s", halfOpen, attempts, row.seconds()),
                        say(
                                "%.0f answered and left half open (limit %.0f), %.0f unanswered (limit %.0f), %.0f refused (limit %.0f)",
                                half, answered.of(row), silent, unanswered.of(row), rejected, refused.of(row)),
                        Row.fromAddresses(row) + " to " + Row.counted(row.get(Row.UNIQUE_DST_PORTS), "port", "ports")));
    }

    /** Clients whose system repeats their SYNs, as when a server is down, wait for an answer: floods send each once. */
    private static boolean isPatient(FeatureVector row) {
        return row.get(Row.SYNS) >= PATIENT_SYNS * row.get(Row.ATTEMPTED);
    }

    /** Many attempts for each port asked, or so many sources with about one attempt each that they can only be forged. */
    private boolean isConcentrated(FeatureVector row, double attempts) {
        double sources = row.get(Row.UNIQUE_SRC_IPS);
        boolean forged = sources >= FORGED_SOURCES && attempts < FORGED_ATTEMPTS_PER_SOURCE * sources;
        return forged || attempts >= attemptsPerPort.of(row) * Math.max(1, row.get(Row.DISTINCT_TARGETS));
    }
}
