package io.nta.detect;

import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one alert of one attack. The identity of an attack is its type and its attacker, or its target when no attacker is known; what the SOURCE and the TARGET row
 * say of it is one alert, and what several detectors say of it, too. It opens once, by a convincing verdict or by two witnesses (see {@link Hints}), is updated while it lasts, and closes after some quiet. Bounded, see {@link AlertPolicyConfig#maxOpen}. Event time
 * only. Not thread-safe.
 */
public final class AlertPolicy {
    /** What happened to an alert. */
    public enum Change {
        OPENED,
        UPDATED,
        CLOSED
    }

    /** Hears of every change. */
    @FunctionalInterface
    public interface Listener {
        /** The alert, in its new state, and how it came to it. */
        void onChange(Alert alert, Change change);
    }

    private record Identity(AttackType type, boolean byAttacker, IpAddress whom) {}

    /** Then in an order that doesn't depend on that of the rows. Of one row, as they were said. */
    private static final Comparator<Verdict> ATTACKERS_FIRST = Comparator.comparing(
                    (Verdict verdict) -> verdict.attacker() == null)
            .thenComparing(Verdict::row, FeatureVector.BY_WINDOW_AND_KEY);

    /** The shortest window: had there been traffic, time would have stepped here as long ago. */
    private static final long STEP_NANOS = 5_000_000_000L;

    private static final Set<AttackType> FLOODS =
            Set.of(AttackType.SYN_FLOOD, AttackType.UDP_FLOOD, AttackType.ICMP_FLOOD);

    private final AlertPolicyConfig config;
    private final Listener listener;
    private final Map<Identity, OpenAlert> open = new LinkedHashMap<>();
    private final Hints hints;
    private long verdicts;
    private long unconvincing;
    private long unseconded;
    private long updates;
    private long raised;
    private long stored;
    private long suppressed;
    private long closedEarly;

    /** Creates a policy that tells {@code listener}. */
    public AlertPolicy(AlertPolicyConfig config, Listener listener) {
        this.config = config;
        this.listener = listener;
        this.hints = new Hints(config.maxOpen());
    }

    /**
     * Takes the verdicts on a batch of rows.
     *
     * @param nowNanos event time: the end of the windows that have closed
     */
    public void onVerdicts(List<Verdict> verdicts, long nowNanos) {
        // Where nobody sent anything, nothing let time pass: what was quiet throughout must not be taken up again.
        advanceTo(nowNanos - STEP_NANOS);
        Map<OpenAlert, Change> changed = new LinkedHashMap<>();
        List<Verdict> inOrder = new ArrayList<>(verdicts);
        inOrder.sort(ATTACKERS_FIRST);
        for (Verdict verdict : inOrder) {
            this.verdicts++;
            if (verdict.confidence() >= config.minConfidence()) {
                take(verdict, nowNanos, changed);
            } else {
                unconvincing++;
            }
        }
        changed.forEach((alert, change) -> {
            alert.endBatch();
            listener.onChange(alert.snapshot(false), change);
        });
    }

    private void take(Verdict verdict, long nowNanos, Map<OpenAlert, Change> changed) {
        OpenAlert known = find(verdict);
        if (known != null) {
            updates++;
            known.update(verdict);
            changed.putIfAbsent(known, Change.UPDATED);
            return;
        }
        OpenAlert unnamed = unnamed(verdict);
        if (unnamed != null) {
            updates++;
            open.values().remove(unnamed);
            unnamed.adopt(verdict);
            open.put(identity(verdict), unnamed);
            changed.putIfAbsent(unnamed, Change.UPDATED);
            return;
        }
        boolean sure = verdict.confidence() >= config.openConfidence();
        Verdict first = sure ? verdict : hints.seconded(identity(verdict), verdict);
        if (first == null) {
            unseconded++;
            return;
        }
        raised++;
        if (open.size() >= config.maxOpen() && !makeRoom(changed)) {
            suppressed++;
            return;
        }
        OpenAlert alert = new OpenAlert(first, nowNanos, config.severities().get(verdict.type()));
        if (!sure) {
            alert.update(verdict);
        }
        open.put(identity(verdict), alert);
        changed.put(alert, Change.OPENED);
    }

    /** Closes the alert whose attack was last shown longest ago, the first opened of several. Returns {@code false} if this batch shows all of them. */
    private boolean makeRoom(Map<OpenAlert, Change> changed) {
        if (changed.size() >= open.size()) {
            return false;
        }
        OpenAlert quietest = null;
        for (OpenAlert alert : open.values()) {
            if (!changed.containsKey(alert) && (quietest == null || alert.lastEndNanos() < quietest.lastEndNanos())) {
                quietest = alert;
            }
        }
        open.values().remove(quietest);
        closedEarly++;
        close(Objects.requireNonNull(quietest));
        return true;
    }

    private void close(OpenAlert alert) {
        listener.onChange(alert.snapshot(true), Change.CLOSED);
        stored++;
    }

    private static Identity identity(Verdict verdict) {
        IpAddress attacker = verdict.attacker();
        IpAddress target = verdict.target();
        if (attacker != null) {
            return new Identity(verdict.type(), true, attacker);
        }
        if (target == null) {
            throw new IllegalArgumentException("a verdict names an attacker, a target or both");
        }
        return new Identity(verdict.type(), false, target);
    }

    private @Nullable OpenAlert find(Verdict verdict) {
        OpenAlert known = open.get(identity(verdict));
        if (known != null || verdict.attacker() != null) {
            return known;
        }
        // This row can't name the attacker, but another that concerns the same host already tells of the attack.
        for (OpenAlert alert : open.values()) {
            if (alert.type().equals(verdict.type()) && alert.concerns(verdict)) {
                return alert;
            }
        }
        return null;
    }

    /**
     * Returns an open alert on the verdict's target whose attacker was not known, if the verdict names it. Not for floods: whose sources were many or forged is
     * not one host's because that host floods, too.
     */
    private @Nullable OpenAlert unnamed(Verdict verdict) {
        if (verdict.attacker() == null || FLOODS.contains(verdict.type())) {
            return null;
        }
        for (OpenAlert alert : open.values()) {
            if (alert.type().equals(verdict.type())
                    && alert.attacker() == null
                    && verdict.target() != null
                    && verdict.target().equals(alert.target())) {
                return alert;
            }
        }
        return null;
    }

    /** Lets time pass: closes what has been quiet for long enough. */
    public void advanceTo(long nowNanos) {
        long quietSince = nowNanos - config.closeAfter().toNanos();
        hints.forgetUntil(quietSince);
        for (Iterator<OpenAlert> alerts = open.values().iterator(); alerts.hasNext(); ) {
            OpenAlert alert = alerts.next();
            if (alert.lastEndNanos() <= quietSince) {
                alerts.remove();
                close(alert);
            }
        }
    }

    /** Closes every alert: the input has ended. */
    public void finish() {
        open.values().forEach(this::close);
        open.clear();
    }

    /** Returns the counts so far. */
    public AlertStats stats() {
        return new AlertStats(
                verdicts, unconvincing, unseconded, updates, raised, open.size(), stored, suppressed, closedEarly);
    }
}
