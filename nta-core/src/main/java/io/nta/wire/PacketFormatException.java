package io.nta.wire;

import java.io.IOException;

/** A batch that can't be read as a whole; the message says what is wrong and where. */
public final class PacketFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Cause {
        /** It isn't JSON, or not of the form of a batch. */
        MALFORMED,
        /** It has more bytes than {@link WireLimits#maxBodyBytes}. */
        TOO_LARGE,
        /** It has more packets than {@link WireLimits#maxPackets}. */
        TOO_MANY_PACKETS,
        /** It is nested deeper than {@link WireLimits#maxDepth}. */
        TOO_DEEP,
        /** One of its texts is longer than {@link WireLimits} allow. */
        TOO_LONG
    }

    private final Cause reason;

    PacketFormatException(Cause reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns why. */
    public Cause reason() {
        return reason;
    }
}
