package io.nta.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nta.detect.Alert;
import io.nta.packet.IpAddress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a JSON object.
 *
 * <p>Its fields, in this order, all always present: {@code id}, {@code attack_type} (the label), {@code src_ip} and {@code dst_ip} (null when many or unknown),
 * {@code severity}, {@code confidence} (0 to 1), {@code first_seen}, {@code last_seen}, {@code window_size} (seconds), {@code window_start}, {@code window_end},
 * {@code detected_at}, {@code packet_count}, {@code byte_count}, {@code details} with {@code message}, {@code evidence} (an array of sentences) and
 * {@code technique}. Times are ISO 8601 in UTC, with as many groups of three decimals as they need.
 */
public final class AlertJson {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private AlertJson() {}

    /** Writes the object to {@code json}, which stays open. */
    public static void write(Alert alert, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(alert, json);
        json.writeEndObject();
    }

    /** Writes the fields into the object that {@code json} is in, for those that add to them. */
    public static void writeFields(Alert alert, JsonGenerator json) throws IOException {
        json.writeStringField("id", alert.id());
        json.writeStringField("attack_type", alert.attackType().label());
        writeAddress("src_ip", alert.srcIp(), json);
        writeAddress("dst_ip", alert.dstIp(), json);
        json.writeStringField("severity", alert.severity().name());
        json.writeNumberField("confidence", alert.confidence());
        json.writeStringField("first_seen", alert.firstSeen().toString());
        json.writeStringField("last_seen", alert.lastSeen().toString());
        json.writeNumberField("window_size", alert.windowSize());
        json.writeStringField("window_start", alert.windowStart().toString());
        json.writeStringField("window_end", alert.windowEnd().toString());
        json.writeStringField("detected_at", alert.detectedAt().toString());
        json.writeNumberField("packet_count", alert.packetCount());
        json.writeNumberField("byte_count", alert.byteCount());
        writeDetails(alert.details(), json);
    }

    private static void writeDetails(Alert.Details details, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("details");
        json.writeStringField("message", details.message());
        json.writeArrayFieldStart("evidence");
        for (String fact : details.evidence()) {
            json.writeString(fact);
        }
        json.writeEndArray();
        json.writeStringField("technique", details.technique());
        json.writeEndObject();
    }

    private static void writeAddress(String name, @Nullable IpAddress address, JsonGenerator json) throws IOException {
        if (address == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, address.toString());
        }
    }

    /** Returns the object as one line without a line end. */
    public static String toJson(Alert alert) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(alert, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter never fails", e);
        }
        return text.toString();
    }
}
