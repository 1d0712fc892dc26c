package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.io.IOException;

/** Reads the packets of one file format and counts what it met. */
abstract class CaptureReader {
    final ChunkedInput input;
    private final int maxFrameBytes;
    private long delivered;
    private long unsupported;

    CaptureReader(ChunkedInput input, CaptureLimits limits) {
        this.input = input;
        this.maxFrameBytes = limits.maxFrameBytes();
    }

    /** Hands over the next packet that the decoder can read; false at the end of the file. */
    abstract boolean next(PacketSink sink) throws IOException;

    final long delivered() {
        return delivered;
    }

    final long unsupported() {
        return unsupported;
    }

    final void skipUnsupported() {
        unsupported++;
    }

    /** Hands over a frame that the caller has stepped over already, so that a sink that throws doesn't see it again. */
    final void deliver(
            PacketSink sink,
            long timestampNanos,
            LinkType linkType,
            int offset,
            int captured,
            int wire,
            int interfaceId) {
        delivered++;
        // Some writers give less than they captured; beyond 2^31 it is damage. The contract is captured <= wire.
        int wireLength = wire < 0 ? Integer.MAX_VALUE : Math.max(captured, wire);
        sink.onFrame(timestampNanos, linkType, input.buffer(), offset, captured, wireLength, interfaceId);
    }

    final void checkFrame(int captured) throws CaptureFormatException {
        if (Integer.compareUnsigned(captured, maxFrameBytes) > 0) {
            throw damaged("packet " + number() + " claims " + Integer.toUnsignedString(captured)
                    + " captured bytes, the limit is " + maxFrameBytes);
        }
    }

    /** Returns the number that the packet being read has in the file, from 1. */
    final long number() {
        return delivered + unsupported + 1;
    }

    /** Says that the record which starts here is damaged. */
    final CaptureFormatException damaged(String why) {
        return input.damagedAt(input.offset(), why);
    }

    final CaptureFormatException cutShort(String what, long length) {
        return damaged("cut short in " + what + ": " + input.available() + " of its " + length + " bytes are there");
    }
}
