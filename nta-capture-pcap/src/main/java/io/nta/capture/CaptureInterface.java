package io.nta.capture;

import io.nta.packet.LinkType;
import org.jspecify.annotations.Nullable;

/**
 * What a pcapng interface description block says.
 *
 * @param linkTypeCode the {@code LINKTYPE_} code
 * @param linkType null when the decoder doesn't read it
 * @param snapLength the most bytes captured of a packet; 0 when there is no limit; unsigned
 * @param scale of its timestamps
 * @param id its number within the file: sections number theirs from 0 again
 */
record CaptureInterface(int linkTypeCode, @Nullable LinkType linkType, int snapLength, TimestampScale scale, int id) {
    static final int MIN_BLOCK_BYTES = 20;

    private static final int OPTIONS_AT = 16;
    private static final int TRAILER_BYTES = 4;
    private static final int OPTION_HEADER_BYTES = 4;
    private static final int OPTION_END = 0;
    private static final int OPTION_TIMESTAMP_RESOLUTION = 9;
    private static final int OPTION_TIMESTAMP_OFFSET = 14;

    /** Reads the block of {@code length} bytes that starts at the input's position. */
    static CaptureInterface read(ChunkedInput input, int length, int id) throws CaptureFormatException {
        int code = input.uint16(8);
        int resolution = TimestampScale.DEFAULT_RESOLUTION;
        long offsetSeconds = 0;
        int end = length - TRAILER_BYTES;
        int at = OPTIONS_AT;
        while (at < end
                && input.uint16(at) != OPTION_END) { // blocks are multiples of 4: the header of an option is whole
            int option = input.uint16(at);
            int bytes = input.uint16(at + 2);
            int value = at + OPTION_HEADER_BYTES;
            at = value + (bytes + 3 & ~3);
            if (at > end) {
                throw damaged(input, id, "option " + option + " of " + bytes + " bytes runs past the end of its block");
            }
            if (option == OPTION_TIMESTAMP_RESOLUTION) {
                require(input, id, "if_tsresol", bytes, 1);
                resolution = input.uint8(value);
            } else if (option == OPTION_TIMESTAMP_OFFSET) {
                require(input, id, "if_tsoffset", bytes, Long.BYTES);
                offsetSeconds = int64(input, value);
            }
        }
        return new CaptureInterface(
                code, LinkType.ofCode(code), input.int32(12), new TimestampScale(resolution, offsetSeconds), id);
    }

    private static long int64(ChunkedInput input, int at) {
        long first = input.uint32(at);
        long second = input.uint32(at + Integer.BYTES);
        return input.bigEndian() ? first << Integer.SIZE | second : second << Integer.SIZE | first;
    }

    private static void require(ChunkedInput input, int id, String option, int bytes, int expected)
            throws CaptureFormatException {
        if (bytes != expected) {
            throw damaged(input, id, "option " + option + " has " + bytes + " bytes, not " + expected);
        }
    }

    private static CaptureFormatException damaged(ChunkedInput input, int id, String why) {
        return input.damagedAt(input.offset(), "interface " + id + ": " + why);
    }
}
