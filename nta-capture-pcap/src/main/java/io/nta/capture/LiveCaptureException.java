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

    /** What can be done in any case. */
    static final String FILES = "; capture files can be analysed all the same (nta analyze FILE)";

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

    /** libpcap, or what calls it, could not be loaded. */
    static LiveCaptureException missing(LinkageError cause) {
        String why = cause instanceof NoClassDefFoundError
                ? "pcap4j or JNA, or libpcap, can't be loaded"
                : "it can't be loaded";
        return new LiveCaptureException(
                Reason.NO_LIBPCAP,
                "Live capture needs libpcap, and " + why + " (" + firstLine(cause)
                        + "). Install it: apt-get install libpcap0.8, dnf install libpcap, apk add libpcap, or on Windows npcap.com"
                        + FILES,
                cause);
    }

    private static String firstLine(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(message).strip();
    }
}
