package io.nta.examples.cli.evaluation;

import io.nta.detect.Alert;
import io.nta.examples.cli.evaluation.Judgement.Outcome;
import io.nta.examples.cli.labels.Episode;
import io.nta.examples.cli.labels.Episode.Kind;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds alerts against the labels of their capture.
 *
 * <p>An alert is right when it tells of at least one attack ({@link Episode#isToldBy}); it may tell of several. Else it is neither right nor wrong when it tells
 * of something optional, or names as tunnel client the resolver that a tunnel goes through. Else it is misnamed when another attack happened then and shares a
 * host with it. Else it is false.
 */
final class AlertJudge {
    private final String capture;
    private final List<Episode> episodes;

    AlertJudge(String capture, List<Episode> episodes) {
        this.capture = capture;
        this.episodes = List.copyOf(episodes);
    }

    Judgement judge(Alert alert) {
        List<Episode> told = episodes.stream()
                .filter(e -> e.kind() == Kind.ATTACK && e.isToldBy(alert))
                .toList();
        if (!told.isEmpty()) {
            return new Judgement(capture, alert, Outcome.FOUND, told, null);
        }
        Episode optional = first(e -> e.kind() == Kind.OPTIONAL && e.isToldBy(alert) || e.isRelayedBy(alert));
        if (optional != null) {
            return new Judgement(capture, alert, Outcome.NEITHER, List.of(), optional);
        }
        Episode other = first(e -> e.kind() != Kind.BENIGN
                && !alert.attackType().equals(e.type())
                && e.overlaps(alert)
                && e.sharesHostWith(alert));
        if (other != null) {
            return new Judgement(capture, alert, Outcome.MISNAMED, List.of(), other);
        }
        Episode benign = first(
                e -> e.kind() == Kind.BENIGN && !e.wholeCapture() && e.overlaps(alert) && e.sharesHostWith(alert));
        return new Judgement(capture, alert, Outcome.FALSE, List.of(), benign);
    }

    private @Nullable Episode first(Predicate<Episode> condition) {
        return episodes.stream().filter(condition).findFirst().orElse(null);
    }
}
