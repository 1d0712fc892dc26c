package io.nta.spi;

/**
 * What a {@link PacketSource} has met so far. {@code received == delivered + dropped + unsupported}.
 *
 * @param received packets that reached the source
 * @param delivered packets handed to the sink
 * @param dropped packets lost before the sink, by the kernel or a full buffer
 * @param unsupported packets of a link type that the decoder doesn't read
 */
public record SourceStats(long received, long delivered, long dropped, long unsupported) {
    /** The counts of no source. */
    public static final SourceStats NONE = new SourceStats(0, 0, 0, 0);

    /** Returns the counts of both together. */
    public SourceStats plus(SourceStats other) {
        return new SourceStats(
                received + other.received,
                delivered + other.delivered,
                dropped + other.dropped,
                unsupported + other.unsupported);
    }
}
