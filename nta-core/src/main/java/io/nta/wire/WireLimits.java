package io.nta.wire;

/**
 * How much of what others send is read; each setting at least 1.
 *
 * @param maxPackets the most packets of a batch; more refuse it
 * @param maxBodyBytes the most bytes of a batch's text, after decompression; more refuse it
 * @param maxFrameBytes the most captured bytes of a frame; more reject the packet
 * @param maxTextLength the most characters of any other text; more reject the packet, or refuse the batch whose id they are
 * @param maxDepth how deep arrays and objects may be nested; deeper refuses the batch
 * @param maxReportedRejects of how many rejected packets the reasons are kept; all are counted
 */
public record WireLimits(
        int maxPackets, long maxBodyBytes, int maxFrameBytes, int maxTextLength, int maxDepth, int maxReportedRejects) {
    private static final int DEFAULT_PACKETS = 50_000;
    private static final long DEFAULT_BODY_BYTES = 64L << 20;
    /** The largest snap length of libpcap. */
    private static final int DEFAULT_FRAME_BYTES = 262_144;

    /** So that its length in base64 is still an {@code int}. */
    private static final int LARGEST_FRAME_BYTES = 1 << 30;

    private static final int DEFAULT_TEXT_LENGTH = 4_096;
    private static final int DEFAULT_DEPTH = 32;
    private static final int DEFAULT_REPORTED_REJECTS = 100;

    /**
     * Checks that all are positive, and {@code maxFrameBytes} is no more than 1 GiB.
     *
     * @throws IllegalArgumentException when one is out of its range
     */
    public WireLimits {
        check("maxPackets", maxPackets, Integer.MAX_VALUE);
        check("maxBodyBytes", maxBodyBytes, Long.MAX_VALUE);
        check("maxFrameBytes", maxFrameBytes, LARGEST_FRAME_BYTES);
        check("maxTextLength", maxTextLength, Integer.MAX_VALUE);
        check("maxDepth", maxDepth, Integer.MAX_VALUE);
        check("maxReportedRejects", maxReportedRejects, Integer.MAX_VALUE);
    }

    private static void check(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are 1 to " + most);
        }
    }

    /** Returns 50,000 packets, 64 MiB, frames of 256 KiB, texts of 4,096 characters, a depth of 32, and 100 reasons. */
    public static WireLimits defaults() {
        return new WireLimits(
                DEFAULT_PACKETS,
                DEFAULT_BODY_BYTES,
                DEFAULT_FRAME_BYTES,
                DEFAULT_TEXT_LENGTH,
                DEFAULT_DEPTH,
                DEFAULT_REPORTED_REJECTS);
    }

    /** Returns these with another {@link #maxPackets}. */
    public WireLimits withMaxPackets(int packets) {
        return new WireLimits(packets, maxBodyBytes, maxFrameBytes, maxTextLength, maxDepth, maxReportedRejects);
    }

    /** Returns these with another {@link #maxBodyBytes}. */
    public WireLimits withMaxBodyBytes(long bytes) {
        return new WireLimits(maxPackets, bytes, maxFrameBytes, maxTextLength, maxDepth, maxReportedRejects);
    }
}
