package io.nta.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** {@link AgentStats} as a JSON object of seven numbers. */
public final class AgentStatsJson {
    private AgentStatsJson() {}

    /** Writes the object to {@code json}, which stays open. */
    public static void write(AgentStats stats, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("started_ns", stats.startedNanos());
        json.writeNumberField("as_of_ns", stats.asOfNanos());
        json.writeNumberField("captured", stats.captured());
        json.writeNumberField("dropped_by_kernel", stats.droppedByKernel());
        json.writeNumberField("dropped_by_interface", stats.droppedByInterface());
        json.writeNumberField("dropped_by_spool", stats.droppedBySpool());
        json.writeNumberField("undecoded", stats.undecoded());
        json.writeEndObject();
    }

    /** Reads the object that {@code json} stands at the start of. A number that is absent or no whole number is 0. */
    static AgentStats read(JsonParser json) throws IOException {
        long started = 0;
        long asOf = 0;
        long captured = 0;
        long kernel = 0;
        long card = 0;
        long spool = 0;
        long undecoded = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            long value = number(json);
            switch (name) {
                case "started_ns" -> started = value;
                case "as_of_ns" -> asOf = value;
                case "captured" -> captured = value;
                case "dropped_by_kernel" -> kernel = value;
                case "dropped_by_interface" -> card = value;
                case "dropped_by_spool" -> spool = value;
                case "undecoded" -> undecoded = value;
                default -> {}
            }
        }
        return new AgentStats(started, asOf, captured, kernel, card, spool, undecoded);
    }

    private static long number(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        json.skipChildren();
        boolean whole =
                token == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return whole ? json.getLongValue() : 0;
    }
}
