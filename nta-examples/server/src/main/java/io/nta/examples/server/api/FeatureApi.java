package io.nta.examples.server.api;

import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.StoredRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of features, and what the features mean. */
public final class FeatureApi {
    private static final List<Integer> WINDOW_SIZES = List.of(5, 30, 180);
    private static final int DEFAULT_ROWS = 100;
    private static final int LAST_ROWS = 10;
    private static final int MAX_ROWS = 1_000;

    private final StoreReader store;

    /** Answers from a store. */
    public FeatureApi(StoreReader store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/features", Scope.READ, context -> rows(context, DEFAULT_ROWS));
        routes.get("/api/alltraffic", Scope.READ, context -> rows(context, DEFAULT_ROWS));
        routes.get("/api/last10", Scope.READ, context -> rows(context, LAST_ROWS));
        routes.get("/api/catalogue", Scope.READ, FeatureApi::catalogue);
    }

    private void rows(Context context, int defaultRows) throws IOException {
        Parameters parameters = Parameters.of(context);
        FeatureQuery query = new FeatureQuery(
                parameters.range(),
                parameters.oneOf("window_size", WINDOW_SIZES),
                kind(parameters),
                parameters.address("host"),
                parameters.text("label"),
                parameters.integer("limit", defaultRows, 1, MAX_ROWS),
                parameters.numberCursor("after"));
        parameters.verify();
        Page<StoredRow> page = store.features(query);
        Answers.json(context, json -> Rows.page(page, Rows::row, json));
    }

    /** Each host has rows of two kinds, which count the same packets: only one is told unless both are asked for. */
    private static @Nullable KeyKind kind(Parameters parameters) {
        Kind kind = parameters.choice("kind", Kind.class);
        return kind == null ? KeyKind.SOURCE : kind.key;
    }

    private enum Kind {
        SOURCE(KeyKind.SOURCE),
        TARGET(KeyKind.TARGET),
        ALL(null);

        private final @Nullable KeyKind key;

        Kind(@Nullable KeyKind key) {
            this.key = key;
        }
    }

    private static void catalogue(Context context) {
        Parameters.of(context).verify();
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeStringField("fingerprint", FeatureCatalogue.fingerprint());
            json.writeArrayFieldStart("features");
            for (Feature feature : FeatureCatalogue.features()) {
                json.writeStartObject();
                json.writeStringField("name", feature.name());
                json.writeStringField("group", feature.group());
                json.writeStringField("unit", feature.unit().symbol());
                json.writeStringField("merge", feature.merge().name().toLowerCase(Locale.ROOT));
                json.writeStringField("meaning", feature.meaning());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
