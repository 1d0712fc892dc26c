package io.nta.capture;

import java.io.IOException;

/**
 * A capture file isn't what it should be: of an unknown format, damaged, cut short, or beyond a limit. The message names the file, the byte, the reason and
 * how many packets were read before; those packets are sound.
 */
public final class CaptureFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    CaptureFormatException(String message, long offset) {
        super(message);
        this.offset = offset;
    }

    /**
     * Returns where the damaged part starts, in bytes from the start; at least 0. For a gzip file this counts the uncompressed bytes, unless the compression
     * itself is damaged: the message says which.
     */
    public long offset() {
        return offset;
    }

    /** Returns the same error, its message completed by the number of packets read before it. */
    CaptureFormatException after(long packets) {
        CaptureFormatException complete = new CaptureFormatException(getMessage() + "; " + readBefore(packets), offset);
        complete.setStackTrace(getStackTrace());
        return complete;
    }

    static String readBefore(long packets) {
        if (packets == 0) {
            return "no packet was read before it";
        }
        return packets == 1 ? "1 packet was read before it" : packets + " packets were read before it";
    }
}
