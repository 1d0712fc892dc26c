package io.nta.store.jdbc.sql;

import io.nta.store.jdbc.StoreUnavailableException;
import io.nta.store.jdbc.StoreUrl;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a database that is away from one that refuses. */
final class SqlFailures {
    /** Classes of SQLSTATE that say that the server is away, going, or out of resources (PostgreSQL's Appendix A). */
    private static final Set<String> AWAY = Set.of("08", "53", "57", "58");

    /** Classes that say that a value doesn't fit. */
    private static final Set<String> DATA = Set.of("22", "23");

    private static final Set<SQLiteErrorCode> SQLITE_AWAY = Set.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_READONLY);

    private static final int PRIMARY_CODE = 0xFF;

    private SqlFailures() {}

    static IOException asIo(String what, StoreUrl url, SQLException failure) {
        String message = "the store " + url + " " + what + ": " + reason(failure);
        return isAway(failure) ? new StoreUnavailableException(message, failure) : new IOException(message, failure);
    }

    /** Returns the first failure's message on one line, which says more than those around it. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.toString() : root.getMessage();
        return message.replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }

    static boolean isAway(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException) {
            return true;
        }
        if (failure instanceof SQLiteException sqlite) {
            int code = sqlite.getResultCode().code & PRIMARY_CODE;
            return SQLITE_AWAY.stream().anyMatch(away -> away.code == code);
        }
        return stateIn(failure, AWAY);
    }

    /** Returns whether a value is to blame, so that the other values may be written without it. */
    static boolean isData(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            int code = sqlite.getResultCode().code & PRIMARY_CODE;
            return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                    || code == SQLiteErrorCode.SQLITE_TOOBIG.code
                    || code == SQLiteErrorCode.SQLITE_MISMATCH.code;
        }
        return stateIn(failure, DATA);
    }

    private static boolean stateIn(SQLException failure, Set<String> classes) {
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && classes.contains(state.substring(0, 2));
    }
}
