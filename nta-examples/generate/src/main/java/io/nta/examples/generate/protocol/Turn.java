package io.nta.examples.generate.protocol;

/**
 * What one side of a connection does next, some time after it had reason to.
 *
 * @param byClient whose turn it is
 * @param act what it does
 * @param payload what it sends; empty if it doesn't send
 * @param pauseNanos how long it waits: after all of the other's last words have come, or after its own last act
 */
public record Turn(boolean byClient, Act act, Payload payload, long pauseNanos) {
    private static final Payload NOTHING = Payload.of(new byte[0]);

    /** What can be done. */
    public enum Act {
        SEND,
        /** Sends a FIN; the other side follows. */
        CLOSE,
        /** Sends a RST. */
        RESET,
        /** Falls silent for good. */
        VANISH
    }

    /** The client says something. */
    public static Turn client(Payload payload, long pauseNanos) {
        return new Turn(true, Act.SEND, payload, pauseNanos);
    }

    /** The server says something. */
    public static Turn server(Payload payload, long pauseNanos) {
        return new Turn(false, Act.SEND, payload, pauseNanos);
    }

    /** One of the two ends the connection. */
    public static Turn end(boolean byClient, Act act, long pauseNanos) {
        return new Turn(byClient, act, NOTHING, pauseNanos);
    }
}
