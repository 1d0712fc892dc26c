package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.read.TimeRange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds SQLite's file for longer than the store waits. */
class BusyFileTest {
    private static final RecordBatch BATCH = MadePackets.batch("b", 1, 20);

    @TempDir
    private Path folder;

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("nta.db");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatIsRefusedMeanwhileIsNotWrittenAndWhatComesAfterwardsIs() throws Exception {
        List<RecordBatch> doubted = new ArrayList<>();
        try (JdbcFeatureStore store = JdbcFeatureStore.open(StoreConfig.of(url())
                        .withRetention(RetentionConfig.forEver())
                        .withSpool(null)
                        .withPatience(Duration.ofMillis(250)));
                Connection other = DriverManager.getConnection(url())) {
            execute(other, "BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.appendAll(List.of(BATCH), doubted::add))
                    .isInstanceOf(StoreUnavailableException.class)
                    .isNotInstanceOf(CommitUnknownException.class);
            assertThat(store.reader().traffic(TimeRange.ALL).packets()).isZero();
            execute(other, "ROLLBACK");
            assertThat(store.appendAll(List.of(BATCH), doubted::add)).containsExactly(true);
            assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(20);
        }
        assertThat(doubted).isEmpty();
    }
}
