package io.nta.detect;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts that open no alert alone. They do when a second witness says the same of the same hosts: another detector, or a window that shares no time with the first one's. Rows of both
 * kinds and of several lengths over the same packets are one witness. Bounded: the oldest hint gives way. Not thread-safe.
 */
final class Hints {
    private final int most;
    private final Map<Object, Verdict> open = new LinkedHashMap<>();

    /**
     * Creates an empty memory.
     *
     * @param most how many attacks are remembered, at least 1
     */
    Hints(int most) {
        this.most = most;
    }

    /** Returns the verdict that {@code verdict} seconds, or {@code null}, when it is now the one to be seconded. */
    @Nullable
    Verdict seconded(Object identity, Verdict verdict) {
        Verdict first = open.get(identity);
        if (first != null && isAnotherWitness(first, verdict)) {
            open.remove(identity);
            return first;
        }
        // Of one witness the earliest word stays: what follows has to stand apart from it.
        if (first == null) {
            if (open.size() >= most) {
                Iterator<Object> oldest = open.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            open.put(identity, verdict);
        }
        return null;
    }

    private static boolean isAnotherWitness(Verdict first, Verdict second) {
        return !first.detector().equals(second.detector())
                || second.row().startNanos() >= first.row().endNanos()
                || first.row().startNanos() >= second.row().endNanos();
    }

    /** Forgets what was said of windows that ended at {@code nanos} or before. */
    void forgetUntil(long nanos) {
        open.values().removeIf(verdict -> verdict.row().endNanos() <= nanos);
    }
}
