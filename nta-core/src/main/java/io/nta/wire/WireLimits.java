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

    private static final int DEFAULT_TEXT_LENGTH = 4_096;
    private static final int DEFAULT_DEPTH = 32;
    private static final int DEFAULT_REPORTED_REJECTS = 100;

    /** Checks that all are positive. */
    public WireLimits {
        if (maxPackets < 1
                || maxBodyBytes < 1
                || maxFrameBytes < 1
                || maxTextLength < 1
                || maxDepth < 1
                || maxReportedRejects < 1) {
            throw new IllegalArgumentException("each limit of what is read is at least 1");
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
