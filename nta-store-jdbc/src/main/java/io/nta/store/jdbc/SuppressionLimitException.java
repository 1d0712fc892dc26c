package io.nta.store.jdbc;

import io.nta.NtaException;

/** There are as many rules of suppression in force as there may be. */
public final class SuppressionLimitException extends NtaException {
    private static final long serialVersionUID = 1L;

    SuppressionLimitException(String message) {
        super(message);
    }
}
