package io.nta.examples.server.config;

import io.nta.NtaException;
import io.nta.spi.ProviderConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens, and how it is protected.
 *
 * @param host the address
 * @param port 1 to 65535, or 0 for any free one
 * @param insecure whether an address other than loopback may do without keys or TLS
 * @param keys the file of API keys; {@code null} when none are asked for
 * @param certificate TLS: a PEM file with the certificate and those that it rests on; {@code null} without
 * @param privateKey TLS: a PEM file with the certificate's private key
 * @param keystore TLS: a PKCS12 file with both, in place of the two
 * @param password of the private key or keystore
 * @param requestsPerSecond how many requests a key, or an address without one, may make on average
 * @param burst how many at once
 */
public record ListenConfig(
        String host,
        int port,
        boolean insecure,
        @Nullable Path keys,
        @Nullable Path certificate,
        @Nullable Path privateKey,
        @Nullable Path keystore,
        @Nullable String password,
        int requestsPerSecond,
        int burst) {
    private static final int DEFAULT_PORT = 8_000;
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_RATE = 200;
    private static final int DEFAULT_BURST = 1_000;
    private static final int MAX_RATE = 1_000_000;

    static ListenConfig read(ProviderConfig config) {
        return new ListenConfig(
                config.text("host", "127.0.0.1").strip(),
                config.integer("port", DEFAULT_PORT, 0, MAX_PORT),
                config.bool("insecure", false),
                config.path("keys.file").orElse(null),
                config.path("tls.certificate").orElse(null),
                config.path("tls.private_key").orElse(null),
                config.path("tls.keystore").orElse(null),
                config.text("tls.password").orElse(null),
                config.integer("rate.requests_per_second", DEFAULT_RATE, 1, MAX_RATE),
                config.integer("rate.burst", DEFAULT_BURST, 1, MAX_RATE));
    }

    /** Returns whether TLS is on. */
    public boolean tls() {
        return certificate != null || keystore != null;
    }

    /** Returns whether only this machine can reach the server. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Throws an {@link NtaException} with everything that can't be so together. */
    void check() {
        List<String> mistakes = new ArrayList<>();
        if ((certificate == null) != (privateKey == null)) {
            mistakes.add("tls.certificate and tls.private_key go together");
        }
        if (certificate != null && keystore != null) {
            mistakes.add("tls.keystore stands in place of tls.certificate and tls.private_key: give one or the other");
        }
        if (!isLoopback() && !insecure && (keys == null || !tls())) {
            mistakes.add("host = '" + host + "': listening on an address that others can reach needs keys.file and TLS"
                    + " (tls.certificate and tls.private_key, or tls.keystore), unless --insecure is given");
        }
        if (!mistakes.isEmpty()) {
            throw new NtaException("The options are not valid:\n  " + String.join("\n  ", mistakes));
        }
    }
}
