package io.nta.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.nta.packet.PacketRecord;
import io.nta.wire.PacketFormatException.Cause;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches of packets as JSON: an object with {@code batch_id}, {@code agent}, {@code raw_packets} (an array, see {@link PacketJson}) and {@code agent_stats}, of which only the packets must
 * be there; or, as some clients send it, the array alone. What else is in it is skipped.
 *
 * <p>A packet that can't be read is rejected, and those beside it are kept. Thread-safe.
 */
public final class PacketBatchJson {
    /** Far more than a number of nanoseconds or a fraction of a second needs. */
    private static final int MAX_NUMBER_LENGTH = 64;

    private static final int MAX_NAME_LENGTH = 256;
    /** Four characters for three bytes. */
    private static final int BASE64_CHARS = 4;

    private static final int BASE64_BYTES = 3;
    private static final JsonFactory WRITING = JsonFactory.builder().build();

    private final WireLimits limits;
    private final JsonFactory factory;

    /** Creates a reader with the default limits. */
    public PacketBatchJson() {
        this(WireLimits.defaults());
    }

    /** Creates a reader with the given limits. */
    public PacketBatchJson(WireLimits limits) {
        this.limits = limits;
        int frameChars = (limits.maxFrameBytes() + BASE64_BYTES - 1) / BASE64_BYTES * BASE64_CHARS;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxDocumentLength(limits.maxBodyBytes())
                        .maxNestingDepth(limits.maxDepth())
                        .maxStringLength(Math.max(frameChars, limits.maxTextLength()))
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .build())
                // Names that nobody knows are an attacker's: they aren't remembered.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /**
     * Writes a batch to {@code output}, which stays open.
     *
     * @throws IOException when {@code output} fails
     */
    public static void write(PacketBatch batch, OutputStream output) throws IOException {
        try (JsonGenerator json = WRITING.createGenerator(output)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            if (batch.batchId() != null) {
                json.writeStringField("batch_id", batch.batchId());
            }
            if (batch.agent() != null) {
                json.writeStringField("agent", batch.agent());
            }
            json.writeArrayFieldStart("raw_packets");
            for (PacketRecord packet : batch.packets()) {
                PacketJson.write(packet, json);
            }
            json.writeEndArray();
            if (batch.agentStats() != null) {
                json.writeFieldName("agent_stats");
                AgentStatsJson.write(batch.agentStats(), json);
            }
            json.writeEndObject();
        }
    }

    /**
     * Reads a batch to the end of {@code input}, which stays open.
     *
     * @throws PacketFormatException when it is no batch, or larger than the limits allow
     * @throws IOException when {@code input} fails
     */
    public PacketBatch read(InputStream input) throws IOException {
        try (JsonParser json = factory.createParser(input)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            PacketBatch batch = new Reading(json).batch();
            if (json.nextToken() != null) {
                throw malformed(json, "something follows the batch");
            }
            return batch;
        } catch (StreamConstraintsException e) {
            throw new PacketFormatException(
                    exceeded(e.getOriginalMessage()), "The batch is too large: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            // What looks like UTF-16 or UTF-32, and isn't.
            throw new PacketFormatException(Cause.MALFORMED, "The batch is no JSON: " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new PacketFormatException(
                    Cause.MALFORMED, "The batch is no JSON: " + e.getOriginalMessage() + place(e.getLocation()));
        }
    }

    /** Jackson tells its limits apart by their texts alone. */
    private static Cause exceeded(String message) {
        if (message.contains("nesting depth")) {
            return Cause.TOO_DEEP;
        }
        return message.contains("Document length") ? Cause.TOO_LARGE : Cause.TOO_LONG;
    }

    private static PacketFormatException malformed(JsonParser json, String what) {
        return new PacketFormatException(
                Cause.MALFORMED, "The batch has a wrong form: " + what + place(json.currentTokenLocation()));
    }

    private static String place(com.fasterxml.jackson.core.@Nullable JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ')';
    }

    /** One batch while it is read. */
    private final class Reading {
        private final JsonParser json;
        private final PacketFields fields;
        private final List<PacketRecord> packets = new ArrayList<>();
        private final List<PacketBatch.Reject> rejects = new ArrayList<>();
        private int index;
        private int rejected;
        private boolean hasPackets;
        private @Nullable String batchId;
        private @Nullable String agent;
        private @Nullable AgentStats stats;

        Reading(JsonParser json) {
            this.json = json;
            this.fields = new PacketFields(limits);
        }

        PacketBatch batch() throws IOException {
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                packets();
            } else if (first == JsonToken.START_OBJECT) {
                envelope();
            } else {
                throw malformed(json, "it is neither an object nor an array");
            }
            return new PacketBatch(batchId, agent, stats, packets, rejected, rejects);
        }

        private void envelope() throws IOException {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "batch_id":
                        batchId = text(name, value);
                        break;
                    case "agent":
                        agent = text(name, value);
                        break;
                    case "agent_stats":
                        stats = value == JsonToken.START_OBJECT ? AgentStatsJson.read(json) : skipped();
                        break;
                    case "raw_packets":
                        if (value != JsonToken.START_ARRAY || hasPackets) {
                            throw malformed(json, "raw_packets is one array");
                        }
                        packets();
                        break;
                    default:
                        json.skipChildren();
                }
            }
            if (!hasPackets) {
                throw malformed(json, "the array raw_packets is missing");
            }
        }

        private @Nullable AgentStats skipped() throws IOException {
            json.skipChildren();
            return null;
        }

        private @Nullable String text(String name, JsonToken value) throws IOException {
            if (value == JsonToken.VALUE_NULL) {
                return null;
            }
            if (value != JsonToken.VALUE_STRING) {
                throw malformed(json, name + " is a string");
            }
            if (json.getTextLength() > limits.maxTextLength()) {
                throw new PacketFormatException(
                        Cause.TOO_LONG, name + " has more than " + limits.maxTextLength() + " characters");
            }
            return json.getText();
        }

        private void packets() throws IOException {
            hasPackets = true;
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (index == limits.maxPackets()) {
                    throw new PacketFormatException(
                            Cause.TOO_MANY_PACKETS, "The batch has more than " + limits.maxPackets() + " packets");
                }
                if (token == JsonToken.START_OBJECT) {
                    PacketRecord packet = fields.read(json);
                    if (packet != null) {
                        packets.add(packet);
                    } else {
                        reject(fields.fault());
                    }
                } else {
                    json.skipChildren();
                    reject("a packet is an object");
                }
                index++;
            }
        }

        private void reject(String reason) {
            rejected++;
            if (rejects.size() < limits.maxReportedRejects()) {
                rejects.add(new PacketBatch.Reject(index, reason));
            }
        }
    }
}
