package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpProtocol;
import io.nta.testkit.Limits;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has rows when there are more unproven keys than may have them. */
class EarnedRowsTest {
    private static final String SERVER = "10.0.0.2";
    private static final String CLIENT = "10.0.0.9";
    private static final int FORGED = 3_000;
    /** Nobody gets a row but by proof. */
    private static final AnalyzerConfig NONE = Limits.unproven(0, 0);

    private final Scenario scenario = new Scenario();

    private static long sources(Rows rows) {
        return rows.all().stream()
                .filter(row -> row.kind() == KeyKind.SOURCE)
                .map(FeatureVector::address)
                .distinct()
                .count();
    }

    private static boolean has(Rows rows, KeyKind kind, String address) {
        return rows.all().stream()
                .anyMatch(row -> row.kind() == kind && row.address().toString().equals(address));
    }

    private void flood(String target) {
        for (int i = 0; i < FORGED; i++) {
            scenario.tcp("11.0." + i / 250 + "." + (1 + i % 250), 1_024 + i, target, 80)
                    .at(i * 0.001)
                    .syn();
        }
    }

    @Test
    void ofForgedSourcesOnlySoManyHaveRowsAndTheRestIsCounted() {
        flood(SERVER);
        Rows rows = scenario.run(Limits.unproven(2_000, 100));
        assertThat(sources(rows)).isEqualTo(100);
        assertThat(rows.stats().windows().withheldSources()).isEqualTo(FORGED - 100);
        assertThat(rows.stats().windows().withheldTargets()).isZero();
    }

    @Test
    void theRowOfTheirTargetIsTheSameAsIfAllHadRows() {
        flood(SERVER);
        assertThat(scenario.run(NONE).stats().windows().withheldSources()).isEqualTo(FORGED);
        Rows limited = scenario.run(Limits.unproven(100, 50));
        Rows unlimited = scenario.run(Limits.unlimited());
        for (int seconds : new int[] {5, 30, 180}) {
            assertThat(values(limited.target(SERVER, seconds, 0)))
                    .isEqualTo(values(unlimited.target(SERVER, seconds, 0)));
        }
    }

    private static List<Double> values(FeatureVector row) {
        return FeatureCatalogue.features().stream()
                .map(feature -> row.get(feature.name()))
                .toList();
    }

    @Test
    void ofAllAddressesThatASweepTriesOnlySoManyHaveRowsAndTheScannerHasItsOwn() {
        for (int i = 0; i < FORGED; i++) {
            scenario.tcp(CLIENT, 40_000, "11.0." + i / 250 + "." + (1 + i % 250), 80)
                    .at(i * 0.001)
                    .syn();
        }
        Rows rows = scenario.run(Limits.unproven(2_000, 100));
        assertThat(rows.all().stream()
                        .filter(row -> row.kind() == KeyKind.TARGET)
                        .map(FeatureVector::address)
                        .distinct())
                // The first was tried before anybody could answer for it.
                .hasSize(101);
        assertThat(rows.stats().windows().withheldTargets()).isEqualTo(FORGED - 101);
        assertThat(rows.source(CLIENT, 5, 0).get("attempted_conn_count")).isEqualTo(FORGED);
    }

