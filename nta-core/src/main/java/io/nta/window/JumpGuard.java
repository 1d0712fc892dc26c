package io.nta.window;

/**
 * Keeps one wrong timestamp from ending every window: a packet more than an hour ahead of all before it waits until the next one confirms the jump, by being near it.
 * If the next one is back in the old time, the packet is set aside. Not thread-safe.
 */
public final class JumpGuard {
    /** What is to be done with a packet. */
    public enum Decision {
        /** Take it. */
        TAKE,
        /** Keep it, the only one, until the next decision. */
        HOLD,
        /** The jump is confirmed: take the one that is held, and then this. */
        TAKE_BOTH,
        /** The held packet's time was wrong: set it aside, and take this. */
        DROP_HELD,
        /** The held packet's time was wrong, and this one's needs confirming too: set the held one aside and hold this. */
        REPLACE_HELD
    }

    /** How far ahead a packet may be without being confirmed. */
    public static final long MAX_JUMP_NANOS = 3_600L * 1_000_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private long highest = NONE;
    private long held = NONE;

    /** Creates a guard that has seen nothing. */
    public JumpGuard() {}

    /** Decides on a packet by its time, in nanoseconds since the epoch. */
    public Decision decide(long timestampNanos) {
        if (held != NONE) {
            return decideWithHeld(timestampNanos);
        }
        if (highest != NONE && timestampNanos - highest > MAX_JUMP_NANOS) {
            held = timestampNanos;
            return Decision.HOLD;
        }
        highest = Math.max(highest, timestampNanos);
        return Decision.TAKE;
    }

    private Decision decideWithHeld(long timestampNanos) {
        if (timestampNanos - highest <= MAX_JUMP_NANOS) {
            // Back in the old time: asked first, because less than two hours ahead it is near the held packet too.
            held = NONE;
            highest = Math.max(highest, timestampNanos);
            return Decision.DROP_HELD;
        }
        if (Math.abs(timestampNanos - held) <= MAX_JUMP_NANOS) {
            highest = Math.max(held, timestampNanos);
            held = NONE;
            return Decision.TAKE_BOTH;
        }
        held = timestampNanos;
        return Decision.REPLACE_HELD;
    }
}
