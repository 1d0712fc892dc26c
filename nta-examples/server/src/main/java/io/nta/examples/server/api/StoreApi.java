package io.nta.examples.server.api;

import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.Totals;
import java.io.IOException;

/** What the store holds. */
public final class StoreApi {
    private final StoreReader store;

    /** Answers from a store. */
    public StoreApi(StoreReader store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/store", Scope.READ, this::totals);
    }

    private void totals(Context context) throws IOException {
        Parameters.of(context).verify();
        Totals totals = store.totals();
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeNumberField("packets", totals.packets());
            json.writeNumberField("rows", totals.rows());
            json.writeNumberField("rows_without_verdict", totals.rowsWithoutVerdict());
            json.writeNumberField("alerts", totals.alerts());
            Answers.text(json, "first_packet", totals.firstPacket());
            Answers.text(json, "last_packet", totals.lastPacket());
            json.writeEndObject();
        });
    }
}
