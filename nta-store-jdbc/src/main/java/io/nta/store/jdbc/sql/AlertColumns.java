package io.nta.store.jdbc.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.StoredAlert;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Alerts as rows of {@code detected_alerts}, and back. */
final class AlertColumns {
    private static final long NANOS = 1_000_000_000L;
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private static final List<String> NAMES = List.of(
            "id",
            "attack_type",
            "src_ip",
            "dst_ip",
            "severity",
            "confidence",
            "first_seen",
            "last_seen",
            "window_size",
            "window_start",
            "window_end",
            "detected_at",
            "packet_count",
            "byte_count",
            "message",
            "evidence",
            "technique",
            "closed");

    /**
     * An older state changes nothing, nor does any state change what somebody resolved. What was raised stays so: nobody can take back that it was told. What was suppressed is
     * raised when no rule keeps it quiet any more.
     */
    private static final String SAVE = "INSERT INTO detected_alerts (" + String.join(", ", NAMES)
            + ", suppressed_by) VALUES (" + "?, ".repeat(NAMES.size()) + "?) ON CONFLICT (id) DO UPDATE SET "
            + NAMES.stream().skip(1).map(name -> name + " = excluded." + name).collect(Collectors.joining(", "))
            + ", suppressed_by = CASE WHEN detected_alerts.suppressed_by IS NULL THEN NULL ELSE excluded.suppressed_by END"
            + " WHERE excluded.last_seen > detected_alerts.last_seen OR excluded.last_seen = detected_alerts.last_seen"
            + " AND (excluded.closed OR NOT detected_alerts.closed)";

    private AlertColumns() {}

    static void save(Connection connection, Alert alert, @Nullable Long suppressedBy, StoredText texts)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SAVE)) {
            BoundOutput row = new BoundOutput(statement);
            row.text(alert.id());
            row.text(alert.attackType().label());
            row.text(text(alert.srcIp()));
            row.text(text(alert.dstIp()));
            row.text(alert.severity().name());
            row.float8(alert.confidence());
            row.int8(nanos(alert.firstSeen()));
            row.int8(nanos(alert.lastSeen()));
            row.int4(alert.windowSize());
            row.int8(nanos(alert.windowStart()));
            row.int8(nanos(alert.windowEnd()));
            row.int8(nanos(alert.detectedAt()));
            row.int8(alert.packetCount());
            row.int8(alert.byteCount());
            row.text(texts.fitted(alert.details().message()));
            row.text(evidence(alert, texts));
            row.text(texts.fitted(alert.details().technique()));
            row.bool(alert.closed());
            if (suppressedBy == null) {
                row.nulls(1);
            } else {
                row.int8(suppressedBy);
            }
            statement.executeUpdate();
        }
    }

    static StoredAlert read(ResultSet row) throws SQLException, IOException {
        Alert alert = new Alert(
                row.getString("id"),
                type(row.getString("attack_type"), row.getString("technique")),
                address(row.getString("src_ip")),
                address(row.getString("dst_ip")),
                Severity.valueOf(row.getString("severity")),
                row.getDouble("confidence"),
                instant(row.getLong("first_seen")),
                instant(row.getLong("last_seen")),
                row.getInt("window_size"),
                instant(row.getLong("window_start")),
                instant(row.getLong("window_end")),
                instant(row.getLong("detected_at")),
                row.getLong("packet_count"),
                row.getLong("byte_count"),
                new Alert.Details(
                        row.getString("message"), evidence(row.getString("evidence")), row.getString("technique")),
                row.getBoolean("closed"));
        boolean resolved = row.getBoolean("resolved");
        long resolvedAt = row.getLong("resolved_at");
        return new StoredAlert(
                alert,
                resolved,
                resolved ? instant(resolvedAt) : null,
                row.getString("note"),
                number(row, "suppressed_by"));
    }

    /** Returns a number that may be missing. */
    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS + instant.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static AttackType type(String label, String technique) {
        for (AttackType known : AttackType.known()) {
            if (known.label().equals(label)) {
                return known;
            }
        }
        return AttackType.of(label, technique);
    }

    private static @Nullable String text(@Nullable IpAddress address) {
        return address == null ? null : address.toString();
    }

    static @Nullable IpAddress address(@Nullable String text) {
        return text == null ? null : IpAddress.parse(text);
    }

    private static String evidence(Alert alert, StoredText texts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (String fact : alert.details().evidence()) {
                json.writeString(texts.fitted(fact));
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter never fails", e);
        }
        return text.toString();
    }

    private static List<String> evidence(String text) throws IOException {
        List<String> facts = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                facts.add(json.getText());
            }
        }
        return facts;
    }
}
