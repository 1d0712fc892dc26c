package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Slowloris holds many requests open without ever completing them: headers, bodies, or answers that are not read. An honest slow client holds one or a few. Load
 * tests and idle keep-alive connections hold none incomplete.
 */
final class SlowlorisRule implements Rule {
    private final double stalledBySource;
    private final double stalledAtTarget;
    private final double blockedBySource;
    private final double stalledShare;

    SlowlorisRule(ProviderConfig config) {
        stalledBySource = config.number("slowloris.stalled_requests", 15, 1, 1e6);
        stalledAtTarget = config.number("slowloris.stalled_requests_at_target", 30, 1, 1e6);
        blockedBySource = config.number("slowloris.unread_answers", 20, 1, 1e6);
        stalledShare = config.number("slowloris.stalled_share_at_target", 0.3, 0, 1);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        boolean source = row.kind() == KeyKind.SOURCE;
        // At a server only HTTP counts: many clients that send on without an answer may just report to it, encrypted.
        double stalled = source ? row.get(Row.STALLED) : Math.min(row.get(Row.STALLED), row.get(Row.PARTIAL_HTTP));
        double limit = source ? stalledBySource : stalledAtTarget;
        if (stalled >= limit && (source || stalled >= stalledShare * row.get(Row.OPEN_CONNECTIONS))) {
            return verdict(
                    row, stalled, limit, say("%.0f requests incomplete for a long time (limit %.0f)", stalled, limit));
        }
        double blocked = row.get(Row.BLOCKED);
        if (source && blocked >= blockedBySource) {
            return verdict(
                    row,
                    blocked,
                    blockedBySource,
                    say("%.0f connections don't read their answers (limit %.0f)", blocked, blockedBySource));
        }
        return null;
    }

    private static Verdict verdict(FeatureVector row, double value, double limit, String fact) {
        IpAddress peer = Parties.holder(row, value);
        boolean source = row.kind() == KeyKind.SOURCE;
        return new Verdict(
                row,
                AttackType.SLOWLORIS,
                Row.confidence(value, limit),
                source ? row.address() : peer,
                source ? peer : row.address(),
                say("%.0f connections keep a server waiting", value),
                List.of(fact, say("%.0f connections open in all", row.get(Row.OPEN_CONNECTIONS))),
                Row.DETECTOR);
    }
}
