package io.nta.capture;

/**
 * How much a capture file may make its reader hold. A file that claims more is refused at that point with a {@link CaptureFormatException}.
 *
 * @param maxFrameBytes the most captured bytes of one packet; 1 to {@value #LARGEST}
 * @param maxBlockBytes the most bytes of one pcapng block that holds a packet, an interface or a section header, its options included; 64 to
 *     {@value #LARGEST}. Blocks of other kinds are skipped without being held, whatever their size
 */
public record CaptureLimits(int maxFrameBytes, int maxBlockBytes) {
    /** The largest value that either limit can have: 512 MiB, so that sums of lengths stay within an {@code int}. */
    public static final int LARGEST = 1 << 29;

    /** Frames of up to 262,144 bytes (MAXIMUM_SNAPLEN of libpcap, which tcpdump and Wireshark refuse to exceed too) in blocks of up to 64 MiB. */
    public static final CaptureLimits DEFAULT = new CaptureLimits(262_144, 64 << 20);

    static final int SMALLEST_BLOCK_LIMIT = 64;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is out of its range
     */
    public CaptureLimits {
        if (maxFrameBytes < 1 || maxFrameBytes > LARGEST) {
            throw new IllegalArgumentException("maxFrameBytes is " + maxFrameBytes + "; it can be 1 to " + LARGEST);
        }
        if (maxBlockBytes < SMALLEST_BLOCK_LIMIT || maxBlockBytes > LARGEST) {
            throw new IllegalArgumentException(
                    "maxBlockBytes is " + maxBlockBytes + "; it can be " + SMALLEST_BLOCK_LIMIT + " to " + LARGEST);
        }
    }
}