    @Test
    void aHandshakeProvesTheClientAndAnAnswerTheServer() {
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 80).at(1).syn();
        assertThat(scenario.run(NONE).all()).isEmpty();
        talk.at(1.1).synAck();
        Rows answered = scenario.run(NONE);
        assertThat(has(answered, KeyKind.TARGET, SERVER)).isTrue();
        assertThat(has(answered, KeyKind.SOURCE, CLIENT)).isFalse();
        talk.at(1.2).ack().at(2).send("GET / HTTP/1.1\r\n\r\n").at(7).fin().serverFin();
        Rows rows = scenario.run(NONE);
        for (FeatureVector row : List.of(rows.source(CLIENT, 5, 0), rows.target(SERVER, 5, 0))) {
            assertThat(row.get("attempted_conn_count")).isEqualTo(1);
            assertThat(row.get("established_conn_count")).isEqualTo(1);
            assertThat(row.get("half_open_count")).isZero();
            assertThat(row.get("open_conn_count")).isEqualTo(1);
            assertThat(row.get("distinct_targets_count")).isEqualTo(1);
        }
        // Closed in the window, and none open at its end.
        assertThat(rows.source(CLIENT, 5, 5).get("open_conn_count")).isEqualTo(1);
        assertThat(rows.target(SERVER, 5, 5).get("open_conn_count")).isEqualTo(1);
    }

    @Test
    void whatTheBlindCanSendToProvesNothing() {
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(1).syn().synAck().rst();
        scenario.at(2).udp(CLIENT, 40_001, SERVER, 53, 10).udp(SERVER, 53, CLIENT, 40_001, 10);
        scenario.at(3).udp(CLIENT, 40_001, SERVER, 53, 10);
        scenario.at(4).echo(CLIENT, SERVER).echoReply(SERVER, CLIENT).echo(CLIENT, SERVER);
        // An acknowledgment of nothing that the server sent.
        scenario.tcp(CLIENT, 40_002, SERVER, 80).at(5).syn();
        scenario.tcp(SERVER, 80, CLIENT, 40_002).sequence(77).at(5.1);
        assertThat(has(scenario.run(NONE), KeyKind.SOURCE, CLIENT)).isFalse();
    }

    @Test
    void aGuessedAcknowledgmentProvesNothing() {
        TcpTalk client = scenario.tcp(CLIENT, 40_000, SERVER, 80).at(1).syn().synAck();
        TcpTalk blind = scenario.tcp(CLIENT, 40_000, SERVER, 80).sequence(1_001);
        blind.at(1.1).ack();
        assertThat(has(scenario.run(NONE), KeyKind.SOURCE, CLIENT)).isFalse();
        client.at(1.2).ack();
        assertThat(has(scenario.run(NONE), KeyKind.SOURCE, CLIENT)).isTrue();
    }

    @Test
    void answersThatNobodyAskedForAndErrorsOfRoutersProveNoTarget() {
        scenario.at(1).segment(SERVER, 80, CLIENT, 40_000, 0x12);
        scenario.at(2).udp(SERVER, 53, CLIENT, 40_001, 10);
        scenario.tcp(CLIENT, 40_002, SERVER, 80).at(3).syn();
        scenario.at(3.1).error("10.9.9.9", 3, 1, IpProtocol.TCP, CLIENT, 40_002, SERVER, 80);
        assertThat(scenario.run(NONE).all()).isEmpty();
    }

    @Test
    void aScannerThatCompletesNothingGetsItsRowAmongForgedSourcesByPersistence() {
        flood(SERVER);
        for (int port = 1; port <= 200; port++) {
            scenario.tcp(CLIENT, 40_000, SERVER, port)
                    .at(FORGED * 0.001 + port * 0.005)
                    .syn();
        }
        Rows rows = scenario.run(Limits.unproven(10, 10));
        assertThat(sources(rows)).isEqualTo(11);
        // The 64th packet is the first that counts, or a later one where forged sources had led in the scanner's place.
        assertThat(rows.source(CLIENT, 5, 0).get("attempted_conn_count")).isBetween(200.0 - 63 - 9, 200.0 - 63);
    }

    @Test
    void aFlashCrowdOfNewClientsKeepsItsRows() {
        for (int i = 0; i < FORGED; i++) {
            scenario.tcp("11.0." + i / 250 + "." + (1 + i % 250), 40_000, SERVER, 443)
                    .at(i * 0.001)
                    .handshake();
        }
        Rows rows = scenario.run(Limits.unproven(10, 10));
        assertThat(sources(rows)).isEqualTo(FORGED);
        assertThat(rows.stats().windows().withheldSources()).isZero();
    }

    @Test
    void floodsToRandomAddressesAreLimitedOnBothSidesTogether() {
        Random random = new Random(1);
        for (int i = 0; i < FORGED; i++) {
            scenario.tcp("11." + i / 250 + ".3." + (1 + i % 250), 40_000, "12.9." + i / 250 + "." + (1 + i % 250), 80)
                    .at(i * 0.001 + random.nextDouble() * 0.001)
                    .syn();
        }
        Rows rows = scenario.run(Limits.unproven(50, 10));
        assertThat(rows.all().stream().map(FeatureVector::address).distinct()).hasSize(100);
        assertThat(rows.stats().windows().withheldSources()).isEqualTo(FORGED - 50);
        assertThat(rows.stats().windows().withheldTargets()).isEqualTo(FORGED - 50);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void gaugesOfRowsThatBeginLateAreThoseOfTheirConnectionsAndEndAtNothing(long seed) throws IOException {
        List<RecordedPackets.Frame> frames = new Scenes(seed).play(160).inOrder();
        List<FeatureVector> late = rows(frames, NONE);
        Map<List<Object>, FeatureVector> all =
                rows(frames, Limits.unlimited()).stream().collect(Collectors.toMap(this::key, Function.identity()));
        assertThat(late).hasSizeGreaterThan(200);
        for (FeatureVector row : late) {
            FeatureVector full = all.get(key(row));
            assertThat(full).isNotNull();
            for (String gauge :
                    List.of("open_conn_count", "partial_http_count", "stalled_request_count", "blocked_conn_count")) {
                assertThat(row.get(gauge)).as("%s of %s", gauge, row).isBetween(0.0, full.get(gauge));
            }
            assertThat(row.get("half_open_count")).isNotNegative();
        }
    }

    private List<Object> key(FeatureVector row) {
        return List.of(row.kind(), row.address(), row.startNanos(), row.seconds());
    }

    private static List<FeatureVector> rows(List<RecordedPackets.Frame> frames, AnalyzerConfig config)
            throws IOException {
        List<FeatureVector> rows = new ArrayList<>();
        try (Analyzer analyzer = Analyzer.builder()
                .source(new RecordedPackets(frames))
                .config(config)
                .onRow(rows::add)
                .build()) {
            analyzer.run();
            assertThat(analyzer.stats().isConserved()).isTrue();
        }
        return rows;
    }
}
