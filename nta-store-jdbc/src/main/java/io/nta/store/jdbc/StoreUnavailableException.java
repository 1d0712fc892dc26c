package io.nta.store.jdbc;

import java.io.IOException;

/** The database can't be reached, is full or is busy for too long: what failed may succeed later, unchanged. Nothing was written, unless it is a {@link CommitUnknownException}. */
public class StoreUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the message says which database, and why. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
