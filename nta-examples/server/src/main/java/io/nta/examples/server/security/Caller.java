package io.nta.examples.server.security;

import io.nta.examples.server.http.Scope;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name of the key
 * @param scopes what it allows
 */
public record Caller(String name, Set<Scope> scopes) {
    /** Who asks a server without keys. */
    public static final Caller ANYBODY = new Caller("anybody", Set.of(Scope.INGEST, Scope.READ, Scope.ADMIN));

    /** Copies the scopes. */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** Returns whether the caller may use what asks for {@code scope}. */
    public boolean may(Scope scope) {
        return scope == Scope.PUBLIC || scopes.stream().anyMatch(has -> has.allows(scope));
    }
}
