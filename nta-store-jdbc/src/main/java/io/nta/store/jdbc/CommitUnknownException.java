package io.nta.store.jdbc;

/**
 * The database went away while it committed: perhaps it has written, perhaps not. Batches may be sent again all the same: the database knows their ids.
 */
public final class CommitUnknownException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message says which database, and why. */
    public CommitUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
