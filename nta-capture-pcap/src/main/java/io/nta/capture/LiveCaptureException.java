package io.nta.capture;

import java.io.IOException;

/** Why an interface can't be captured from; the message says what to do about it. */
public final class LiveCaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is in the way. */
    public enum Reason {
        /** libpcap isn't installed, or can't be loaded. */
        NO_LIBPCAP,
        /** This process may not capture. */
        NOT_PERMITTED,
        /** There is no such interface. */
        NO_SUCH_INTERFACE,
        /** The interface isn't up. */
        DOWN,
        /** libpcap refuses the filter. */
        WRONG_FILTER,
        /** Its frames are of a kind that the decoder doesn't read. */
        UNSUPPORTED,
        /** Anything else that libpcap says. */
        OTHER
    }

    private final Reason reason;

    LiveCaptureException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    LiveCaptureException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Returns what is in the way. */
    public Reason reason() {
        return reason;
    }
}
