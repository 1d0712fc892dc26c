package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, each in its own byte order, with their interfaces; enhanced, simple and obsolete packet
 * blocks; and from interface statistics how many packets were lost. Blocks of other kinds (names, secrets, custom ones) are stepped over.
 *
 * <p>A simple packet block carries no time: it gets that of the packet before it in the file, or 0 when it is the first.
 */
final class PcapngReader extends CaptureReader {
    static final int SECTION_HEADER = 0x0A0D0D0A;

    /** The most interfaces that one file can describe, in all its sections: each takes memory. */
    static final int MAX_INTERFACES = 1 << 16;

    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int MAJOR_VERSION = 1;
    /** The draft: some writers said 1.2 of what is 1.0. */
    private static final int MINOR_VERSION_OF_SOME_WRITERS = 2;

    private static final int BLOCK_HEADER_BYTES = 8;
    private static final int TRAILER_BYTES = 4;
    private static final int MIN_BLOCK_BYTES = BLOCK_HEADER_BYTES + TRAILER_BYTES;
    private static final int MIN_SECTION_BYTES = 28;
    private static final int PACKET_DATA_AT = 28;
    private static final int SIMPLE_DATA_AT = 12;
    private static final int STATISTICS_OPTIONS_AT = 20;

    /** In an obsolete packet block. */
    private static final int UNKNOWN_DROPS = 0xFFFF;

    private static final int OPTION_FLAGS = 2;
    private static final int OPTION_DROPPED_BEFORE = 4;
    private static final int OPTION_INTERFACE_DROPPED = 5;
    private static final int OPTION_SYSTEM_DROPPED = 7;
    /** In a packet's flags: the bytes of its check sequence, 0 when they don't say. */
    private static final int FLAGS_CHECK_SHIFT = 5;

    private static final int FLAGS_CHECK_MASK = 0xF;

    private final int maxBlockBytes;
    private final BlockOptions options;
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private final Set<Integer> unsupportedTypes = new TreeSet<>();
    private int interfacesInFile;
    private long lastTimestampNanos;

    /** The input stands at the first section header. */
    PcapngReader(ChunkedInput input, CaptureLimits limits) {
        super(input, limits);
        this.maxBlockBytes = limits.maxBlockBytes();
        this.options = new BlockOptions(input);
    }

    @Override
    boolean next(PacketSink sink) throws IOException {
        while (input.has(BLOCK_HEADER_BYTES)) {
            int type = input.int32(0);
            boolean delivered = false;
            switch (type) {
                case ENHANCED_PACKET ->
                    delivered = readPacket(sink, wholeBlock(PACKET_DATA_AT + TRAILER_BYTES), input.int32(8));
                case OBSOLETE_PACKET ->
                    delivered = readObsoletePacket(sink, wholeBlock(PACKET_DATA_AT + TRAILER_BYTES));
                case SIMPLE_PACKET -> delivered = readSimplePacket(sink, wholeBlock(SIMPLE_DATA_AT + TRAILER_BYTES));
                case INTERFACE_DESCRIPTION -> readInterface(wholeBlock(CaptureInterface.MIN_BLOCK_BYTES));
                case STATISTICS -> readStatistics(wholeBlock(STATISTICS_OPTIONS_AT + TRAILER_BYTES));
                case SECTION_HEADER -> readSection();
                default -> skipBlock(type);
            }
            if (delivered) {
                return true;
            }
        }
        if (input.available() > 0) {
            throw cutShort("the header of a block", BLOCK_HEADER_BYTES);
        }
        if (delivered() == 0 && unsupported() > 0) {
            throw damaged("none of the " + unsupported() + " packets has a supported link type: they have "
                    + unsupportedTypes.stream().map(LinkTypeNames::describe).collect(Collectors.joining(", "))
                    + "; "
                    + LinkTypeNames.READ_ONES);
        }
        return false;
    }

    private boolean readObsoletePacket(PacketSink sink, int length) throws IOException {
        int interfaceIndex = input.uint16(8);
        int droppedBefore = input.uint16(10);
        if (droppedBefore != UNKNOWN_DROPS) {
            drops().beforePacket(interfaceAt(interfaceIndex).id(), droppedBefore);
        }
        return readPacket(sink, length, interfaceIndex);
    }

    /** Reads an enhanced packet block, or an obsolete one: they differ in their first word only. */
    private boolean readPacket(PacketSink sink, int length, int interfaceIndex) throws IOException {
        CaptureInterface from = interfaceAt(interfaceIndex);
        long timestampNanos = from.scale().nanos(input.uint32(12) << Integer.SIZE | input.uint32(16));
        int captured = input.int32(20);
        int wire = input.int32(24);
        return readFrame(sink, length, from, timestampNanos, PACKET_DATA_AT, captured, wire);
    }

    private boolean readSimplePacket(PacketSink sink, int length) throws IOException {
        CaptureInterface from = interfaceAt(0);
        int wire = input.int32(8);
        boolean cut = from.snapLength() != 0 && Integer.compareUnsigned(from.snapLength(), wire) < 0;
        return readFrame(sink, length, from, lastTimestampNanos, SIMPLE_DATA_AT, cut ? from.snapLength() : wire, wire);
    }

