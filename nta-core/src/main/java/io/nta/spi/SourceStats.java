package io.nta.spi;

/**
 * What a {@link PacketSource} has met so far. {@code received == delivered + dropped + unsupported}.
 *
 * @param received packets that reached the source
 * @param delivered packets handed to the sink
 * @param dropped packets lost before the sink, by the kernel or a full buffer
 * @param unsupported packets of a link type that the decoder doesn't read
 */
public record SourceStats(long received, long delivered, long dropped, long unsupported) {}
