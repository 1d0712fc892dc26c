package io.nta.store.jdbc.sql;

import io.nta.detect.Severity;
import io.nta.store.jdbc.read.AlertCounts;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.Cursor;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Questions about alerts. */
final class AlertQueries {
    private AlertQueries() {}

    static Page<StoredAlert> page(Connection connection, AlertQuery query) throws SQLException, IOException {
        Select select = new Select("SELECT * FROM detected_alerts")
                .within("detected_at", query.range())
                .whereGiven(
                        "severity = ?",
                        query.severity() == null ? null : query.severity().name())
                .whereGiven("attack_type = ?", query.attackType())
                .whereGiven("resolved = ?", query.resolved())
                .whereGiven("suppressed_by = ?", query.suppressedBy());
        if (query.suppressed() != null) {
            select.where(query.suppressed() ? "suppressed_by IS NOT NULL" : "suppressed_by IS NULL");
        }
        if (query.host() != null) {
            String host = query.host().toString();
            select.where("(src_ip = ? OR dst_ip = ?)", host, host);
        }
        Cursor after = Cursor.parse(query.after());
        if (after != null) {
            select.before("detected_at", "id", after.timeNanos(), after.id());
        }
        select.end(" ORDER BY detected_at DESC, id DESC LIMIT ?", query.limit() + 1);
        return select.page(
                connection,
                AlertColumns::read,
                query.limit(),
                alert -> new Cursor(
                        AlertColumns.nanos(alert.alert().detectedAt()),
                        alert.alert().id()));
    }

    static AlertCounts counts(Connection connection, TimeRange range) throws SQLException, IOException {
        long unresolved = 0;
        long total = 0;
        long suppressed = 0;
        Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            bySeverity.put(severity, 0L);
        }
        Map<String, Long> byType = new HashMap<>();
        Select select = new Select("SELECT attack_type, severity, count(*) FILTER (WHERE suppressed_by IS NULL),"
                        + " count(*) FILTER (WHERE suppressed_by IS NULL AND NOT resolved),"
                        + " count(*) FILTER (WHERE suppressed_by IS NOT NULL) FROM detected_alerts")
                .within("detected_at", range)
                .end(" GROUP BY attack_type, severity");
        for (Object[] row : select.list(connection, answer -> new Object[] {
            answer.getString(1),
            Severity.valueOf(answer.getString(2)),
            answer.getLong(3),
            answer.getLong(4),
            answer.getLong(5)
        })) {
            byType.merge((String) row[0], (Long) row[2], Long::sum);
            bySeverity.merge((Severity) row[1], (Long) row[2], Long::sum);
            total += (Long) row[2];
            unresolved += (Long) row[3];
            suppressed += (Long) row[4];
        }
        return new AlertCounts(
                total, unresolved, suppressed, bySeverity, SuppressionQueries.mostFrequent(byType, Integer.MAX_VALUE));
    }

    /** Returns the last detected of the alerts that were not closed, each with the number of the rule that keeps it quiet. */
    static Map<String, Optional<Long>> open(Connection connection) throws SQLException {
        Map<String, Optional<Long>> open = new LinkedHashMap<>();
        new Select("SELECT id, suppressed_by FROM detected_alerts")
                .where("NOT closed")
                .end(" ORDER BY detected_at DESC LIMIT ?", Page.MAX_ITEMS)
                .each(
                        connection,
                        Page.MAX_ITEMS,
                        row -> open.put(
                                row.getString("id"), Optional.ofNullable(AlertColumns.number(row, "suppressed_by"))));
        return open;
    }
}
