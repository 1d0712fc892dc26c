package io.nta.examples.server.security;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.JsonBodies;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import java.io.IOException;
import java.util.Locale;

/** Signing in and out with a browser. */
public final class SessionApi {
    private final Keys keys;
    private final Sessions sessions;

    /** Creates it. */
    public SessionApi(Keys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/session", Scope.READ, context -> answer(context, Doorkeeper.callerOf(context)));
        routes.post("/api/session", Scope.PUBLIC, this::begin);
        routes.delete("/api/session", Scope.PUBLIC, context -> {
            sessions.end(context);
            context.status(HttpStatus.NO_CONTENT);
        });
    }

    private void begin(Context context) throws IOException {
        JsonNode key = JsonBodies.objectOrNothing(context, "key").path("key");
        if (!key.isTextual()) {
            throw Problem.badRequest("key is the text of an API key");
        }
        Caller caller = keys.callerOf(key.asText());
        if (caller == null) {
            throw new Problem(HttpStatus.UNAUTHORIZED, "The API key is not known, or has expired");
        }
        sessions.begin(context, key.asText());
        answer(context, caller);
    }

    private void answer(Context context, Caller caller) {
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeStringField("name", caller.name());
            json.writeArrayFieldStart("scopes");
            for (Scope scope : Scope.values()) {
                if (scope != Scope.PUBLIC && caller.may(scope)) {
                    json.writeString(scope.name().toLowerCase(Locale.ROOT));
                }
            }
            json.writeEndArray();
            json.writeBooleanField("key_needed", keys.needed());
            json.writeEndObject();
        });
    }
}
