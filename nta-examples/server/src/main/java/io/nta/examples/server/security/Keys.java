package io.nta.examples.server.security;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Knows whose key is whose. Any thread may ask. */
public final class Keys {
    private final @Nullable KeyFile file;
    private final InstantSource clock;

    /**
     * Creates it.
     *
     * @param file the keys; {@code null} when none are asked for
     * @param clock tells when keys expire
     */
    public Keys(@Nullable KeyFile file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Returns whether callers need a key. */
    public boolean needed() {
        return file != null;
    }

    /** Returns whose key it is; {@code null} when nobody's. Looks at all keys, whichever fits. */
    @Nullable
    Caller callerOf(String key) {
        if (file == null) {
            return Caller.ANYBODY;
        }
        byte[] hash = ApiKey.hash(key);
        Caller found = null;
        for (ApiKey each : file.keys()) {
            if (each.matches(hash) && !each.isExpired(clock.instant())) {
                found = new Caller(each.name(), each.scopes());
            }
        }
        return found;
    }
}
