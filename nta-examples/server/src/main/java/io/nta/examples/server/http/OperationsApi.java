package io.nta.examples.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What operators' tools ask. Neither question waits for the store. */
public final class OperationsApi {
    private final Supplier<String> metrics;
    private final Supplier<Health> health;

    /**
     * How the server is.
     *
     * @param wrong what doesn't work, by part, and why; empty when all does
     * @param recovering whether analysis still reads what was stored before the server started, or analysis failed
     * @param facts figures
     */
    public record Health(Map<String, String> wrong, boolean recovering, Map<String, Long> facts) {
        /** Copies the maps. */
        public Health {
            wrong = Map.copyOf(wrong);
            facts = new LinkedHashMap<>(facts);
        }
    }

    /**
     * Creates it.
     *
     * @param metrics every figure in the form of Prometheus
     * @param health how the server is
     */
    public OperationsApi(Supplier<String> metrics, Supplier<Health> health) {
        this.metrics = metrics;
        this.health = health;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/health", Scope.PUBLIC, this::health);
        routes.get("/metrics", Scope.READ, this::metrics);
    }

    private void health(Context context) {
        Health now = health.get();
        boolean well = now.wrong().isEmpty();
        context.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeStringField("status", status(now));
            json.writeObjectFieldStart("wrong");
            for (Map.Entry<String, String> part : now.wrong().entrySet()) {
                json.writeStringField(part.getKey(), part.getValue());
            }
            json.writeEndObject();
            for (Map.Entry<String, Long> fact : now.facts().entrySet()) {
                json.writeNumberField(fact.getKey(), fact.getValue());
            }
            json.writeEndObject();
        });
    }

    private static String status(Health now) {
        if (!now.wrong().isEmpty()) {
            return "degraded";
        }
        return now.recovering() ? "recovering" : "ok";
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.get());
    }
}
