package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.io.IOException;

/**
 * Reads the pcap format of libpcap ("PCAP Capture File Format", draft-ietf-opsawg-pcap): both byte orders, microseconds and nanoseconds, the "modified"
 * one of Alexey Kuznetzov's patches with longer record headers, and that of IXIA with a longer file header. Times are unsigned 32-bit seconds: 1970 to 2106.
 */
final class ClassicPcapReader extends CaptureReader {
    static final int MAGIC_MICROS = 0xA1B2C3D4;
    static final int MAGIC_NANOS = 0xA1B23C4D;
    static final int MAGIC_MODIFIED = 0xA1B2CD34;

    /** IXIA's "lcap", of hardware and software captures: as pcap in microseconds, but the size of all records follows the header. */
    static final int MAGIC_IXIA_HARDWARE = 0x1C0001AC;

    static final int MAGIC_IXIA_SOFTWARE = 0x1C0001AB;

    private static final int FILE_HEADER_BYTES = 24;
    private static final int IXIA_SIZE_BYTES = 4;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int MODIFIED_RECORD_HEADER_BYTES = 24;
    private static final int MAJOR_VERSION = 2;
    /** Before version 2.3 the two lengths of a record were the other way round; in 2.3 both orders are met (sf-pcap.c of libpcap). */
    private static final int FIRST_MINOR_VERSION_MAYBE_IN_ORDER = 3;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;
    private static final int LINK_TYPE_MASK = 0xFFFF;
    /** Must be 0, and libpcap and Wireshark refuse the file if not. */
    private static final int RESERVED_MASK = 0x03FF_0000;

    /** Whether the four bits above it say how many 16-bit words of check sequence frames end with. */
    private static final int CHECK_SEQUENCE_FLAG = 0x0400_0000;

    private static final int CHECK_SEQUENCE_SHIFT = 28;
    private static final int CHECK_SEQUENCE_WORD = 2;

    private final int headerBytes;
    private final long nanosPerUnit;
    private final LinkType linkType;
    private final int minorVersion;
    private final int checkBytes;

    /** Reads the file header, for whose byte order {@code input} is set. */
    ClassicPcapReader(ChunkedInput input, CaptureLimits limits) throws IOException {
        super(input, limits);
        int fileHeader = FILE_HEADER_BYTES + (isIxia(input.int32(0)) ? IXIA_SIZE_BYTES : 0);
        if (!input.has(fileHeader)) {
            throw cutShort("the file header", fileHeader);
        }
        int magic = input.int32(0);
        headerBytes = magic == MAGIC_MODIFIED ? MODIFIED_RECORD_HEADER_BYTES : RECORD_HEADER_BYTES;
        nanosPerUnit = magic == MAGIC_NANOS ? 1 : NANOS_PER_MICRO;
        minorVersion = input.uint16(6);
        if (input.uint16(4) != MAJOR_VERSION) {
            throw damaged("pcap version " + input.uint16(4) + "." + minorVersion + " is not supported, only 2.x");
        }
        int network = input.int32(20);
        if ((network & RESERVED_MASK) != 0) {
            throw damaged(String.format("the reserved bits of the link type 0x%08x are not 0", network));
        }
        checkBytes =
                (network & CHECK_SEQUENCE_FLAG) == 0 ? 0 : (network >>> CHECK_SEQUENCE_SHIFT) * CHECK_SEQUENCE_WORD;
        int code = network & LINK_TYPE_MASK;
        LinkType known = LinkType.ofCode(code);
        if (known == null) {
            throw damaged(
                    "link type " + LinkTypeNames.describe(code) + " is not supported; " + LinkTypeNames.READ_ONES);
        }
        linkType = known;
        input.advance(fileHeader);
    }

    /** Returns whether a file that begins with this number is one for this reader. */
    static boolean isMagic(int magic) {
        return magic == MAGIC_MICROS || magic == MAGIC_NANOS || magic == MAGIC_MODIFIED || isIxia(magic);
    }

    private static boolean isIxia(int magic) {
        return magic == MAGIC_IXIA_HARDWARE || magic == MAGIC_IXIA_SOFTWARE;
    }

    @Override
    boolean next(PacketSink sink) throws IOException {
        if (!input.has(headerBytes)) {
            if (input.available() == 0) {
                return false;
            }
            throw cutShort("the header of packet " + number(), headerBytes);
        }
        int captured = input.int32(8);
        int wire = input.int32(12);
        if (minorVersion <= FIRST_MINOR_VERSION_MAYBE_IN_ORDER && lengthsAreSwapped(captured, wire)) {
            int first = captured;
            captured = wire;
            wire = first;
        }
        checkFrame(captured);
        int recordBytes = headerBytes + captured;
        if (!input.has(recordBytes)) {
            throw cutShort("packet " + number(), recordBytes);
        }
        long timestampNanos = input.uint32(0) * NANOS_PER_SECOND + input.uint32(4) * nanosPerUnit;
        int offset = input.position() + headerBytes;
        input.advance(recordBytes);
        deliver(sink, timestampNanos, linkType, offset, captured, wire, checkBytes, 0);
        return true;
    }

    private boolean lengthsAreSwapped(int captured, int wire) {
        return minorVersion < FIRST_MINOR_VERSION_MAYBE_IN_ORDER || Integer.compareUnsigned(captured, wire) > 0;
    }
}
