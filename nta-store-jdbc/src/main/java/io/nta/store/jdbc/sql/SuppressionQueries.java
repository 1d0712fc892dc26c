package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.Cursor;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.Suppression;
import io.nta.store.jdbc.read.SuppressionDryRun;
import io.nta.store.jdbc.read.SuppressionQuery;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.UsedSuppression;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about rules of suppression. */
final class SuppressionQueries {
    private static final String USED = "SELECT s.*,"
            + " (SELECT count(*) FROM detected_alerts a WHERE a.suppressed_by = s.id) AS alerts,"
            + " (SELECT max(a.detected_at) FROM detected_alerts a WHERE a.suppressed_by = s.id) AS last_alert"
            + " FROM suppressions s";

    private SuppressionQueries() {}

    static Page<UsedSuppression> page(Connection connection, SuppressionQuery query) throws SQLException, IOException {
        Select select = inForce(new Select(USED), query.inForceAt());
        Cursor after = Cursor.parse(query.after());
        if (after != null) {
            select.before("created_at", "id", after.timeNanos(), after.number());
        }
        select.end(" ORDER BY created_at DESC, id DESC LIMIT ?", query.limit() + 1);
        return select.page(connection, SuppressionQueries::used, query.limit(), SuppressionQueries::cursor);
    }

    private static Cursor cursor(UsedSuppression used) {
        Suppression rule = used.rule();
        return new Cursor(AlertColumns.nanos(rule.createdAt()), String.valueOf(rule.id()));
    }

    static Optional<UsedSuppression> one(Connection connection, long id) throws SQLException, IOException {
        return new Select(USED)
                .where("id = ?", id).list(connection, SuppressionQueries::used).stream()
                        .findFirst();
    }

    private static UsedSuppression used(ResultSet row) throws SQLException {
        return new UsedSuppression(
                SuppressionColumns.read(row), row.getLong("alerts"), SuppressionColumns.instant(row, "last_alert"));
    }

    /** Adds that rules are in force at a moment. */
    private static Select inForce(Select rules, @Nullable Instant now) {
        return now == null
                ? rules
                : rules.where("lifted_at IS NULL").where("(until IS NULL OR until > ?)", AlertColumns.nanos(now));
    }

    /** Returns the rules in force, the first made first. */
    static List<Suppression> inForce(Connection connection, Instant now) throws SQLException, IOException {
        return inForce(new Select("SELECT * FROM suppressions"), now)
                .end(" ORDER BY id")
                .list(connection, SuppressionColumns::read);
    }

    static SuppressionDryRun dryRun(Connection connection, SuppressionScope scope, TimeRange range, int newest)
            throws SQLException, IOException {
        Count count = new Count(scope, newest);
        Select select = new Select("SELECT id, attack_type, src_ip, dst_ip, suppressed_by FROM detected_alerts")
                .within("detected_at", range)
                .whereGiven("attack_type = ?", scope.attackType())
                .end(" ORDER BY detected_at DESC, id DESC LIMIT ?", SuppressionDryRun.MAX_LOOKED_AT + 1);
        boolean complete = select.each(connection, SuppressionDryRun.MAX_LOOKED_AT, count::look);
        return new SuppressionDryRun(
                count.alerts,
                count.suppressed,
                complete,
                mostFrequent(count.byType, Integer.MAX_VALUE),
                mostFrequent(count.byHost, SuppressionDryRun.MAX_HOSTS),
                alerts(connection, count.newestIds));
    }

    /** What a scope is about, of the alerts that were looked at. */
    private static final class Count {
        private final SuppressionScope scope;
        private final int newest;
        private final Map<String, Long> byType = new HashMap<>();
        private final Map<String, Long> byHost = new HashMap<>();
        private final List<String> newestIds = new ArrayList<>();
        private long alerts;
        private long suppressed;

        Count(SuppressionScope scope, int newest) {
            this.scope = scope;
            this.newest = newest;
        }

        void look(ResultSet row) throws SQLException {
            String type = row.getString("attack_type");
            IpAddress attacker = AlertColumns.address(row.getString("src_ip"));
            IpAddress target = AlertColumns.address(row.getString("dst_ip"));
            if (!scope.matches(type, attacker, target)) {
                return;
            }
            alerts++;
            suppressed += AlertColumns.number(row, "suppressed_by") == null ? 0 : 1;
            byType.merge(type, 1L, Long::sum);
            IpAddress host = scope.hostOf(attacker, target);
            if (host != null) {
                byHost.merge(host.toString(), 1L, Long::sum);
            }
            if (newestIds.size() < newest) {
                newestIds.add(row.getString("id"));
            }
        }
    }

    /** Returns the highest counts, the highest first. */
    static Map<String, Long> mostFrequent(Map<String, Long> counts, int limit) {
        Map<String, Long> first = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    private static List<StoredAlert> alerts(Connection connection, List<String> ids) throws SQLException, IOException {
        if (ids.isEmpty()) {
            return List.of();
        }
        return new Select("SELECT * FROM detected_alerts")
                .where("id IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")", ids.toArray())
                .end(" ORDER BY detected_at DESC, id DESC")
                .list(connection, AlertColumns::read);
    }
}
