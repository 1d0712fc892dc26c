package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables against the catalogue, and databases of other versions. */
class SchemaTest {
    @TempDir
    private Path folder;

    private static List<String> columns(TestDatabase database, String url, String table) {
        String sql = database == TestDatabase.SQLITE
                ? "SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid"
                : "SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                        + "' ORDER BY ordinal_position";
        return TestDatabase.ask(url, sql).stream()
                .map(row -> row.get(0).toString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyFeatureOfTheCatalogueHasAColumnInItsOrder(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        TestDatabase.open(url).close();
        List<String> columns = columns(database, url, "aggregated_features");
        List<String> features = columns.subList(columns.indexOf("packets_until") + 1, columns.size());
        String type = database == TestDatabase.SQLITE ? "REAL" : "DOUBLE PRECISION";
        String missing = FeatureCatalogue.features().stream()
                .map(Feature::name)
                .filter(name -> !columns.contains(name))
                .map(name -> "ALTER TABLE aggregated_features ADD COLUMN " + name + " " + type + " NOT NULL DEFAULT 0;")
                .collect(Collectors.joining("\n"));
        assertThat(missing)
                .as(
                        "add a migration V…__….sql with these lines in %s",
                        "src/main/resources/io/nta/store/jdbc/"
                                + database.name().toLowerCase(Locale.ROOT))
                .isEmpty();
        assertThat(features)
                .containsExactlyElementsOf(
                        FeatureCatalogue.features().stream().map(Feature::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfSomebodyElseHaveAHistoryOfTheirOwn(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        for (int opening = 0; opening < 2; opening++) {
            try (JdbcFeatureStore store = TestDatabase.open(url)) {
                store.database().migrate("guest", "io/nta/store/jdbc/guest");
            }
        }
        TestDatabase.change(url, "INSERT INTO guest_table VALUES (1)");
        assertThat(TestDatabase.number(url, "SELECT count(*) FROM guest_table")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfANewerVersionIsRefusedByItsNumbers(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        TestDatabase.open(url).close();
        TestDatabase.change(
                url,
                "INSERT INTO schema_history_store (installed_rank, version, description, type, script, checksum, installed_by,"
                        + " installed_on, execution_time, success) SELECT 99, '42', 'later', type, 'V42__later.sql', checksum,"
                        + " installed_by, installed_on, 1, success FROM schema_history_store WHERE version = '1'");
        assertThatThrownBy(() -> TestDatabase.open(url))
                .isInstanceOf(NtaException.class)
                .hasMessageContaining("version 42")
                .hasMessageContaining("up to version 2")
                .hasMessageContaining("newer");
    }

    /** Version 1 knew no suppression. */
    @ParameterizedTest
    @EnumSource
    void aDatabaseOfTheFirstVersionIsBroughtToThisOneWithAllThatItHolds(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        StoreUrl store = StoreUrl.parse(url);
        Flyway.configure(JdbcFeatureStore.class.getClassLoader())
                .dataSource(store.jdbc(), store.user(), store.password())
                .locations("classpath:io/nta/store/jdbc/" + database.name().toLowerCase(Locale.ROOT))
                .table("schema_history_store")
                .target("1")
                .load()
                .migrate();
        assertThat(columns(database, url, "detected_alerts")).contains("note").doesNotContain("suppressed_by");
        TestDatabase.change(
                url,
                "INSERT INTO detected_alerts VALUES ('old', 'port_scan', '10.0.0.1', NULL, 'HIGH', 0.8, 1, 2, 5, 0, 5, 5, 42, 4200,"
                        + " 'it scans', '[]', 'T1046', TRUE, TRUE, 7, 'ours')");
        for (int opening = 0; opening < 2; opening++) {
            try (JdbcFeatureStore upgraded = TestDatabase.open(url)) {
                StoredAlert old = upgraded.reader().alert("old").orElseThrow();
                assertThat(old.alert().packetCount()).isEqualTo(42);
                assertThat(old.note()).isEqualTo("ours");
                assertThat(old.isSuppressed()).isFalse();
                assertThat(upgraded.reader().alertCounts(TimeRange.ALL).total()).isEqualTo(1);
                upgraded.suppressions()
                        .add(new NewSuppression(
                                new SuppressionScope("port_scan", null, SuppressionScope.Side.ATTACKER),
                                "why",
                                "ann",
                                null));
                assertThat(TestDatabase.number(url, "SELECT count(*) FROM suppressions"))
                        .isEqualTo(opening + 1);
            }
        }
    }

    /** An older version lacks the last features; what a migration adds then is 0 in the rows of before. */
    @ParameterizedTest
    @EnumSource
    void rowsOfAnOlderCatalogueAreReadWithZerosAndNotScoredAgain(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            store.append(List.of(
                    MadeRow.source("10.0.0.1", 5).with("packet_count", 3).row()));
        }
        List<Feature> features = FeatureCatalogue.features();
        String last = features.get(features.size() - 1).name();
        TestDatabase.change(url, "ALTER TABLE aggregated_features DROP COLUMN " + last);
        TestDatabase.change(url, "UPDATE aggregated_features SET catalogue = 'older'");
        String type = database == TestDatabase.SQLITE ? "REAL" : "DOUBLE PRECISION";
        TestDatabase.change(
                url, "ALTER TABLE aggregated_features ADD COLUMN " + last + " " + type + " NOT NULL DEFAULT 0");
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            var rows = store.reader()
                    .features(FeatureQuery.newest(TimeRange.ALL, 10))
                    .items();
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).row().get("packet_count")).isEqualTo(3);
            assertThat(rows.get(0).row().get(last)).isZero();
            assertThat(rows.get(0).catalogue()).isEqualTo("older");
            assertThat(store.reader().withoutVerdict(Long.MAX_VALUE, 10)).isEmpty();
        }
    }
}
