package io.nta;

/** A failure that the user can act on: its message says what went wrong, where, and what would be right. */
public class NtaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message for the user. */
    public NtaException(String message) {
        super(message);
    }

    /** Creates the exception with a message for the user and what caused it. */
    public NtaException(String message, Throwable cause) {
        super(message, cause);
    }
}
