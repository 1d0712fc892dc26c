package io.nta.examples.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.store.jdbc.read.Dimension;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.TopQuery;
import io.nta.store.jdbc.read.TopValue;
import io.nta.store.jdbc.read.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What packets add up to. */
public final class TrafficApi {
    private static final int DEFAULT_VALUES = 10;
    private static final int MAX_VALUES = 1_000;

    /** How values are ranked. */
    private enum By {
        PACKETS,
        BYTES
    }

    /** Writes fields of an object, or items of an array. */
    private interface TrafficWriter {
        void write(Traffic traffic, JsonGenerator json) throws IOException;
    }

    private final StoreReader store;

    /** Answers from a store. */
    public TrafficApi(StoreReader store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/traffic", Scope.READ, context -> traffic(context, TrafficApi::kinds));
        routes.get("/api/protocols", Scope.READ, context -> traffic(context, items(TrafficApi::protocols)));
        routes.get("/api/traffic-direction", Scope.READ, context -> traffic(context, items(TrafficApi::directions)));
        routes.get("/api/packet-size-distribution", Scope.READ, context -> traffic(context, items(TrafficApi::sizes)));
        routes.get("/api/tcp-flags", Scope.READ, context -> traffic(context, items(TrafficApi::flags)));
        routes.get("/api/dns-stats", Scope.READ, this::dns);
        routes.get("/api/top-sources", Scope.READ, context -> top(context, Dimension.SOURCE));
        routes.get("/api/top-destinations", Scope.READ, context -> top(context, Dimension.DESTINATION));
        routes.get("/api/top-ports", Scope.READ, context -> top(context, Dimension.PORT));
    }

    private void traffic(Context context, TrafficWriter rest) throws IOException {
        Parameters parameters = Parameters.of(context);
        TimeRange range = parameters.range();
        parameters.verify();
        Traffic traffic = store.traffic(range);
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeNumberField("packets", traffic.packets());
            json.writeNumberField("bytes", traffic.bytes());
            rest.write(traffic, json);
            json.writeEndObject();
        });
    }

    /** By protocol, direction and size at once: of one moment, and added up once. */
    private static void kinds(Traffic traffic, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("protocols");
        protocols(traffic, json);
        json.writeEndArray();
        json.writeArrayFieldStart("directions");
        directions(traffic, json);
        json.writeEndArray();
        json.writeArrayFieldStart("sizes");
        sizes(traffic, json);
        json.writeEndArray();
    }

    private static TrafficWriter items(TrafficWriter items) {
        return (traffic, json) -> {
            json.writeArrayFieldStart("items");
            items.write(traffic, json);
            json.writeEndArray();
        };
    }

    private static void protocols(Traffic traffic, JsonGenerator json) throws IOException {
        for (Map.Entry<String, Long> protocol : traffic.protocolPackets().entrySet()) {
            json.writeStartObject();
            json.writeStringField("protocol", protocol.getKey());
            json.writeNumberField("packets", protocol.getValue());
            json.writeNumberField("bytes", traffic.protocolBytes().getOrDefault(protocol.getKey(), 0L));
            json.writeEndObject();
        }
    }

    private static void directions(Traffic traffic, JsonGenerator json) throws IOException {
        counts("direction", traffic.directions(), json);
    }

    private static void sizes(Traffic traffic, JsonGenerator json) throws IOException {
        counts("size", traffic.sizes(), json);
    }

    private static void flags(Traffic traffic, JsonGenerator json) throws IOException {
        counts("flag", traffic.flags(), json);
    }

    private static void counts(String name, Map<String, Long> counts, JsonGenerator json) throws IOException {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeStartObject();
            json.writeStringField(name, count.getKey());
            json.writeNumberField("packets", count.getValue());
            json.writeEndObject();
        }
    }

    private void top(Context context, Dimension dimension) throws IOException {
        Parameters parameters = Parameters.of(context);
        TopQuery query = query(parameters, dimension);
        parameters.verify();
        List<TopValue> values = store.top(query);
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            writeValues(values, json);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static TopQuery query(Parameters parameters, Dimension dimension) {
        return new TopQuery(
                dimension,
                parameters.range(),
                parameters.choice("by", By.class) == By.BYTES,
                parameters.integer("limit", DEFAULT_VALUES, 1, MAX_VALUES));
    }

    private static void writeValues(List<TopValue> values, JsonGenerator json) throws IOException {
        for (TopValue value : values) {
            Rows.value(value, json);
        }
    }

    private void dns(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        TopQuery names = query(parameters, Dimension.DNS_NAME);
        parameters.verify();
        Traffic traffic = store.traffic(names.range());
        List<TopValue> topNames = store.top(names);
        List<TopValue> topTypes =
                store.top(new TopQuery(Dimension.DNS_TYPE, names.range(), names.byBytes(), names.limit()));
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeNumberField("queries", traffic.dnsQueries());
            json.writeNumberField("responses", traffic.dnsResponses());
            json.writeNumberField("answers", traffic.dnsAnswers());
            json.writeNumberField("answer_bytes", traffic.dnsAnswerBytes());
            json.writeArrayFieldStart("names");
            writeValues(topNames, json);
            json.writeEndArray();
            json.writeArrayFieldStart("types");
            writeValues(topTypes, json);
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
