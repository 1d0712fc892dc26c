package io.nta.examples.cli.labels;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of labels: what happened, when and between whom.
 *
 * @param label what the label says
 * @param type the attack, or {@code null} when the label is none of the eight
 * @param kind what is expected of detection
 * @param start when it began; for a whole capture, its first packet
 * @param end when it ended; for a whole capture, its last packet
 * @param wholeCapture whether the label is of a whole capture, so that any time in it agrees
 * @param attackers who attacked
 * @param victims who was attacked
 * @param attackerText the attackers as the label has them
 * @param victimText the victims as the label has them
 * @param tool what the attack was done with, if the label says so
 * @param notes what else the label says
 */
public record Episode(
        String label,
        @Nullable AttackType type,
        Kind kind,
        Instant start,
        Instant end,
        boolean wholeCapture,
        HostSet attackers,
        HostSet victims,
        String attackerText,
        String victimText,
        String tool,
        String notes) {
    /** An episode this long or longer is reported again apart: the windows of all sizes had time to see it. */
    public static final Duration LONG = Duration.ofSeconds(30);

    private static final Duration SLACK_BEFORE = Duration.ofSeconds(5);
    private static final Duration SLACK_AFTER = Duration.ofSeconds(180);
    private static final Pattern SET_APART = Pattern.compile("\\b(?:WEAK|SMALL|SYNTHETIC|HARD)\\b");

    private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}");

    /** What is expected of detection. */
    public enum Kind {
        /** An attack of the eight: to be found. */
        ATTACK,
        /** Finding it is neither required nor wrong. */
        OPTIONAL,
        /** An attack that is none of the eight: an alert has the wrong name. */
        OTHER_ATTACK,
        /** Ordinary traffic: an alert is false. */
        BENIGN
    }

    /** Returns whether the notes ask to report it apart. */
    public boolean isSetApart() {
        return SET_APART.matcher(notes).find();
    }

    public Duration duration() {
        return Duration.between(start, end);
    }

    public boolean isLong() {
        return duration().compareTo(LONG) >= 0;
    }

    /** Returns whether the alert's packets or its window lie between 5 s before the start and 180 s after the end: the longest window may close as late as that. */
    public boolean overlaps(Alert alert) {
        if (wholeCapture) {
            return true;
        }
        Instant from = start.minus(SLACK_BEFORE);
        Instant to = end.plus(SLACK_AFTER);
        return overlap(alert.firstSeen(), alert.lastSeen(), from, to)
                || overlap(alert.windowStart(), alert.windowEnd(), from, to);
    }

    private static boolean overlap(Instant aStart, Instant aEnd, Instant bStart, Instant bEnd) {
        return !aStart.isAfter(bEnd) && !bStart.isAfter(aEnd);
    }

    /** Returns whether the alert says that this happened: same type, at that time, between agreeing hosts. */
    public boolean isToldBy(Alert alert) {
        return alert.attackType().equals(type) && overlaps(alert) && agreesOnHosts(alert);
    }

    /**
     * Returns whether the alert's hosts can be the label's. A named attacker decides: it is among the label's, or, if the label doesn't name all attackers
     * (spoofed, a MAC, words), the target decides as if the alert named no attacker. Then the target is among the victims, or the label doesn't name all of those;
     * an alert of many targets agrees unless its attacker is a victim. A MAC that the label names as attacker and the alert's message as well decides, too.
     */
    private boolean agreesOnHosts(Alert alert) {
        if (namesMacOf(alert)) {
            return true;
        }
        if (attackers.names(alert.srcIp())) {
            return true;
        }
        if (alert.srcIp() != null && !attackers.isOpen()) {
            return false;
        }
        if (alert.dstIp() != null) {
            return victims.isOpen() || victims.names(alert.dstIp());
        }
        return !victims.names(alert.srcIp());
    }

    private boolean namesMacOf(Alert alert) {
        Matcher mac = MAC.matcher(attackerText);
        return mac.find() && alert.details().message().contains(mac.group().toLowerCase(Locale.ROOT));
    }

    /** Returns whether the alert is about hosts of this episode, in their roles or the other way round, as in answers to an attack. */
    public boolean sharesHostWith(Alert alert) {
        return wholeCapture && kind == Kind.OTHER_ATTACK
                || attackers.names(alert.srcIp())
                || victims.names(alert.dstIp())
                || victims.names(alert.srcIp()) && (alert.dstIp() == null || attackers.names(alert.dstIp()))
                || alert.srcIp() == null && attackers.names(alert.dstIp());
    }

    /** Returns whether the alert's attacker is the resolver through which this tunnel goes. */
    public boolean isRelayedBy(Alert alert) {
        return AttackType.DNS_TUNNEL.equals(type)
                && alert.attackType().equals(type)
                && overlaps(alert)
                && victims.names(alert.srcIp());
    }
}
