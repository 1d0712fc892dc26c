package io.nta.examples.server.api;

import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.Totals;
import io.nta.store.jdbc.read.TrafficPoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How traffic went over time. */
public final class HistoryApi {
    private static final int DEFAULT_STEP = 60;
    private static final int MAX_STEP = 86_400;
    /** Steps that are told when no range is asked for. */
    private static final int DEFAULT_POINTS = 60;

    private final StoreReader store;

    /** Answers from a store. */
    public HistoryApi(StoreReader store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/traffic-history", Scope.READ, this::history);
    }

    private void history(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        int step = parameters.integer("step", DEFAULT_STEP, 1, MAX_STEP);
        TimeRange range = parameters.range(latest(step));
        long steps = (range.endNanos() / 1_000_000_000L - range.startNanos() / 1_000_000_000L) / step;
        if (steps > StoreReader.MAX_POINTS - 2 || steps < 0) {
            parameters.reject(
                    "step",
                    "the range has more than " + (StoreReader.MAX_POINTS - 2)
                            + " steps of this length: narrow it by from and to, or take longer steps");
        }
        parameters.verify();
        List<TrafficPoint> points = store.history(range, Duration.ofSeconds(step));
        Answers.json(context, json -> {
            json.writeStartObject();
            json.writeNumberField("step", step);
            json.writeStringField(
                    "from", Instant.ofEpochSecond(0, range.startNanos()).toString());
            json.writeStringField(
                    "to", Instant.ofEpochSecond(0, range.endNanos()).toString());
            json.writeArrayFieldStart("points");
            for (TrafficPoint point : points) {
                json.writeStartObject();
                json.writeStringField("start", point.start().toString());
                json.writeNumberField("packets", point.packets());
                json.writeNumberField("bytes", point.bytes());
                json.writeNumberField("tcp_packets", point.tcpPackets());
                json.writeNumberField("udp_packets", point.udpPackets());
                json.writeNumberField("icmp_packets", point.icmpPackets());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The steps up to the last packet that there is: a replayed capture has a past, too. */
    private TimeRange latest(int step) throws IOException {
        Totals totals = store.totals();
        Instant last = totals.lastPacket();
        long lastStep = Math.floorDiv(last == null ? 0 : last.getEpochSecond(), step);
        long end = (lastStep + 1) * step;
        return TimeRange.of(Instant.ofEpochSecond(end - (long) DEFAULT_POINTS * step), Instant.ofEpochSecond(end));
    }
}
