package io.nta.window;

import java.time.Duration;

/**
 * When the time of a packet is believed.
 *
 * @param maxJump how far a packet of a file may be ahead of all before it without being confirmed; 1 s to 1 day
 * @param confirmingPackets how many packets on end must be beyond {@code maxJump} before a new time is believed; 2 to 1024. As many frames are kept meanwhile, twice
 *     as many at the beginning.
 *     A clock that is wrong for fewer does no harm; one that is wrong for longer can't be told from one that is right
 * @param maxSkew how far a live packet's time may be from its arrival; 1 s to 1 hour. One that was captured longer ago than this is taken for one of a file, or not at all, as {@code maxAge} says
 * @param maxLead how far a live packet may be ahead of its arrival without being confirmed; 0 s to {@code maxSkew}. What was captured has happened, so
 *     only clocks that disagree put a packet ahead
 * @param maxAge how long before its arrival a live packet may have been captured; {@code maxSkew} to 36,500 days. Longer than {@code maxSkew} where others capture, and keep what they can't hand on at once
 * @param ordered whether packets wait until all of their time must have come, and are then folded in the order of their times: where several sources see the same connections. Not
 *     for files, whose order is what they tell
 */
public record TimelineConfig(
        Duration maxJump, int confirmingPackets, Duration maxSkew, Duration maxLead, Duration maxAge, boolean ordered) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MAX_JUMP = Duration.ofDays(1);
    private static final Duration MAX_SKEW = Duration.ofHours(1);
    private static final Duration MAX_AGE = Duration.ofDays(36_500);
    private static final int MAX_CONFIRMING_PACKETS = 1 << 10;

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when one is out of its range; the message names it, its value and what is allowed
     */
    public TimelineConfig {
        check("maxJump", maxJump, SECOND, MAX_JUMP);
        if (confirmingPackets < 2 || confirmingPackets > MAX_CONFIRMING_PACKETS) {
            throw new IllegalArgumentException(
                    "confirmingPackets is " + confirmingPackets + ", allowed are 2 to " + MAX_CONFIRMING_PACKETS);
        }
        check("maxSkew", maxSkew, SECOND, MAX_SKEW);
        check("maxLead", maxLead, Duration.ZERO, maxSkew);
        check("maxAge", maxAge, maxSkew, MAX_AGE);
    }

    /** Creates a configuration for those who capture themselves: no packet is older than a clock may be wrong. */
    public TimelineConfig(Duration maxJump, int confirmingPackets, Duration maxSkew, Duration maxLead) {
        this(maxJump, confirmingPackets, maxSkew, maxLead, maxSkew, false);
    }

    private static void check(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are " + least + " to " + most);
        }
    }

    /**
     * Returns what suits packets that agents capture and send, at once or long after: nothing is too old, and what agents see of the same moment is put in order.
     *
     * @param newMaxSkew how far a packet may be ahead of its arrival
     */
    public static TimelineConfig forwarded(Duration newMaxSkew) {
        TimelineConfig defaults = defaults();
        return new TimelineConfig(
                defaults.maxJump, defaults.confirmingPackets, newMaxSkew, defaults.maxLead, MAX_AGE, true);
    }

    /** Returns the defaults: an hour, 16 packets, 5 minutes, 2 s, and 5 minutes again. */
    public static TimelineConfig defaults() {
        return new TimelineConfig(Duration.ofHours(1), 16, Duration.ofMinutes(5), Duration.ofSeconds(2));
    }
}
