package io.nta.store.jdbc.sql;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.StoredRow;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Rows of features as rows of {@code aggregated_features}, and back. */
final class FeatureColumns {
    /** What {@link #write} gives, in its order: the catalogue comes last. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            "key_kind",
                            "key",
                            "window_start",
                            "window_size",
                            "catalogue",
                            "digest",
                            "stored_at",
                            "context",
                            "packets_from",
                            "packets_until",
                            "label",
                            "confidence"),
                    FeatureCatalogue.features().stream().map(Feature::name))
            .toList();

    private FeatureColumns() {}

    /** @param notFinite counts numbers that are none and become 0: no query could compare them */
    static void write(FeatureRow feature, StoredText texts, LongAdder notFinite, RowOutput row) throws SQLException {
        FeatureVector vector = feature.vector();
        row.text(vector.kind().name());
        row.text(vector.address().toString());
        row.int8(vector.startNanos());
        row.int4(vector.seconds());
        row.text(FeatureCatalogue.fingerprint());
        row.int8(feature.digest());
        row.int8(feature.storedAtNanos());
        row.text(texts.fitted(feature.context()));
        row.int8(vector.firstPacketNanos());
        row.int8(vector.lastPacketNanos());
        JudgedRow verdict = feature.verdict();
        if (verdict == null) {
            row.nulls(2);
        } else {
            row.text(verdict.label());
            row.float8(verdict.confidence());
        }
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            double value = vector.get(i);
            if (Double.isFinite(value)) {
                row.float8(value);
            } else {
                notFinite.increment();
                row.float8(0);
            }
        }
    }

    /** Reads a row that was selected with {@code id} and {@link #NAMES}, the catalogue in its order. */
    static StoredRow read(ResultSet row) throws SQLException, IOException {
        List<Feature> features = FeatureCatalogue.features();
        double[] values = new double[features.size()];
        int first = row.findColumn(features.get(0).name());
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getDouble(first + i);
        }
        FeatureVector vector = new FeatureVector(
                KeyKind.valueOf(row.getString("key_kind")),
                IpAddress.parse(row.getString("key")),
                row.getLong("window_start"),
                row.getInt("window_size"),
                row.getLong("packets_from"),
                row.getLong("packets_until"),
                values,
                ContextJson.read(row.getString("context")));
        String label = row.getString("label");
        return new StoredRow(
                row.getLong("id"),
                vector,
                row.getString("catalogue"),
                label,
                label == null ? null : row.getDouble("confidence"));
    }
}
