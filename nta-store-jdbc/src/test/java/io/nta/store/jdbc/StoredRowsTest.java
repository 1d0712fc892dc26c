package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.Tally;
import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.AlertCounts;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.StoredRow;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows, verdicts and alerts, as they are asked for. */
class StoredRowsTest {
    private static final String HOST = "10.0.0.1";

    @TempDir
    private Path folder;

    private static FeatureVector row(String host, int second, double value) {
        return MadeRow.source(host, 5)
                .at(second)
                .with("packet_count", value)
                .with("avg_subdomain_entropy", 3.25)
                .peer(Tally.OPENINGS, "10.9.9.9", 0.5)
                .topDomain("example.org")
                .rival(0x0200_0000_0001L, "10.0.0.77", null)
                .row();
    }

    private static Verdict verdict(FeatureVector row, AttackType type, double confidence) {
        return new Verdict(row, type, confidence, row.address(), null, "it does", List.of("a fact"), "test");
    }

    private static List<String> told(List<StoredRow> rows) {
        return rows.stream().map(row -> row.row() + " " + row.label()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void rowsComeBackWithWhatTheyKnow(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            FeatureVector row = row(HOST, 0, 17);
            store.append(List.of(row));
            StoredRow stored = store.reader()
                    .features(FeatureQuery.newest(TimeRange.ALL, 10))
                    .items()
                    .get(0);
            assertThat(stored.row().toString()).isEqualTo(row.toString());
            assertThat(stored.row().toArray()).isEqualTo(row.toArray());
            assertThat(stored.row().context().peer(Tally.OPENINGS))
                    .isEqualTo(row.context().peer(Tally.OPENINGS));
            assertThat(stored.row().context().peer(Tally.QUERIES)).isNull();
            assertThat(stored.row().context().topDomain()).isEqualTo("example.org");
            assertThat(stored.row().context().rival()).isEqualTo(row.context().rival());
            assertThat(stored.row().firstPacketNanos()).isEqualTo(row.firstPacketNanos());
            assertThat(stored.row().lastPacketNanos()).isEqualTo(row.lastPacketNanos());
            assertThat(stored.catalogue()).isEqualTo(FeatureCatalogue.fingerprint());
            assertThat(stored.label()).isNull();
            assertThat(stored.confidence()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSurestVerdictIsTheRowsAndOneWithoutIsNormal(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            FeatureVector quiet = row(HOST, 0, 1);
            FeatureVector loud = row(HOST, 5, 2);
            FeatureVector unjudged = row(HOST, 10, 3);
            List<FeatureVector> rows = List.of(quiet, loud, unjudged);
            store.append(rows);
            assertThat(store.reader().totals().rowsWithoutVerdict()).isEqualTo(3);
            store.judge(
                    List.of(quiet, loud),
                    List.of(verdict(loud, AttackType.UDP_FLOOD, 0.6), verdict(loud, AttackType.PORT_SCAN, 0.9)));
            List<StoredRow> stored = store.reader()
                    .features(FeatureQuery.newest(TimeRange.ALL, 10))
                    .items();
            assertThat(stored).extracting(StoredRow::label).containsExactly(null, "port_scan", "normal");
            assertThat(stored).extracting(StoredRow::confidence).containsExactly(null, 0.9, 0.0);
            assertThat(store.reader().withoutVerdict(Long.MAX_VALUE, 10))
                    .extracting(left -> left.row().toString())
                    .containsExactly(unjudged.toString());
            assertThat(store.reader().withoutVerdict(0, 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreAddedWithWhatWasSaidOfThemAreJudged(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            FeatureVector loud = row(HOST, 5, 2);
            List<FeatureVector> rows = List.of(row(HOST, 0, 1), loud);
            List<Verdict> said = List.of(verdict(loud, AttackType.PORT_SCAN, 0.9));
            store.append(rows, said);
            store.append(rows, said);
            List<StoredRow> stored = store.reader()
                    .features(FeatureQuery.newest(TimeRange.ALL, 10))
                    .items();
            assertThat(stored).extracting(StoredRow::label).containsExactly("port_scan", "normal");
            assertThat(stored).extracting(StoredRow::confidence).containsExactly(0.9, 0.0);
            assertThat(store.reader().totals().rowsWithoutVerdict()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreThereTakeWhatIsSaidOfThemWhenTheyAreAddedAgain(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            FeatureVector unjudged = row(HOST, 0, 1);
            FeatureVector quiet = row(HOST, 5, 2);
            FeatureVector changed = row(HOST, 10, 4);
            store.append(List.of(unjudged, row(HOST, 10, 3)));
            store.append(List.of(quiet), List.of());
            store.append(
                    List.of(unjudged, quiet, changed),
                    List.of(verdict(unjudged, AttackType.PORT_SCAN, 0.9), verdict(quiet, AttackType.UDP_FLOOD, 0.8)));
            assertThat(told(store.reader()
                            .features(FeatureQuery.newest(TimeRange.ALL, 10))
                            .items()))
                    .containsExactly(changed + " normal", quiet + " udp_flood", unjudged + " port_scan");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameRowAgainKeepsItsVerdictAndAnotherTakesItsPlaceWithoutOne(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            FeatureVector row = row(HOST, 0, 1);
            store.append(List.of(row));
            store.judge(List.of(row), List.of());
            store.append(List.of(row(HOST, 0, 1)));
            assertThat(store.reader()
                            .features(FeatureQuery.newest(TimeRange.ALL, 10))
                            .items())
                    .extracting(StoredRow::label)
                    .containsExactly("normal");
            FeatureVector fuller = row(HOST, 0, 2);
            store.append(List.of(row(HOST, 0, 9), fuller));
            List<StoredRow> stored = store.reader()
                    .features(FeatureQuery.newest(TimeRange.ALL, 10))
                    .items();
            assertThat(told(stored)).containsExactly(fuller + " null");
        }
    }

    /** PostgreSQL writes new rows in another way than known ones. */
    @ParameterizedTest
    @EnumSource
    void newRowsAndKnownOnesAreWrittenTogetherAndInAnyOrder(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.append(List.of(row(HOST, 0, 1), row(HOST, 5, 2)));
            store.append(List.of(row(HOST, 10, 3), row(HOST, 5, 2), row(HOST, 0, 4)));
            store.append(List.of(row(HOST, 10, 3), row(HOST, 0, Double.NaN)));
            store.append(List.of(row(HOST, 15, 6)));
            store.append(List.of(row(HOST, 20, 7), row(HOST, 20, 8)));
            assertThat(store.reader()
                            .features(FeatureQuery.newest(TimeRange.ALL, 10))
                            .items())
                    .extracting(stored -> stored.row().get("packet_count"))
                    .containsExactly(8.0, 6.0, 3.0, 2.0, 0.0);
            assertThat(store.stats().written().notFinite()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreFoundByEachOfTheirPropertiesAndByPage(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            List<FeatureVector> rows = new ArrayList<>();
            for (int second = 0; second < 300; second += 5) {
                rows.add(row(HOST, second, second));
                rows.add(row("10.0.0.2", second, second));
                rows.add(MadeRow.target(HOST, 5).at(second).row());
            }
            rows.add(MadeRow.source(HOST, 30).row());
            store.append(rows);
            store.judge(rows.subList(0, 2), List.of(verdict(rows.get(1), AttackType.PORT_SCAN, 1)));
            FeatureQuery byKey = new FeatureQuery(
                    new TimeRange(rows.get(0).startNanos(), rows.get(0).startNanos() + 100_000_000_000L),
                    5,
                    KeyKind.SOURCE,
                    IpAddress.parse(HOST),
                    null,
                    7,
                    null);
            List<String> found = new ArrayList<>();
            Page<StoredRow> page = store.reader().features(byKey);
            found.addAll(told(page.items()));
            while (page.next() != null) {
                page = store.reader()
                        .features(
                                new FeatureQuery(byKey.range(), 5, KeyKind.SOURCE, byKey.key(), null, 7, page.next()));
                found.addAll(told(page.items()));
            }
            List<String> expected = new ArrayList<>();
            for (int second = 95; second >= 0; second -= 5) {
                expected.add(row(HOST, second, second) + (second == 0 ? " normal" : " null"));
            }
            assertThat(found).isEqualTo(expected);
            assertThat(store.reader()
                            .features(new FeatureQuery(TimeRange.ALL, null, null, null, "port_scan", 10, null))
                            .items())
                    .extracting(row -> row.row().address().toString())
                    .containsExactly("10.0.0.2");
            assertThat(store.reader()
                            .features(new FeatureQuery(TimeRange.ALL, 30, null, null, null, 10, null))
                            .items())
                    .hasSize(1);
            assertThat(store.reader().totals().rows()).isEqualTo(rows.size());
        }
    }

    private static Alert alert(String id, AttackType type, double confidence, int lastSeen, boolean closed) {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        return new Alert(
                id,
                type,
                IpAddress.parse(HOST),
                null,
                Severity.ofConfidence(confidence),
                confidence,
                start.plusNanos(123_456_789),
                start.plusSeconds(lastSeen),
                5,
                start,
                start.plusSeconds(5),
                start.plusSeconds(5 + id.hashCode() % 10),
                42,
                4_200,
                new Alert.Details("it scans", List.of("9 \"ports\"", "è"), type.technique()),
                closed);
    }

    @ParameterizedTest
    @EnumSource
    void alertsComeBackAndAnOlderStateChangesNothing(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            Alert opened = alert("a1", AttackType.PORT_SCAN, 0.6, 10, false);
            Alert later = alert("a1", AttackType.PORT_SCAN, 0.95, 20, false);
            Alert closed = alert("a1", AttackType.PORT_SCAN, 0.95, 20, true);
            store.save(opened);
            store.save(later);
            assertThat(store.reader().alert("a1"))
                    .get()
                    .extracting(StoredAlert::alert)
                    .isEqualTo(later);
            store.save(closed);
            store.save(opened);
            store.save(later);
            assertThat(store.reader().alert("a1"))
                    .get()
                    .extracting(StoredAlert::alert)
                    .isEqualTo(closed);
            assertThat(store.reader().alert("a2")).isEmpty();
            Alert own = alert("b", AttackType.of("exfiltration", "T1048"), 0.5, 1, true);
            store.save(own);
            assertThat(store.reader().alert("b"))
                    .get()
                    .extracting(StoredAlert::alert)
                    .isEqualTo(own);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyResolvedStaysSoWhenTheAlertGoesOn(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.save(alert("a1", AttackType.PORT_SCAN, 0.6, 10, false));
            assertThat(store.resolve("none", null)).isEmpty();
            StoredAlert resolved = store.resolve("a1", "our own scanner").orElseThrow();
            assertThat(resolved.resolved()).isTrue();
            assertThat(resolved.resolvedAt()).isNotNull();
            assertThat(resolved.note()).isEqualTo("our own scanner");
            store.save(alert("a1", AttackType.PORT_SCAN, 0.9, 20, true));
            assertThat(store.reader().alert("a1"))
                    .hasValueSatisfying(alert -> assertThat(alert.resolvedAt()).isEqualTo(resolved.resolvedAt()));
            StoredAlert reopened = store.reopen("a1", "it was not").orElseThrow();
            assertThat(reopened.resolved()).isFalse();
            assertThat(reopened.resolvedAt()).isNull();
            assertThat(reopened.note()).isEqualTo("it was not");
        }
    }

    @ParameterizedTest
    @EnumSource
    void alertsAreFoundByEachOfTheirPropertiesAndCounted(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            List<Alert> alerts = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                alerts.add(alert(
                        "x" + i,
                        i % 3 == 0 ? AttackType.PORT_SCAN : AttackType.SYN_FLOOD,
                        i % 2 == 0 ? 0.95 : 0.6,
                        i,
                        true));
                store.save(alerts.get(i));
            }
            store.resolve("x3", null);
            AlertQuery query = new AlertQuery(
                    TimeRange.ALL, Severity.CRITICAL, "port_scan", IpAddress.parse(HOST), false, null, null, 2, null);
            List<String> found = new ArrayList<>();
            Page<StoredAlert> page = store.reader().alerts(query);
            page.items().forEach(alert -> found.add(alert.alert().id()));
            while (page.next() != null) {
                page = store.reader()
                        .alerts(new AlertQuery(
                                query.range(),
                                query.severity(),
                                "port_scan",
                                query.host(),
                                false,
                                null,
                                null,
                                2,
                                page.next()));
                page.items().forEach(alert -> found.add(alert.alert().id()));
            }
            assertThat(found)
                    .containsExactlyInAnyOrder("x0", "x6", "x12", "x18", "x24")
                    .doesNotHaveDuplicates();
            AlertCounts counts = store.reader().alertCounts(TimeRange.ALL);
            assertThat(counts.total()).isEqualTo(30);
            assertThat(counts.unresolved()).isEqualTo(29);
            assertThat(counts.byType().toString())
                    .as("the most frequent first")
                    .isEqualTo("{syn_flood=20, port_scan=10}");
            assertThat(counts.bySeverity())
                    .containsEntry(Severity.CRITICAL, 15L)
                    .containsEntry(Severity.MEDIUM, 15L)
                    .containsEntry(Severity.LOW, 0L);
        }
    }
}
