package io.nta.detect;

import com.google.common.hash.Hashing;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alert in the making. */
final class OpenAlert {
    private static final int PACKETS = FeatureCatalogue.indexOf("packet_count");
    private static final int BYTES = FeatureCatalogue.indexOf("byte_count");
    /** The hosts remembered of one attack; a scan of many more is known by its attacker anyway. */
    private static final int MAX_HOSTS = 64;

    /** The detectors that have a place each in the evidence; a plugin may name ever others. */
    static final int MAX_DETECTORS = 16;

    /** The place that all further detectors share; no provider may have this name. */
    private static final String FURTHER = "";

    private static final int KINDS = 2;
    private static final int SIZES = 3;

    /** Of equally sure ones what was seen last tells most, and of that the longest window; then whichever was taken first. */
    private static final Comparator<Verdict> SURER = Comparator.comparingDouble(Verdict::confidence)
            .thenComparing(verdict -> verdict.row().endNanos())
            .thenComparing(verdict -> verdict.row().seconds());

    private final AttackType type;
    private @Nullable IpAddress attacker;
    private final String id;
    private @Nullable IpAddress target;
    private final long detectedAtNanos;
    private final @Nullable Severity fixedSeverity;
    private final long[] packets = new long[KINDS * SIZES];
    private final long[] bytes = new long[KINDS * SIZES];
    private final Set<IpAddress> hosts = new HashSet<>();
    /** The rows of this batch that are counted: several detectors may judge one. By identity, as rows have no other. */
    private final Set<FeatureVector> counted = new HashSet<>();

    private final int openingSeconds;
    private long firstSeenNanos;
    private long lastSeenNanos;
    private long lastEndNanos;
    private Verdict best;
    /** The surest verdict of each detector, in the order in which they spoke up; of those beyond the limit, the surest of all. */
    private final Map<String, Verdict> bestOf = new LinkedHashMap<>();

    OpenAlert(Verdict verdict, long nowNanos, @Nullable Severity fixedSeverity) {
        type = verdict.type();
        attacker = verdict.attacker();
        target = verdict.target();
        detectedAtNanos = nowNanos;
        id = id(verdict, nowNanos);
        this.fixedSeverity = fixedSeverity;
        best = verdict;
        keepIfSurest(verdict);
        note(verdict);
        openingSeconds = verdict.row().seconds();
        firstSeenNanos = verdict.row().firstPacketNanos();
        lastSeenNanos = verdict.row().lastPacketNanos();
        count(verdict.row());
    }

    /** Returns whether the verdict is about a host that this alert is about, or its row shows this alert's attacker among the heaviest peers. */
    boolean concerns(Verdict verdict) {
        return attacker != null && verdict.row().context().isAmongHeaviest(attacker)
                || hosts.contains(verdict.row().address())
                || verdict.target() != null && hosts.contains(verdict.target());
    }

    private void note(Verdict verdict) {
        if (hosts.size() < MAX_HOSTS) {
            hosts.add(verdict.row().address());
            if (verdict.target() != null) {
                hosts.add(verdict.target());
            }
        }
    }

    /** Takes the attacker that the verdict names for its own, which was not known so far. What was said of many is not said of that one. */
    void adopt(Verdict verdict) {
        attacker = verdict.attacker();
        best = verdict;
        bestOf.clear();
        update(verdict);
    }

    void update(Verdict verdict) {
        note(verdict);
        if (attacker != null && verdict.target() != null && !verdict.target().equals(target)) {
            target = null;
        }
        FeatureVector row = verdict.row();
        // A longer window that has only shorter ones' packets in it knows less well when: it reaches back before the
        // attack, and on behind it.
        if (row.seconds() <= openingSeconds) {
            firstSeenNanos = Math.min(firstSeenNanos, row.firstPacketNanos());
        }
        if (row.seconds() <= openingSeconds || row.startNanos() >= lastSeenNanos) {
            lastSeenNanos = Math.max(lastSeenNanos, row.lastPacketNanos());
        }
        count(row);
        if (attacker != null && verdict.attacker() == null) {
            // It is about all who attack the target, not about this one.
            return;
        }
        if (SURER.compare(verdict, best) > 0) {
            best = verdict;
            if (attacker == null && verdict.target() != null) {
                target = verdict.target();
            }
        }
        keepIfSurest(verdict);
    }

    private void keepIfSurest(Verdict verdict) {
        String detector = verdict.detector();
        String place = bestOf.containsKey(detector) || bestOf.size() < MAX_DETECTORS ? detector : FURTHER;
        bestOf.merge(place, verdict, (before, now) -> SURER.compare(now, before) > 0 ? now : before);
    }

    /** The batch has ended: its rows won't be judged again. */
    void endBatch() {
        counted.clear();
    }

    /** Adds a row to the count of its kind and length, so that the same packets in other rows don't count twice. */
    private void count(FeatureVector row) {
        if (!counted.add(row)) {
            return;
        }
        int size = row.seconds() == 5 ? 0 : row.seconds() == 30 ? 1 : 2;
        int place = row.kind().ordinal() * SIZES + size;
        lastEndNanos = Math.max(lastEndNanos, row.endNanos());
        packets[place] += (long) row.get(PACKETS);
        bytes[place] += (long) row.get(BYTES);
    }

    @Nullable
    IpAddress attacker() {
        return attacker;
    }

    @Nullable
    IpAddress target() {
        return target;
    }

    AttackType type() {
        return type;
    }

    /** Returns the end of the last window that showed it. */
    long lastEndNanos() {
        return lastEndNanos;
    }

    private int largest() {
        int largest = 0;
        for (int i = 1; i < packets.length; i++) {
            largest = packets[i] > packets[largest] ? i : largest;
        }
        return largest;
    }

    private static String id(Verdict verdict, long nowNanos) {
        String whom = verdict.attacker() != null ? "from " + verdict.attacker() : "to " + verdict.target();
        String identity = verdict.type().label() + ' ' + whom + ' ' + nowNanos;
        return Hashing.sha256()
                .hashString(identity, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    /** The facts of the surest verdict, then what the other detectors have to say. */
    private List<String> evidence() {
        List<String> evidence = new ArrayList<>(best.evidence());
        for (Verdict verdict : bestOf.values()) {
            if (!verdict.detector().equals(best.detector())) {
                evidence.addAll(verdict.evidence());
            }
        }
        return evidence;
    }

    Alert snapshot(boolean closed) {
        FeatureVector row = best.row();
        int place = largest();
        Severity severity = Objects.requireNonNullElse(fixedSeverity, Severity.ofConfidence(best.confidence()));
        return new Alert(
                id,
                type,
                attacker,
                target,
                severity,
                best.confidence(),
                Instant.ofEpochSecond(0, firstSeenNanos),
                Instant.ofEpochSecond(0, lastSeenNanos),
                row.seconds(),
                row.start(),
                row.end(),
                Instant.ofEpochSecond(0, detectedAtNanos),
                packets[place],
                bytes[place],
                new Alert.Details(best.message(), evidence(), type.technique()),
                closed);
    }
}
