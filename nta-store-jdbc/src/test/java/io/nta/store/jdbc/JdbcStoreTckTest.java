package io.nta.store.jdbc;

import io.nta.packet.PacketRecord;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketStore;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.StoredRow;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.tck.FeatureStoreTck;
import io.nta.tck.PacketStoreTck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Both databases keep the contract of stores. */
class JdbcStoreTckTest {
    abstract static class Rows extends FeatureStoreTck {
        @TempDir
        private Path folder;

        private String url;

        abstract TestDatabase database();

        @Override
        protected FeatureStore open() {
            url = url == null ? database().newUrl(folder) : url;
            return TestDatabase.open(url);
        }

        @Override
        protected Contents contents(FeatureStore store) throws IOException {
            var reader = ((JdbcFeatureStore) store).reader();
            Map<String, String> rows = new HashMap<>();
            for (StoredRow row : reader.features(FeatureQuery.newest(TimeRange.ALL, Page.MAX_ITEMS))
                    .items()) {
                rows.put(row.row().toString(), row.label());
            }
            return new Contents(
                    rows,
                    reader.alerts(AlertQuery.newest(TimeRange.ALL, 100)).items().stream()
                            .map(StoredAlert::alert)
                            .collect(Collectors.toMap(alert -> alert.id(), alert -> alert)));
        }
    }

    abstract static class Packets extends PacketStoreTck {
        @TempDir
        private Path folder;

        private String url;

        abstract TestDatabase database();

        @Override
        protected PacketStore open() {
            url = url == null ? database().newUrl(folder) : url;
            return TestDatabase.open(url);
        }

        @Override
        protected List<PacketRecord> packets(PacketStore store) throws IOException {
            var stored = new ArrayList<>(((JdbcFeatureStore) store)
                    .reader()
                    .packets(PacketQuery.newest(TimeRange.ALL, Page.MAX_ITEMS))
                    .items());
            stored.sort(Comparator.comparing(packet -> packet.id()));
            return stored.stream().map(packet -> packet.packet()).toList();
        }
    }

    @Nested
    class SqliteRows extends Rows {
        @Override
        TestDatabase database() {
            return TestDatabase.SQLITE;
        }
    }

    @Nested
    class PostgresqlRows extends Rows {
        @Override
        TestDatabase database() {
            return TestDatabase.POSTGRESQL;
        }
    }

    @Nested
    class SqlitePackets extends Packets {
        @Override
        TestDatabase database() {
            return TestDatabase.SQLITE;
        }
    }

    @Nested
    class PostgresqlPackets extends Packets {
        @Override
        TestDatabase database() {
            return TestDatabase.POSTGRESQL;
        }
    }
}
