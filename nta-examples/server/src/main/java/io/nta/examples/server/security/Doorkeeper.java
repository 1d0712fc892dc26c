package io.nta.examples.server.security;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a key of the right scope, as {@code Authorization: Bearer KEY}, as {@code X-API-Key}, or by a session's cookie; not faster than the limit
 * of requests. Any thread may call it.
 */
public final class Doorkeeper implements RouteTable.Gate {
    /** Where a handler finds who asks. */
    private static final String CALLER = "nta.caller";

    private static final String BEARER = "Bearer ";

    private final Keys keys;
    private final Sessions sessions;
    private final RateLimits rates;
    private final BrowserChecks browser;

    /** Creates a doorkeeper. */
    public Doorkeeper(Keys keys, Sessions sessions, RateLimits rates, BrowserChecks browser) {
        this.keys = keys;
        this.sessions = sessions;
        this.rates = rates;
        this.browser = browser;
    }

    @Override
    public void admit(Context context, Scope scope) {
        browser.check(context);
        Caller caller = caller(context);
        rates.spend(
                caller == null || caller.equals(Caller.ANYBODY) ? "address " + context.ip() : "key " + caller.name());
        if (scope == Scope.PUBLIC) {
            return;
        }
        if (caller == null) {
            throw unauthorised(context, "This needs an API key: Authorization: Bearer KEY, or X-API-Key");
        }
        if (!caller.may(scope)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "The key '" + caller.name() + "' lacks the scope "
                            + scope.name().toLowerCase(Locale.ROOT));
        }
        context.attribute(CALLER, caller);
    }

    /** Returns who sent a request that was admitted. */
    public static Caller callerOf(Context context) {
        Caller caller = context.attribute(CALLER);
        return caller == null ? Caller.ANYBODY : caller;
    }

    /** Returns who asks; {@code null} when nobody knows. Throws a problem for a key that isn't good. */
    private @Nullable Caller caller(Context context) {
        if (!keys.needed() || HttpServer.asksItself(context)) {
            return Caller.ANYBODY;
        }
        String key = key(context);
        if (key == null) {
            return sessions.caller(context);
        }
        Caller caller = keys.callerOf(key);
        if (caller == null) {
            rates.spend("address " + context.ip());
            throw unauthorised(context, "The API key is not known, or has expired");
        }
        return caller;
    }

    private static @Nullable String key(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return context.header("X-API-Key");
    }

    private static Problem unauthorised(Context context, String detail) {
        context.header("WWW-Authenticate", "Bearer realm=\"nta\"");
        return new Problem(HttpStatus.UNAUTHORIZED, detail);
    }
}
