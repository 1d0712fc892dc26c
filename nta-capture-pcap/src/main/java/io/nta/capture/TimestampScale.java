package io.nta.capture;

/**
 * Turns the 64-bit timestamps of one pcapng interface into nanoseconds since the epoch. Exact for every resolution of a nanosecond or coarser; finer ones are
 * cut, not rounded. A time that doesn't fit becomes the nearest that does (the years 1677 and 2262).
 */
final class TimestampScale {
    /** Microseconds: what an interface that says nothing has. */
    static final int DEFAULT_RESOLUTION = 6;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    private static final int MAX_LONG_DIGITS = 18;
    private static final int BINARY_FLAG = 0x80;

    private final boolean binary;
    private final int exponent;
    private final long offsetSeconds;
    /** Nanoseconds per unit, when that is a whole number; else 0. */
    private final long nanosPerUnit;
    /** The highest timestamp that the plain multiplication can take. */
    private final long largestPlain;

    /**
     * @param resolution {@code if_tsresol}: the units are 10^-n seconds or, with the highest bit set, 2^-n
     * @param offsetSeconds {@code if_tsoffset}: seconds to add
     */
    TimestampScale(int resolution, long offsetSeconds) {
        this.binary = (resolution & BINARY_FLAG) != 0;
        this.exponent = resolution & ~BINARY_FLAG;
        this.offsetSeconds = offsetSeconds;
        this.nanosPerUnit = !binary && exponent <= NANO_DIGITS ? powerOfTen(NANO_DIGITS - exponent) : 0;
        this.largestPlain = nanosPerUnit == 0 || offsetSeconds != 0 ? -1 : Long.MAX_VALUE / nanosPerUnit;
    }

    /** Returns the nanoseconds of an unsigned timestamp. */
    long nanos(long timestamp) {
        if (timestamp >= 0 && timestamp <= largestPlain) {
            return timestamp * nanosPerUnit;
        }
        return binary ? binaryNanos(timestamp) : decimalNanos(timestamp);
    }

    private long decimalNanos(long timestamp) {
        if (exponent > MAX_LONG_DIGITS) {
            // Less than 18.5 s in all: down to nanoseconds first.
            int digits = exponent - NANO_DIGITS;
            return sum(0, digits > MAX_LONG_DIGITS + 1 ? 0 : Long.divideUnsigned(timestamp, powerOfTen(digits)));
        }
        long unitsPerSecond = powerOfTen(exponent);
        long seconds = Long.divideUnsigned(timestamp, unitsPerSecond);
        long fraction = Long.remainderUnsigned(timestamp, unitsPerSecond);
        return sum(
                seconds,
                exponent <= NANO_DIGITS ? fraction * nanosPerUnit : fraction / powerOfTen(exponent - NANO_DIGITS));
    }

    private long binaryNanos(long timestamp) {
        if (exponent == 0) {
            return sum(timestamp, 0);
        }
        // The fraction times 10^9 needs up to 94 bits: high and low are its halves.
        long seconds = exponent < Long.SIZE ? timestamp >>> exponent : 0;
        long fraction = exponent < Long.SIZE ? timestamp & ((1L << exponent) - 1) : timestamp;
        long high = Math.multiplyHigh(fraction, NANOS_PER_SECOND) + (fraction < 0 ? NANOS_PER_SECOND : 0);
        long low = fraction * NANOS_PER_SECOND;
        return sum(
                seconds,
                exponent < Long.SIZE
                        ? low >>> exponent | high << (Long.SIZE - exponent)
                        : high >>> (exponent - Long.SIZE));
    }

    /** Adds unsigned seconds, the offset and nanoseconds, within what a long holds. */
    private long sum(long seconds, long nanos) {
        long bounded = seconds < 0 ? Long.MAX_VALUE : seconds;
        long total = bounded + offsetSeconds;
        if (offsetSeconds > 0 && total < 0) {
            total = Long.MAX_VALUE;
        }
        if (total >= Long.MAX_VALUE / NANOS_PER_SECOND) {
            return Long.MAX_VALUE;
        }
        if (total <= Long.MIN_VALUE / NANOS_PER_SECOND) {
            return Long.MIN_VALUE;
        }
        return total * NANOS_PER_SECOND + nanos;
    }

    private static long powerOfTen(int digits) {
        long power = 1;
        for (int i = 0; i < digits; i++) {
            power *= 10;
        }
        return power;
    }
}
