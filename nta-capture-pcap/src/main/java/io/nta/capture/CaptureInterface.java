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
 * @param checkBytes the bytes of the check sequence that its frames end with, unless a packet says otherwise
 * @param id its number within the file: sections number theirs from 0 again
 */
record CaptureInterface(
        int linkTypeCode, @Nullable LinkType linkType, int snapLength, TimestampScale scale, int checkBytes, int id) {
    static final int MIN_BLOCK_BYTES = 20;

    private static final int OPTIONS_AT = 16;
    private static final int TRAILER_BYTES = 4;
    private static final int OPTION_TIMESTAMP_RESOLUTION = 9;
    private static final int OPTION_CHECK_BYTES = 13;
    private static final int OPTION_TIMESTAMP_OFFSET = 14;
    /** Ethernet has 4, PPP 2 or 4. */
    private static final int LARGEST_CHECK_BYTES = 4;

    /** Reads the block of {@code length} bytes that starts at the input's position. */
    static CaptureInterface read(ChunkedInput input, int length, int id) throws CaptureFormatException {
        int code = input.uint16(8);
        int resolution = TimestampScale.DEFAULT_RESOLUTION;
        long offsetSeconds = 0;
        int checkBytes = 0;
        BlockOptions options = new BlockOptions(input);
        options.start(OPTIONS_AT, length - TRAILER_BYTES);
        while (options.next()) {
            if (options.code() == OPTION_TIMESTAMP_RESOLUTION) {
                require(input, id, "if_tsresol", options.length(), 1);
                resolution = options.uint8();
            } else if (options.code() == OPTION_CHECK_BYTES && options.length() == 1) {
                checkBytes = plausibleCheckBytes(options.uint8());
            } else if (options.code() == OPTION_TIMESTAMP_OFFSET) {
                require(input, id, "if_tsoffset", options.length(), Long.BYTES);
                offsetSeconds = options.int64();
            }
        }
        if (options.runsPastEnd()) {
            throw damaged(
                    input,
                    id,
                    "option " + options.code() + " of " + options.length() + " bytes runs past the end of its block");
        }
        TimestampScale scale = new TimestampScale(resolution, offsetSeconds);
        return new CaptureInterface(code, LinkType.ofCode(code), input.int32(12), scale, checkBytes, id);
    }

    /** Returns the bytes, or 0 when there is no such check sequence: some writers give bits. */
    static int plausibleCheckBytes(int bytes) {
        return bytes <= LARGEST_CHECK_BYTES ? bytes : 0;
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
