package io.nta.store.jdbc;

import io.nta.NtaException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is.
 *
 * @param kind which database
 * @param jdbc what its driver takes, without user and password
 * @param user who asks; {@code null} when the URL doesn't say
 * @param password shown nowhere; {@code null} when the URL doesn't say
 * @param file SQLite's file; {@code null} for PostgreSQL
 */
public record StoreUrl(
        Kind kind,
        String jdbc,
        @Nullable String user,
        @Nullable String password,
        @Nullable Path file) {
    /** The databases. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String ALLOWED =
            "allowed: jdbc:sqlite:FILE, jdbc:postgresql://HOST[:PORT]/DATABASE, postgresql://[USER[:PASSWORD]@]HOST[:PORT]/DATABASE";

    /**
     * Reads a URL.
     *
     * @throws NtaException when it is none that is understood; says which are, and repeats no password
     */
    public static StoreUrl parse(String text) {
        String url = text.strip();
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith(SQLITE)) {
            return sqlite(url.substring(SQLITE.length()));
        }
        if (lower.startsWith(POSTGRESQL)) {
            return postgresql(url);
        }
        if (lower.startsWith("postgresql://") || lower.startsWith("postgres://")) {
            return libpq(url);
        }
        int scheme = url.indexOf(':');
        throw new NtaException("The store's URL begins with '" + (scheme < 0 ? "" : url.substring(0, scheme + 1))
                + "', which is no database that is supported; " + ALLOWED);
    }

    private static StoreUrl postgresql(String url) {
        // The driver would take them for a part of the host's name, and messages would show them.
        if (url.replaceFirst("[?].*", "").contains("@")) {
            throw new NtaException(
                    "The store's URL has a user before its host, which jdbc:postgresql: doesn't allow: write it"
                            + " as postgresql://USER:PASSWORD@HOST/DATABASE, or add ?user=USER&password=PASSWORD to its end");
        }
        return new StoreUrl(Kind.POSTGRESQL, url, null, null, null);
    }

    private static StoreUrl sqlite(String file) {
        try {
            if (file.isBlank() || file.startsWith(":") || file.startsWith("file:")) {
                throw new NtaException("The store's URL jdbc:sqlite:" + file + " names no file; " + ALLOWED);
            }
            Path path = Path.of(file);
            return new StoreUrl(Kind.SQLITE, SQLITE + path, null, null, path);
        } catch (InvalidPathException e) {
            throw new NtaException("The store's URL jdbc:sqlite:" + file + " names no file; " + ALLOWED, e);
        }
    }

    /** Reads the form of libpq and of {@code DATABASE_URL}, which PostgreSQL's JDBC driver doesn't. */
    private static StoreUrl libpq(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            // Its message and its cause repeat the URL, password and all.
            throw new NtaException("The store's URL can't be read at character " + e.getIndex()
                    + " (signs such as @ and / in a password are written as %40 and %2F); " + ALLOWED);
        }
        String path = uri.getRawPath();
        if (uri.getHost() == null || path == null || path.length() < 2) {
            throw new NtaException("The store's URL names no host or no database; " + ALLOWED);
        }
        String jdbc = "jdbc:postgresql://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        String userInfo = uri.getRawUserInfo();
        if (userInfo == null) {
            return new StoreUrl(Kind.POSTGRESQL, jdbc, null, null, null);
        }
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? null : decoded(userInfo.substring(colon + 1));
        return new StoreUrl(Kind.POSTGRESQL, jdbc, user, password, null);
    }

    private static String decoded(String text) {
        // A plus is a plus here; only forms write blanks so.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns the database without user, password and parameters, for messages. */
    @Override
    public String toString() {
        int parameters = jdbc.indexOf('?');
        return kind == Kind.POSTGRESQL && parameters >= 0 ? jdbc.substring(0, parameters) : jdbc;
    }
}
