package io.nta.examples.server.security;

import io.nta.examples.server.http.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept: its hash, not itself. A plain SHA-256 is enough, since keys are {@value #SECRET_BYTES} random bytes, which nobody can guess; what makes
 * password hashes slow would only slow each request down.
 *
 * @param name whose it is; several keys may have one name, so that one can take the place of another
 * @param scopes what its holder may do
 * @param hash the SHA-256 of the key's text
 * @param expires when it ends; {@code null} for never
 */
record ApiKey(
        String name,
        Set<Scope> scopes,
        byte[] hash,
        @Nullable Instant expires) {
    private static final int SECRET_BYTES = 32;
    private static final String PREFIX = "nta_";

    /** Copies the scopes. */
    ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** Returns a new key's text. */
    static String generate() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Returns the hash of a key's text. */
    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Returns whether it is this key, in a time that doesn't depend on how much of it is right. */
    boolean matches(byte[] otherHash) {
        return MessageDigest.isEqual(hash, otherHash);
    }

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** Returns the line that {@link KeyFile} reads. */
    String line() {
        String scopeNames = String.join(
                ",",
                scopes.stream()
                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
        return name + ' ' + scopeNames + ' ' + HexFormat.of().formatHex(hash) + (expires == null ? "" : " " + expires);
    }
}
