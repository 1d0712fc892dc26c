package io.nta.detect;

import static io.nta.detect.Row.say;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.spi.ProviderConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Password guessing is rejected SSH authentications, many of them, over connections that end without a login.
 *
 * <p>A person mistypes two or three times, an agent offers up to about six keys in one connection; guessing goes on over several connections, or over many tries in
 * few. One try each 10 s gives 18 in three minutes. Automation logs in, so its connections don't count.
 */
final class SshBruteRule implements Rule {
    private static final int FEW_CONNECTIONS = 3;

    private final SizedLimit failures;
    private final SizedLimit manyFailures;
    private final SizedLimit distributedFailures;
    private final SizedLimit attempts;
    private final double loginShare;

    SshBruteRule(ProviderConfig config) {
        failures = SizedLimit.of(config, "ssh_brute.failures", 7, 8, 9);
        manyFailures = SizedLimit.of(config, "ssh_brute.failures_in_few_connections", 16, 18, 20);
        distributedFailures = SizedLimit.of(config, "ssh_brute.failures_at_target", 16, 18, 20);
        attempts = SizedLimit.of(config, "ssh_brute.attempts_without_login", 40, 100, 300);
        loginShare = config.number("ssh_brute.login_share", 0.34, 0, 1);
    }

    @Override
    public @Nullable Verdict judge(FeatureVector row) {
        double failed = row.get(Row.SSH_FAILURES);
        double tried = row.get(Row.SSH_ATTEMPTS);
        if (failed == 0 && tried == 0) {
            return null;
        }
        double logins = row.get(Row.SSH_LOGINS);
        boolean source = row.kind() == KeyKind.SOURCE;
        double givenUp = row.get(Row.SSH_GIVEN_UP);
        boolean mostlyLogins = logins > loginShare * (logins + givenUp);
        // At a server the logins of many hide the guesses of others, so there only what was given up is looked at.
        boolean hidden = !source && givenUp >= distributedFailures.of(row) && givenUp >= loginShare * logins;
        if (mostlyLogins && !hidden) {
            return null;
        }
        double connections = Math.max(tried, row.get(Row.SSH_GIVEN_UP));
        double limit = !source
                ? distributedFailures.of(row)
                : connections >= FEW_CONNECTIONS ? failures.of(row) : manyFailures.of(row);
        if (failed >= limit) {
            return verdict(
                    row,
                    failed,
                    limit,
                    say("%.0f rejected authentications within %d s (limit %.0f)", failed, row.seconds(), limit));
        }
        // Where authentication can't be followed: nothing but connections that reach a server and end.
        double unfollowed = Math.min(tried, row.get(Row.ESTABLISHED));
        if (source && logins == 0 && unfollowed >= attempts.of(row) && isMostlySsh(row, tried)) {
            return verdict(
                    row,
                    unfollowed,
                    attempts.of(row),
                    say(
                            "%.0f connections and no login within %d s (limit %.0f)",
                            unfollowed, row.seconds(), attempts.of(row)));
        }
        return null;
    }

    private static boolean isMostlySsh(FeatureVector row, double tried) {
        return tried >= row.get(Row.DISTINCT_TARGETS) * FEW_CONNECTIONS;
    }

    private static Verdict verdict(FeatureVector row, double value, double limit, String fact) {
        return Row.verdict(
                row,
                AttackType.SSH_BRUTE,
                Row.confidence(value, limit),
                say(
                        "SSH passwords are being guessed: %.0f rejected over %.0f connections",
                        row.get(Row.SSH_FAILURES), Math.max(row.get(Row.SSH_ATTEMPTS), row.get(Row.SSH_GIVEN_UP))),
                List.of(
                        fact,
                        say(
                                "%.0f connections given up, %.0f logins",
                                row.get(Row.SSH_GIVEN_UP), row.get(Row.SSH_LOGINS)),
                        Row.fromAddresses(row)));
    }
}
