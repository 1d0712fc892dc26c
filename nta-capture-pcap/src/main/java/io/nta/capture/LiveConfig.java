package io.nta.capture;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How interfaces are captured from.
 *
 * @param filter a filter in libpcap's language (pcap-filter(7)), applied by the kernel; null for every packet
 * @param snapLength the most bytes captured of a packet, 64 to {@link #MAX_SNAP_LENGTH}
 * @param promiscuous whether the card takes in frames for others, too
 * @param bufferBytes what the kernel holds for each interface until it is read, 1 MiB to 1 GiB; what doesn't fit is dropped and counted
 * @param readTimeout how long the kernel may wait for more packets before it hands over those that it has, 1 ms to 1 s
 */
public record LiveConfig(
        @Nullable String filter, int snapLength, boolean promiscuous, int bufferBytes, Duration readTimeout) {
    /** The largest snap length of libpcap. */
    public static final int MAX_SNAP_LENGTH = 262_144;

    static final int MIN_SNAP_LENGTH = 64;
    static final int MIN_BUFFER_BYTES = 1 << 20;
    static final int MAX_BUFFER_BYTES = 1 << 30;
    /** Holds out while the JVM compiles, or collects garbage: 0.3 s of 100,000 small packets a second. */
    private static final int DEFAULT_BUFFER_BYTES = 32 << 20;

    private static final Duration DEFAULT_READ_TIMEOUT = Duration.ofMillis(100);
    static final Duration MAX_READ_TIMEOUT = Duration.ofSeconds(1);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a setting is out of its range
     */
    public LiveConfig {
        range("snap length", snapLength, MIN_SNAP_LENGTH, MAX_SNAP_LENGTH);
        range("buffer size", bufferBytes, MIN_BUFFER_BYTES, MAX_BUFFER_BYTES);
        if (readTimeout.toMillis() < 1 || readTimeout.compareTo(MAX_READ_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "the read timeout is 1 ms to 1 s, not " + readTimeout.toMillis() + " ms");
        }
    }

    private static void range(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("the " + what + " is " + least + " to " + most + " bytes, not " + value);
        }
    }

    /** Returns the defaults: every packet in its whole length, promiscuous mode, a buffer of 32 MiB, and a read timeout of 100 ms. */
    public static LiveConfig defaults() {
        return new LiveConfig(null, MAX_SNAP_LENGTH, true, DEFAULT_BUFFER_BYTES, DEFAULT_READ_TIMEOUT);
    }

    /** Returns this with another filter. */
    public LiveConfig withFilter(@Nullable String newFilter) {
        return new LiveConfig(newFilter, snapLength, promiscuous, bufferBytes, readTimeout);
    }

    /** Returns this with another snap length. */
    public LiveConfig withSnapLength(int newSnapLength) {
        return new LiveConfig(filter, newSnapLength, promiscuous, bufferBytes, readTimeout);
    }

    /** Returns this with or without promiscuous mode. */
    public LiveConfig withPromiscuous(boolean newPromiscuous) {
        return new LiveConfig(filter, snapLength, newPromiscuous, bufferBytes, readTimeout);
    }

    /** Returns this with another buffer size. */
    public LiveConfig withBufferBytes(int newBufferBytes) {
        return new LiveConfig(filter, snapLength, promiscuous, newBufferBytes, readTimeout);
    }

    /** Returns this with another read timeout. */
    public LiveConfig withReadTimeout(Duration newReadTimeout) {
        return new LiveConfig(filter, snapLength, promiscuous, bufferBytes, newReadTimeout);
    }
}
