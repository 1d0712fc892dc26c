package io.nta.examples.cli.output;

import io.nta.NtaException;

/** The user asked for something that can't be: its message says what would be right. Ends the command with {@link ExitCodes#USAGE}. */
public final class UsageException extends NtaException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public UsageException(String message) {
        super(message);
    }

    /** Creates the exception with what caused it. */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
