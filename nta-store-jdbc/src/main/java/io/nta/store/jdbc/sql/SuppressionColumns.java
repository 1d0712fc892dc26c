package io.nta.store.jdbc.sql;

import io.nta.packet.IpPrefix;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.Suppression;
import io.nta.store.jdbc.read.SuppressionScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rules as rows of {@code suppressions}, and back. */
final class SuppressionColumns {
    private static final String INSERT =
            "INSERT INTO suppressions (attack_type, hosts, side, reason, author, created_at,"
                    + " until) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id";

    private SuppressionColumns() {}

    static Suppression insert(Connection connection, NewSuppression rule, Instant now) throws SQLException {
        SuppressionScope scope = rule.scope();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            BoundOutput row = new BoundOutput(statement);
            row.text(scope.attackType());
            row.text(scope.hosts() == null ? null : scope.hosts().toString());
            row.text(scope.side().name());
            row.text(rule.reason());
            row.text(rule.author());
            row.int8(AlertColumns.nanos(now));
            if (rule.until() == null) {
                row.nulls(1);
            } else {
                row.int8(AlertColumns.nanos(rule.until()));
            }
            try (ResultSet made = statement.executeQuery()) {
                made.next();
                return new Suppression(
                        made.getLong(1), scope, rule.reason(), rule.author(), now, rule.until(), null, null);
            }
        }
    }

    static Suppression read(ResultSet row) throws SQLException {
        String hosts = row.getString("hosts");
        return new Suppression(
                row.getLong("id"),
                new SuppressionScope(
                        row.getString("attack_type"),
                        hosts == null ? null : IpPrefix.parse(hosts),
                        SuppressionScope.Side.valueOf(row.getString("side"))),
                row.getString("reason"),
                row.getString("author"),
                AlertColumns.instant(row.getLong("created_at")),
                instant(row, "until"),
                instant(row, "lifted_at"),
                row.getString("lifted_by"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long nanos = AlertColumns.number(row, column);
        return nanos == null ? null : AlertColumns.instant(nanos);
    }
}
