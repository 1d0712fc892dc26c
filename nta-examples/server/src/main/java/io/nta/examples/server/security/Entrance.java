package io.nta.examples.server.security;

import io.nta.examples.server.config.ListenConfig;
import io.nta.examples.server.http.RouteTable;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Who comes in, and how.
 *
 * @param keys whose key is whose
 * @param sessions what stands for keys in browsers
 * @param doorkeeper lets requests in
 */
public record Entrance(Keys keys, Sessions sessions, Doorkeeper doorkeeper) {
    /**
     * Makes what the configuration says.
     *
     * @throws io.nta.NtaException when the file of keys can't be read
     */
    public static Entrance of(ListenConfig config, InstantSource clock) {
        Path file = config.keys();
        Keys keys = new Keys(file == null ? null : new KeyFile(file), clock);
        Sessions sessions = new Sessions(keys, config.tls());
        return new Entrance(
                keys,
                sessions,
                new Doorkeeper(
                        keys,
                        sessions,
                        new RateLimits(config.requestsPerSecond(), config.burst()),
                        new BrowserChecks(config.isLoopback() && !keys.needed())));
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        new SessionApi(keys, sessions).addTo(routes);
    }
}
