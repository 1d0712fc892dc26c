package io.nta.examples.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.BodyFields;
import io.nta.examples.server.http.JsonBodies;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.examples.server.security.Caller;
import io.nta.examples.server.security.Doorkeeper;
import io.nta.packet.IpPrefix;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.SuppressionLimitException;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.Suppression;
import io.nta.store.jdbc.read.SuppressionDryRun;
import io.nta.store.jdbc.read.SuppressionQuery;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.SuppressionScope.Side;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.UsedSuppression;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules that keep alerts from being raised, and what one would have done. */
public final class SuppressionApi {
    private static final int DEFAULT_RULES = 100;
    private static final int MAX_RULES = 1_000;
    private static final int DEFAULT_NEWEST = 10;
    private static final int MAX_TEXT = 256;

    /** Which rules are asked for. */
    private enum State {
        ACTIVE,
        ALL
    }

    private final JdbcFeatureStore store;
    private final InstantSource clock;

    /**
     * Answers from a store.
     *
     * @param clock tells which rules are in force; the store's
     */
    public SuppressionApi(JdbcFeatureStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/suppressions", Scope.READ, this::rules);
        routes.post("/api/suppressions", Scope.ADMIN, this::add);
        // It changes nothing: what it is asked about has no place in a query.
        routes.post("/api/suppressions/dry-run", Scope.READ, this::dryRun);
        routes.get("/api/suppressions/{id}", Scope.READ, this::rule);
        routes.delete("/api/suppressions/{id}", Scope.ADMIN, this::lift);
    }

    private void rules(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        State state = parameters.choice("state", State.class);
        Instant now = clock.instant();
        SuppressionQuery query = new SuppressionQuery(
                state == State.ALL ? null : now,
                parameters.integer("limit", DEFAULT_RULES, 1, MAX_RULES),
                parameters.numberCursor("after"));
        parameters.verify();
        Page<UsedSuppression> page = store.reader().suppressions(query);
        Answers.json(context, json -> Rows.page(page, (used, out) -> write(used, now, out), json));
    }

    private void rule(Context context) throws IOException {
        Parameters.of(context).verify();
        answer(context, store.reader().suppression(number(context)).orElseThrow(SuppressionApi::unknown));
    }

    private void add(Context context) throws IOException {
        Parameters.of(context).verify();
        BodyFields body = new BodyFields(
                JsonBodies.objectOrNothing(context, "type", "host", "side", "until", "reason", "author"));
        String author = somebody(body.text("author", NewSuppression.MAX_NAME), "author", body::reject, context);
        String reason = body.required("reason", NewSuppression.MAX_REASON);
        Instant until = body.instant("until");
        SuppressionScope scope = scope(body);
        Suppression made;
        try {
            made = store.suppressions().add(new NewSuppression(scope, reason, author, until));
        } catch (SuppressionLimitException e) {
            throw new Problem(HttpStatus.CONFLICT, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
        context.status(HttpStatus.CREATED);
        answer(context, new UsedSuppression(made, 0, null));
    }

    private void dryRun(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        TimeRange range = parameters.range();
        int newest = parameters.integer("limit", DEFAULT_NEWEST, 1, SuppressionDryRun.MAX_NEWEST);
        parameters.verify();
        SuppressionScope scope = scope(new BodyFields(JsonBodies.objectOrNothing(context, "type", "host", "side")));
        SuppressionDryRun told = store.reader().dryRun(scope, range, newest);
        Answers.json(context, json -> write(told, json));
    }

    /** Reads which alerts a rule is about, and tells of every mistake in the body. */
    private static SuppressionScope scope(BodyFields body) {
        String type = body.text("type", MAX_TEXT);
        IpPrefix hosts = body.prefix("host");
        Side side = body.choice("side", Side.ATTACKER);
        body.verify();
        try {
            return new SuppressionScope(type, hosts, side);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private void lift(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        String by = somebody(parameters.text("by"), "by", parameters::reject, context);
        parameters.verify();
        try {
            answer(context, store.suppressions().lift(number(context), by).orElseThrow(SuppressionApi::unknown));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Notes a mistake. */
    @FunctionalInterface
    private interface Mistakes {
        void reject(String name, String message);
    }

    /** Returns who does something: the name of the key, which nobody can choose; on a server without keys the name that is given. */
    private static String somebody(@Nullable String given, String name, Mistakes mistakes, Context context) {
        Caller caller = Doorkeeper.callerOf(context);
        if (caller.equals(Caller.ANYBODY)) {
            return given == null ? caller.name() : given;
        }
        if (given != null) {
            mistakes.reject(name, "leave it out: it is the name of the key, " + caller.name());
        }
        return caller.name();
    }

    private static long number(Context context) {
        String id = context.pathParam("id");
        if (!id.matches("[0-9]{1,18}")) {
            throw unknown();
        }
        return Long.parseLong(id);
    }

    private static Problem unknown() {
        return Problem.notFound("There is no rule of this number; GET /api/suppressions?state=all lists them");
    }

    private void answer(Context context, UsedSuppression used) {
        Instant now = clock.instant();
        Answers.json(context, json -> write(used, now, json));
    }

    private static void write(UsedSuppression used, Instant now, JsonGenerator json) throws IOException {
        Suppression rule = used.rule();
        json.writeStartObject();
        json.writeNumberField("id", rule.id());
        Answers.text(json, "type", rule.scope().attackType());
        Answers.text(json, "host", rule.scope().hosts());
        Answers.text(json, "side", rule.scope().side().name().toLowerCase(Locale.ROOT));
        json.writeStringField("reason", rule.reason());
        json.writeStringField("author", rule.author());
        Answers.text(json, "created_at", rule.createdAt());
        Answers.text(json, "until", rule.until());
        Answers.text(json, "lifted_at", rule.liftedAt());
        Answers.text(json, "lifted_by", rule.liftedBy());
        json.writeBooleanField("active", rule.isInForce(now));
        json.writeNumberField("alerts", used.alerts());
        Answers.text(json, "last_alert", used.lastAlert());
        json.writeEndObject();
    }

    private static void write(SuppressionDryRun told, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("alerts", told.alerts());
        json.writeNumberField("suppressed_already", told.suppressedAlready());
        json.writeBooleanField("complete", told.complete());
        counts("by_type", told.byType(), json);
        counts("by_host", told.byHost(), json);
        Rows.items(told.newest(), Rows::alert, json);
        json.writeEndObject();
    }

    private static void counts(String name, Map<String, Long> counts, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
