package io.nta.examples.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.nta.examples.server.http.Answers;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.read.StoredRow;
import io.nta.store.jdbc.read.TopValue;
import io.nta.wire.AlertJson;
import io.nta.wire.PacketJson;
import java.io.IOException;
import java.util.List;

/** What is stored, as JSON. */
final class Rows {
    /** Writes one item. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(T item, JsonGenerator json) throws IOException;
    }

    private Rows() {}

    /** Writes a page: {@code items}, and {@code next}, the parameter {@code after} of the page that follows, or null. */
    static <T> void page(Page<T> page, ItemWriter<T> writer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        items(page.items(), writer, json);
        Answers.text(json, "next", page.next());
        json.writeEndObject();
    }

    /** Writes {@code items}. */
    static <T> void items(List<T> items, ItemWriter<T> writer, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("items");
        for (T item : items) {
            writer.write(item, json);
        }
        json.writeEndArray();
    }

    /** Writes a row: what it is of, what was said of it, and each feature under its name. */
    static void row(StoredRow stored, JsonGenerator json) throws IOException {
        FeatureVector row = stored.row();
        json.writeStartObject();
        json.writeNumberField("id", stored.id());
        json.writeStringField("kind", row.kind().name());
        json.writeStringField("host", row.address().toString());
        json.writeNumberField("window_size", row.seconds());
        json.writeStringField("window_start", row.start().toString());
        json.writeStringField("window_end", row.end().toString());
        Answers.text(json, "label", stored.label());
        json.writeFieldName("confidence");
        Double confidence = stored.confidence();
        if (confidence == null) {
            json.writeNull();
        } else {
            json.writeNumber(confidence);
        }
        json.writeStringField("catalogue", stored.catalogue());
        List<Feature> features = FeatureCatalogue.features();
        for (int i = 0; i < features.size(); i++) {
            json.writeNumberField(features.get(i).name(), row.get(i));
        }
        json.writeEndObject();
    }

    /** Writes an alert, and what somebody did about it. */
    static void alert(StoredAlert stored, JsonGenerator json) throws IOException {
        json.writeStartObject();
        AlertJson.writeFields(stored.alert(), json);
        json.writeBooleanField("closed", stored.alert().closed());
        json.writeBooleanField("resolved", stored.resolved());
        Answers.text(json, "resolved_at", stored.resolvedAt());
        Answers.text(json, "note", stored.note());
        json.writeFieldName("suppressed_by");
        Long suppressedBy = stored.suppressedBy();
        if (suppressedBy == null) {
            json.writeNull();
        } else {
            json.writeNumber(suppressedBy);
        }
        json.writeEndObject();
    }

    /** Writes a value, and how often there is one. */
    static void value(TopValue value, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("value", value.value());
        json.writeNumberField("packets", value.packets());
        json.writeNumberField("bytes", value.bytes());
        json.writeEndObject();
    }

    /** Writes a packet. */
    static void packet(StoredPacket stored, boolean withFrame, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", stored.id());
        Answers.text(json, "agent", stored.agent());
        PacketJson.writeFields(withFrame ? stored.packet() : stored.packet().withoutFrame(), json);
        json.writeEndObject();
    }
}
