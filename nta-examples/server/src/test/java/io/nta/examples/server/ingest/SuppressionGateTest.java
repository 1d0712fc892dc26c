package io.nta.examples.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AlertListener;
import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.feature.RowContext;
import io.nta.packet.IpAddress;
import io.nta.store.jdbc.JdbcFeatureStore;
import io.nta.store.jdbc.StoreConfig;
import io.nta.store.jdbc.read.FeatureQuery;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.SuppressionScope.Side;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What listeners hear of an alert, from its opening to its end. */
class SuppressionGateTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();
    private JdbcFeatureStore store;
    private SuppressionGate gate;
    private int second;

    @BeforeEach
    void open() {
        store = JdbcFeatureStore.open(
                StoreConfig.of("jdbc:sqlite:" + folder.resolve("nta.db")).withSpool(null));
        gate = new SuppressionGate(store, List.of(new AlertListener() {
            @Override
            public void onOpened(Alert alert) {
                heard.add("opened " + alert.id());
            }

            @Override
            public void onUpdated(Alert alert) {
                heard.add("updated " + alert.id());
            }

            @Override
            public void onClosed(Alert alert) {
                heard.add("closed " + alert.id());
            }
        }));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    /** A later state of an alert than those before. */
    private Alert alert(String id, boolean closed) {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        return new Alert(
                id,
                AttackType.PORT_SCAN,
                IpAddress.parse("10.0.0.1"),
                null,
                Severity.HIGH,
                0.8,
                start,
                start.plusSeconds(++second),
                5,
                start,
                start.plusSeconds(5),
                start.plusSeconds(5),
                42,
                4_200,
                new Alert.Details("it scans", List.of(), "T1046"),
                closed);
    }

    private void opens(String id) throws IOException {
        gate.save(alert(id, false));
        gate.onOpened(alert(id, false));
    }

    private void goesOn(String id) throws IOException {
        gate.save(alert(id, false));
        gate.onUpdated(alert(id, false));
    }

    private void ends(String id) throws IOException {
        gate.save(alert(id, true));
        gate.onClosed(alert(id, true));
    }

    private long suppress() throws IOException {
        return store.suppressions()
                .add(new NewSuppression(new SuppressionScope("port_scan", null, Side.ATTACKER), "ours", "ann", null))
                .id();
    }

    @Test
    void ofARaisedAlertAllIsHeardThoughARuleIsMadeMeanwhile() throws IOException {
        opens("a");
        suppress();
        goesOn("a");
        opens("b");
        ends("a");
        ends("b");
        assertThat(heard).containsExactly("opened a", "updated a", "closed a");
    }

    @Test
    void aSuppressedAlertOpensForListenersWhenItsRuleIsLifted() throws IOException {
        long rule = suppress();
        opens("a");
        opens("b");
        goesOn("a");
        store.suppressions().lift(rule, "bob");
        ends("b");
        assertThat(heard).isEmpty();
        goesOn("a");
        goesOn("a");
        ends("a");
        assertThat(heard).containsExactly("opened a", "updated a", "closed a");
    }

    private static List<FeatureVector> row(int second) {
        long start = Instant.parse("2026-03-01T12:00:00Z").getEpochSecond() + second;
        return List.of(new FeatureVector(
                KeyKind.SOURCE,
                IpAddress.parse("10.0.0.1"),
                start * 1_000_000_000,
                5,
                start * 1_000_000_000,
                start * 1_000_000_000,
                new double[FeatureCatalogue.size()],
                RowContext.EMPTY));
    }

    private List<String> labels() throws IOException {
        return store.reader().features(FeatureQuery.newest(TimeRange.ALL, 10)).items().stream()
                .map(row -> String.valueOf(row.label()))
                .toList();
    }

    @Test
    void rowsAreKeptWithTheirVerdictsAndThoseThatADetectorFailedOnWithoutAtTheLatestAtTheEnd() throws IOException {
        List<FeatureVector> first = row(0);
        gate.append(first);
        gate.judge(first, List.of());
        assertThat(labels()).containsExactly("normal");
        gate.append(row(5));
        gate.append(row(10));
        assertThat(labels()).containsExactly("null", "normal");
        opens("a");
        assertThat(labels()).as("an alert is never there before its row").containsExactly("null", "null", "normal");
        gate.append(row(15));
        gate.close();
        assertThat(labels()).containsExactly("null", "null", "null", "normal");
    }
}
