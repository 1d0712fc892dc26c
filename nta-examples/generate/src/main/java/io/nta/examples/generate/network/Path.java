package io.nta.examples.generate.network;

/**
 * The way between two hosts. The sensor sits at one of them, the near one: it sees what the near host sends at once, also what is lost later, and what the far host
 * sends as it arrives.
 *
 * @param nearIsFirst whether the sensor sits at the first host
 * @param delayNanos how long a packet is under way
 * @param jitterNanos by how much longer it may be; packets of one direction never overtake
 * @param loss the share of packets lost in each direction
 * @param bitsPerSecond the bandwidth of the narrowest link
 */
public record Path(boolean nearIsFirst, long delayNanos, long jitterNanos, double loss, long bitsPerSecond) {
    private static final long LAN_DELAY = 60 * Clock.MICRO;
    private static final long LAN_JITTER = 120 * Clock.MICRO;
    private static final long GIGABIT = 1_000_000_000L;
    private static final long ACCESS_LINE = 100_000_000L;

    /** Returns the way between two hosts without loss. */
    public static Path between(Host first, Host second) {
        if (first.isLocal() && second.isLocal()) {
            return new Path(true, LAN_DELAY, LAN_JITTER, 0, GIGABIT);
        }
        long distance = Math.max(first.distanceNanos(), second.distanceNanos());
        return new Path(first.isLocal(), distance, distance / 20, 0, ACCESS_LINE);
    }

    /** Returns the way with that loss. */
    public Path losing(double share) {
        return new Path(nearIsFirst, delayNanos, jitterNanos, share, bitsPerSecond);
    }

    /** Returns the way with that bandwidth. */
    public Path narrowed(long newBitsPerSecond) {
        return new Path(nearIsFirst, delayNanos, jitterNanos, loss, newBitsPerSecond);
    }
}
