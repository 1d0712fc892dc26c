package io.nta.examples.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.Problem;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.HostQuery;
import io.nta.store.jdbc.read.HostTraffic;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.TopValue;
import java.io.IOException;
import java.util.List;

/** What one host sends and receives, and with whom. */
public final class HostApi {
    private static final int DEFAULT_VALUES = 10;
    private static final int MAX_VALUES = 1_000;

    private final StoreReader store;

    /** Answers from a store. */
    public HostApi(StoreReader store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/hosts/{address}", Scope.READ, this::host);
    }

    private void host(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        HostQuery query = new HostQuery(
                address(context.pathParam("address")),
                parameters.range(),
                parameters.integer("limit", DEFAULT_VALUES, 1, MAX_VALUES),
                parameters.integer("packets", HostQuery.DEFAULT_PACKETS, 1, HostQuery.MAX_PACKETS));
        parameters.verify();
        HostTraffic traffic = store.host(query);
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeStringField("host", query.host().toString());
            amount("sent", traffic.packetsSent(), traffic.bytesSent(), json);
            amount("received", traffic.packetsReceived(), traffic.bytesReceived(), json);
            Answers.text(json, "lists_from", traffic.listsFrom());
            values("sends_to", traffic.sendsTo(), json);
            values("receives_from", traffic.receivesFrom(), json);
            values("ports", traffic.ports(), json);
            values("names", traffic.names(), json);
            json.writeEndObject();
        });
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("A host is an IPv4 or IPv6 address, as in /api/hosts/192.0.2.1");
        }
    }

    private static void amount(String name, long packets, long bytes, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("packets", packets);
        json.writeNumberField("bytes", bytes);
        json.writeEndObject();
    }

    private static void values(String name, List<TopValue> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (TopValue value : values) {
            Rows.value(value, json);
        }
        json.writeEndArray();
    }
}
