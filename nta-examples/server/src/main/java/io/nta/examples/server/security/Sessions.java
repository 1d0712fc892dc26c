package io.nta.examples.server.security;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a key in a browser, whose EventSource can't send headers: a cookie with a random text that scripts can't read and other sites can't
 * send. Sessions end with the server. Any thread may call it.
 */
public final class Sessions {
    private static final String COOKIE = "nta_session";
    private static final Duration LENGTH = Duration.ofHours(12);
    private static final int MAX_SESSIONS = 1_000;

    private final boolean secure;
    private final Cache<String, String> sessions = CacheBuilder.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(LENGTH)
            .build();
    private final Keys keys;

    /**
     * Creates sessions.
     *
     * @param keys tells what a session's key is worth now
     * @param secure whether cookies are sent by TLS only
     */
    public Sessions(Keys keys, boolean secure) {
        this.keys = keys;
        this.secure = secure;
    }

    /** Begins a session with a good key. */
    void begin(Context context, String key) {
        String id = ApiKey.generate();
        sessions.put(id, key);
        context.cookie(new Cookie(COOKIE, id, "/", (int) LENGTH.toSeconds(), secure, true, null, SameSite.STRICT));
    }

    /** Ends the request's session, if it has one. */
    void end(Context context) {
        String id = context.cookie(COOKIE);
        if (id != null) {
            sessions.invalidate(id);
        }
        context.removeCookie(COOKIE, "/");
    }

    /** Returns whose session the request is of; {@code null} when there is none. */
    @Nullable
    Caller caller(Context context) {
        String id = context.cookie(COOKIE);
        String key = id == null ? null : sessions.getIfPresent(id);
        return key == null ? null : keys.callerOf(key);
    }
}