    private boolean readFrame(
            PacketSink sink, int length, CaptureInterface from, long timestampNanos, int dataAt, int captured, int wire)
            throws IOException {
        checkFrame(captured);
        if (captured > length - dataAt - TRAILER_BYTES) {
            throw damaged("packet " + number() + " claims " + captured + " captured bytes, more than its block of "
                    + length + " bytes holds");
        }
        lastTimestampNanos = timestampNanos;
        int checkBytes = from.checkBytes();
        int optionsAt = dataAt + (captured + 3 & ~3);
        if (dataAt == PACKET_DATA_AT && optionsAt < length - TRAILER_BYTES) {
            checkBytes = readPacketOptions(from, optionsAt, length - TRAILER_BYTES);
        }
        int offset = input.position() + dataAt;
        input.advance(length);
        LinkType linkType = from.linkType();
        if (linkType == null) {
            skipUnsupported();
            unsupportedTypes.add(from.linkTypeCode());
            return false;
        }
        deliver(sink, timestampNanos, linkType, offset, captured, wire, checkBytes, from.id());
        return true;
    }

    /** Returns the bytes of the packet's check sequence. Options that are damaged end the walk: the packet itself is sound. */
    private int readPacketOptions(CaptureInterface from, int optionsAt, int end) {
        int checkBytes = from.checkBytes();
        options.start(optionsAt, end);
        while (options.next()) {
            if (options.code() == OPTION_FLAGS && options.length() == Integer.BYTES) {
                int stated = options.int32() >>> FLAGS_CHECK_SHIFT & FLAGS_CHECK_MASK;
                checkBytes = stated == 0 ? checkBytes : CaptureInterface.plausibleCheckBytes(stated);
            } else if (options.code() == OPTION_DROPPED_BEFORE && options.length() == Long.BYTES) {
                drops().beforePacket(from.id(), options.int64());
            }
        }
        return checkBytes;
    }

    /** Statistics of an interface that isn't described are skipped, and so are damaged options: no packet depends on them. */
    private void readStatistics(int length) {
        int index = input.int32(8);
        if (index >= 0 && index < interfaces.size()) {
            long dropped = 0;
            options.start(STATISTICS_OPTIONS_AT, length - TRAILER_BYTES);
            while (options.next()) {
                boolean counts = options.code() == OPTION_INTERFACE_DROPPED || options.code() == OPTION_SYSTEM_DROPPED;
                if (counts && options.length() == Long.BYTES) {
                    // What the interface lost and what the system lost after it are different packets.
                    dropped += Math.max(0, Math.min(options.int64(), DropCounts.LARGEST + 1));
                }
            }
            drops().statistics(interfaces.get(index).id(), dropped);
        }
        input.advance(length);
    }

    private CaptureInterface interfaceAt(int index) throws CaptureFormatException {
        if (index < 0 || index >= interfaces.size()) {
            throw damaged("packet " + number() + " is of interface " + Integer.toUnsignedString(index)
                    + ", but its section has described " + interfaces.size());
        }
        return interfaces.get(index);
    }

    private void readInterface(int length) throws CaptureFormatException {
        if (interfacesInFile == MAX_INTERFACES) {
            throw damaged("more than " + MAX_INTERFACES + " interfaces");
        }
        interfaces.add(CaptureInterface.read(input, length, interfacesInFile++));
        input.advance(length);
    }

    private void readSection() throws IOException {
        if (!input.has(MIN_BLOCK_BYTES)) {
            throw cutShort("a section header", MIN_SECTION_BYTES);
        }
        input.readBigEndian(false);
        int mark = input.int32(8);
        if (mark != BYTE_ORDER_MAGIC && Integer.reverseBytes(mark) != BYTE_ORDER_MAGIC) {
            throw damaged(String.format("the byte-order mark of the section is %08x", Integer.reverseBytes(mark)));
        }
        input.readBigEndian(mark != BYTE_ORDER_MAGIC);
        int length = wholeBlock(MIN_SECTION_BYTES);
        int minor = input.uint16(14);
        if (input.uint16(12) != MAJOR_VERSION || minor != 0 && minor != MINOR_VERSION_OF_SOME_WRITERS) {
            throw damaged("pcapng version " + input.uint16(12) + "." + minor + " is not supported, only 1.0 and 1.2");
        }
        interfaces.clear();
        input.advance(length);
    }

    /** Makes the whole block readable, and returns its length once both of its statements agree. */
    private int wholeBlock(int least) throws IOException {
        long length = blockLength(least);
        if (length > maxBlockBytes) {
            throw damaged("a block claims " + length + " bytes, the limit is " + maxBlockBytes);
        }
        if (!input.has((int) length)) {
            throw cutShort("a block", length);
        }
        checkTrailer(input.offset(), length, input.uint32((int) length - TRAILER_BYTES));
        return (int) length;
    }

    private void skipBlock(int type) throws IOException {
        long start = input.offset();
        long length = blockLength(MIN_BLOCK_BYTES);
        if (!input.skip(length - TRAILER_BYTES) || !input.has(TRAILER_BYTES)) {
            throw input.damagedAt(
                    start, String.format("cut short in a block of type 0x%x that claims %d bytes", type, length));
        }
        checkTrailer(start, length, input.uint32(0));
        input.advance(TRAILER_BYTES);
    }

    private long blockLength(int least) throws CaptureFormatException {
        long length = input.uint32(4);
        if (length < least || length % 4 != 0) {
            throw damaged(String.format(
                    "a block of type 0x%x claims %d bytes; it has at least %d and a multiple of 4",
                    input.int32(0), length, least));
        }
        return length;
    }

    private void checkTrailer(long start, long length, long trailer) throws CaptureFormatException {
        if (trailer != length) {
            throw input.damagedAt(
                    start, "a block claims " + length + " bytes at its start and " + trailer + " at its end");
        }
    }
}
