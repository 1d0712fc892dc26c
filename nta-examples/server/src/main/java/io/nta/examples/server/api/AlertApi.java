package io.nta.examples.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.nta.detect.Severity;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.JsonBodies;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.read.AlertCounts;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Alerts, and what is done about them. */
public final class AlertApi {
    private static final int DEFAULT_ALERTS = 100;
    private static final int MAX_ALERTS = 1_000;
    private static final int MAX_NOTE = 2_000;

    /** Whether alerts are asked for that a rule suppresses. */
    private enum Suppressed {
        FALSE,
        TRUE,
        ANY
    }

    private final JdbcFeatureStore store;
    private final BiConsumer<String, StoredAlert> changes;

    /**
     * Answers from a store.
     *
     * @param changes is told of alerts that somebody {@code resolved} or {@code reopened}
     */
    public AlertApi(JdbcFeatureStore store, BiConsumer<String, StoredAlert> changes) {
        this.store = store;
        this.changes = changes;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/alerts", Scope.READ, this::alerts);
        routes.get("/api/alerts/summary", Scope.READ, this::summary);
        routes.get("/api/alerts/{id}", Scope.READ, this::alert);
        routes.post("/api/alerts/{id}/resolve", Scope.ADMIN, context -> settle(context, true));
        routes.post("/api/alerts/{id}/reopen", Scope.ADMIN, context -> settle(context, false));
    }

    private void alerts(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        Integer rule = parameters.integer("suppressed_by", 1, Integer.MAX_VALUE);
        AlertQuery query = new AlertQuery(
                parameters.range(),
                parameters.choice("severity", Severity.class),
                parameters.text("type"),
                parameters.address("host"),
                parameters.bool("resolved"),
                suppressed(parameters.choice("suppressed", Suppressed.class), rule),
                rule == null ? null : rule.longValue(),
                parameters.integer("limit", DEFAULT_ALERTS, 1, MAX_ALERTS),
                parameters.cursor("after"));
        parameters.verify();
        Page<StoredAlert> page = store.reader().alerts(query);
        Answers.json(context, json -> Rows.page(page, Rows::alert, json));
    }

    /** What a rule suppresses is hidden from who doesn't ask for it. */
    private static @Nullable Boolean suppressed(@Nullable Suppressed asked, @Nullable Integer rule) {
        if (asked == null) {
            return rule == null ? Boolean.FALSE : null;
        }
        return switch (asked) {
            case FALSE -> Boolean.FALSE;
            case TRUE -> Boolean.TRUE;
            case ANY -> null;
        };
    }

    private void summary(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        var range = parameters.range();
        parameters.verify();
        AlertCounts counts = store.reader().alertCounts(range);
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeNumberField("total", counts.total());
            json.writeNumberField("unresolved", counts.unresolved());
            json.writeNumberField("suppressed", counts.suppressed());
            json.writeObjectFieldStart("by_severity");
            for (Severity severity : Severity.values()) {
                json.writeNumberField(severity.name(), counts.bySeverity().getOrDefault(severity, 0L));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("by_type");
            for (Map.Entry<String, Long> type : counts.byType().entrySet()) {
                json.writeNumberField(type.getKey(), type.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private void alert(Context context) throws IOException {
        Parameters.of(context).verify();
        String id = context.pathParam("id");
        answer(context, store.reader().alert(id).orElseThrow(AlertApi::unknown));
    }

    private void settle(Context context, boolean resolve) throws IOException {
        Parameters.of(context).verify();
        String id = context.pathParam("id");
        String note = note(context);
        Optional<StoredAlert> alert = resolve ? store.resolve(id, note) : store.reopen(id, note);
        StoredAlert changed = alert.orElseThrow(AlertApi::unknown);
        changes.accept(resolve ? "resolved" : "reopened", changed);
        answer(context, changed);
    }

    private static @Nullable String note(Context context) throws IOException {
        JsonNode body = JsonBodies.objectOrNothing(context, "note");
        JsonNode note = body.path("note");
        if (note.isMissingNode() || note.isNull()) {
            return null;
        }
        if (!note.isTextual() || note.asText().length() > MAX_NOTE) {
            throw Problem.badRequest("note is a text of at most " + MAX_NOTE + " characters");
        }
        return note.asText();
    }

    private static Problem unknown() {
        return Problem.notFound("There is no alert of this id; GET /api/alerts lists them");
    }

    /** Writes an alert as every answer of this API has it. */
    public static void write(StoredAlert alert, JsonGenerator json) throws IOException {
        Rows.alert(alert, json);
    }

    private static void answer(Context context, StoredAlert alert) {
        Answers.json(context, json -> Rows.alert(alert, json));
    }
}
