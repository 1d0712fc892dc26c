package io.nta.wire;

import java.io.IOException;

/** A batch that can't be read as a whole; the message says what is wrong and where. */
public final class PacketFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Cause {
        /** It isn't JSON, or not of the form of a batch. */
        MALFORMED,
        /** It exceeds one of {@link WireLimits}. */
        TOO_LARGE
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
