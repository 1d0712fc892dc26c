package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the format of Solaris' snoop (RFC 1761), version 2: big-endian, microseconds. Its records tell how many packets were lost. */
final class SnoopReader extends CaptureReader {
    /** The first half of "snoop" and three zero bytes, as a big-endian number; and the second. */
    static final int MAGIC = 0x736E6F6F;

    static final int MAGIC_REST = 0x70000000;

    private static final int FILE_HEADER_BYTES = 16;
    private static final int RECORD_HEADER_BYTES = 24;
    private static final int VERSION = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    private final LinkType linkType;
    private final int maxRecordBytes;

    /** Reads the file header. */
    SnoopReader(ChunkedInput input, CaptureLimits limits) throws IOException {
        super(input, limits);
        maxRecordBytes = limits.maxBlockBytes();
        if (!input.has(FILE_HEADER_BYTES)) {
            throw cutShort("the file header", FILE_HEADER_BYTES);
        }
        if (input.int32(8) != VERSION) {
            throw damaged("snoop version " + Integer.toUnsignedString(input.int32(8)) + " is not supported, only 2");
        }
        LinkType known = linkTypeOf(input.int32(12));
        if (known == null) {
            throw damaged("the data link " + Integer.toUnsignedString(input.int32(12))
                    + " of snoop (RFC 1761, table 1) is not supported");
        }
        linkType = known;
        input.advance(FILE_HEADER_BYTES);
    }

    /** RFC 1761's numbers, and those that Solaris has added since; the framing behind is that of the pcap link type. */
    private static @Nullable LinkType linkTypeOf(int dataLink) {
        return switch (dataLink) {
            case 0, 4 -> LinkType.ETHERNET;
            case 2 -> LinkType.IEEE802_5;
            case 8 -> LinkType.FDDI;
            case 16 -> LinkType.IP_OVER_FC;
            case 18 -> LinkType.SUNATM;
            case 26 -> LinkType.IPOIB;
            default -> null;
        };
    }

    @Override
    boolean next(PacketSink sink) throws IOException {
        if (!input.has(RECORD_HEADER_BYTES)) {
            if (input.available() == 0) {
                return false;
            }
            throw cutShort("the header of packet " + number(), RECORD_HEADER_BYTES);
        }
        int wire = input.int32(0);
        int captured = input.int32(4);
        checkFrame(captured);
        long recordBytes = input.uint32(8);
        if (recordBytes < RECORD_HEADER_BYTES + captured || recordBytes > maxRecordBytes) {
            throw damaged("packet " + number() + " claims " + captured + " captured bytes in a record of " + recordBytes
                    + ", of which " + RECORD_HEADER_BYTES + " are its header; the limit is " + maxRecordBytes);
        }
        if (!input.has((int) recordBytes)) {
            throw cutShort("packet " + number(), recordBytes);
        }
        drops().statistics(0, input.uint32(12));
        long timestampNanos = input.uint32(16) * NANOS_PER_SECOND + input.uint32(20) * NANOS_PER_MICRO;
        int offset = input.position() + RECORD_HEADER_BYTES;
        input.advance((int) recordBytes);
        deliver(sink, timestampNanos, linkType, offset, captured, wire, 0, 0);
        return true;
    }
}
