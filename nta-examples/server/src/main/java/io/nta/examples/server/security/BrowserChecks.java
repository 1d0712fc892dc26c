package io.nta.examples.server.security;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.Problem;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other web sites from using somebody's browser to ask this server. A page of another origin is refused; and where the server is only for its own machine, so is a name that isn't
 * that machine's, behind which a page could hide (DNS rebinding).
 */
public final class BrowserChecks {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;

    /**
     * Creates the checks.
     *
     * @param loopbackOnly whether the server listens on loopback only
     */
    public BrowserChecks(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    void check(Context context) {
        String host = context.header("Host");
        if (loopbackOnly && (host == null || !LOOPBACK_NAMES.contains(withoutPort(host)))) {
            throw new Problem(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "This server is for its own machine only: call it localhost, 127.0.0.1 or [::1]");
        }
        String origin = context.header("Origin");
        if (origin != null && !sameHost(origin, host)) {
            throw new Problem(HttpStatus.FORBIDDEN, "Pages of other sites may not use this server");
        }
    }

    /** Of {@code null}, which is what pages without an origin send, there is no host. */
    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
