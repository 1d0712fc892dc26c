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
    private final DropCounts drops = new DropCounts();

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

    /** Returns what the file says was lost before it was written. */
    final DropCounts drops() {
        return drops;
    }

    final void skipUnsupported() {
        unsupported++;
    }

    /**
     * Hands over a frame that the caller has stepped over already, so that a sink that throws doesn't see it again. Its last {@code checkBytes} on the wire are
     * its check sequence, which isn't handed over: the same packet counts the same with it and without.
     */
    final void deliver(
            PacketSink sink,
            long timestampNanos,
            LinkType linkType,
            int offset,
            int captured,
            int wire,
            int checkBytes,
            int interfaceId) {
        delivered++;
        // Some writers give less than they captured; beyond 2^31 it is damage. The contract is captured <= wire.
        int wireLength = wire < 0 ? Integer.MAX_VALUE : Math.max(captured, wire);
        if (checkBytes > 0) {
            wireLength = Math.max(0, wireLength - checkBytes);
        }
        sink.onFrame(
                timestampNanos,
                linkType,
                input.buffer(),
                offset,
                Math.min(captured, wireLength),
                wireLength,
                interfaceId);
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
