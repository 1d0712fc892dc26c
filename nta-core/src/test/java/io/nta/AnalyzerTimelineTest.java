package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.Frames;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Event time from end to end. The lateness is 2 s, the longest jump that needs no confirmation an hour. Each run asserts that the counts add up. */
class AnalyzerTimelineTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final int HOUR = 3_600;
    private static final int DAY = 24 * HOUR;

    private static Scenario datagramsAt(double... seconds) {
        Scenario scenario = new Scenario();
        for (double at : seconds) {
            scenario.at(at).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        }
        return scenario;
    }

    private static void assertCounts(Rows rows, int folded, int late, int setAside) {
        assertThat(rows.stats().folded()).as("folded").isEqualTo(folded);
        assertThat(rows.stats().late()).as("late").isEqualTo(late);
        assertThat(rows.stats().setAside()).as("set aside").isEqualTo(setAside);
    }

    @Test
    void windowsAreHalfOpen() {
        Rows rows = datagramsAt(0, 4.999999999, 5, 10).run();
        assertThat(rows.source(CLIENT, 5, 0).get("packet_count")).isEqualTo(2);
        assertThat(rows.source(CLIENT, 5, 5).get("packet_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, 10).get("packet_count")).isEqualTo(1);
    }

    @Test
    void aPacketIsLateOnceItsWindowHasClosed() {
        // The watermark is at 4.9, then at 5: the first window has closed.
        Rows rows = datagramsAt(1, 6.9, 4.5, 7, 4.9, 5).run();
        assertCounts(rows, 5, 1, 0);
        assertThat(rows.source(CLIENT, 5, 0).get("packet_count")).isEqualTo(2);
        assertThat(rows.source(CLIENT, 5, 5).get("packet_count")).isEqualTo(3);
        assertThat(rows.source(CLIENT, 180, 0).get("packet_count")).isEqualTo(5);
    }

    @Test
    void aLatePacketOpensNoConnection() {
        Scenario scenario = datagramsAt(20);
        scenario.tcp("10.0.0.9", 40_000, SERVER, 80).at(1).syn();
        Rows rows = scenario.run();
        assertCounts(rows, 1, 1, 0);
        assertThat(rows.stats().connectionsOpened()).isEqualTo(1);
        assertThat(rows.find(KeyKind.SOURCE, "10.0.0.9", 5, 0)).isEmpty();
    }

    /** Conversations of one packet each way at most, so that no two packets of one depend on their order. */
    private static List<TimedFrame> independent(long seed) {
        Random random = new Random(seed);
        Scenario scenario = new Scenario();
        for (int i = 0; i < 2_000; i++) {
            String client = "10.0.0." + (1 + random.nextInt(20));
            String server = "10.0.1." + (1 + random.nextInt(20));
            scenario.at(i * 0.1);
            switch (random.nextInt(4)) {
                case 0 ->
                    scenario.tcp(client, 10_000 + i, server, 1 + random.nextInt(1_000))
                            .syn();
                case 1 -> scenario.udp(client, 10_000 + i, server, 2_000 + random.nextInt(1_000), random.nextInt(500));
                case 2 -> scenario.query(client, server, "name" + random.nextInt(50) + ".example.com", 1);
                default -> scenario.echo(client, server);
            }
        }
        return scenario.frames();
    }

    private static List<String> described(Rows rows) {
        return rows.all().stream().map(FeatureVector::toString).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void packetsOutOfOrderWithinTheLatenessGiveTheSameRows(long seed) {
        List<TimedFrame> inOrder = independent(seed);
        Random random = new Random(seed);
        // Each is held back by less than 2 s.
        List<TimedFrame> mixed = inOrder.stream()
                .collect(Collectors.toMap(frame -> frame, frame -> frame.nanos() + random.nextInt(1_999_999_999)))
                .entrySet()
                .stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue()))
                .map(entry -> entry.getKey())
                .toList();
        assertThat(mixed).isNotEqualTo(inOrder);
        Rows expected = Scenario.run(AnalyzerConfig.defaults(), inOrder);
        Rows actual = Scenario.run(AnalyzerConfig.defaults(), mixed);
        assertCounts(actual, 2_000, 0, 0);
        assertThat(described(actual)).isEqualTo(described(expected));
    }

    @Test
    void twoRunsGiveTheSameRowsInTheSameOrder() {
        List<TimedFrame> frames = independent(7);
        List<String> first = Scenario.run(AnalyzerConfig.defaults(), frames).all().stream()
                .map(FeatureVector::toString)
                .toList();
        List<String> second = Scenario.run(AnalyzerConfig.defaults(), frames).all().stream()
                .map(FeatureVector::toString)
                .toList();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void rowsComeInTheOrderInWhichTheirWindowsEndTheShorterFirst() {
        Rows rows = datagramsAt(1, 8, 29, 31, 62, 179, 181, 400).run();
        List<long[]> order = rows.all().stream()
                .map(row -> new long[] {row.endNanos(), row.seconds()})
                .toList();
        List<long[]> sorted = new ArrayList<>(order);
        sorted.sort(Comparator.<long[]>comparingLong(key -> key[0]).thenComparingLong(key -> key[1]));
        assertThat(order).usingRecursiveFieldByFieldElementComparator().isEqualTo(sorted);
    }

    @Test
    void aLonePacketFarAheadIsSetAside() {
        Rows rows = datagramsAt(1, 2, 2 + DAY, 3, 4).run();
        assertCounts(rows, 4, 0, 1);
        assertThat(rows.source(CLIENT, 5, 0).get("packet_count")).isEqualTo(4);
        assertThat(rows.find(KeyKind.SOURCE, CLIENT, 180, DAY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {HOUR + 0.5, HOUR + 1.5, 1.5 * HOUR, 1.99 * HOUR})
    void aLonePacketAnHourOrTwoAheadIsSetAsideThoughTheNextIsNearerThanAnHourToIt(double ahead) {
        Rows rows = datagramsAt(0, ahead, 1, 2, 3).run();
        assertCounts(rows, 4, 0, 1);
        assertCounts(datagramsAt(0, ahead, 0.9 * HOUR, 0.91 * HOUR).run(), 3, 0, 1);
    }

    @Test
    void aConfirmedJumpIsTakenWithBothPackets() {
        Rows rows = datagramsAt(1, 2, DAY, DAY + 1, DAY + 2).run();
        assertCounts(rows, 5, 0, 0);
        assertThat(rows.source(CLIENT, 5, 0).get("packet_count")).isEqualTo(2);
        assertThat(rows.source(CLIENT, 5, DAY).get("packet_count")).isEqualTo(3);
    }

    @Test
    void twoFarPacketsThatDoNotConfirmEachOtherAreBothSetAside() {
        assertCounts(datagramsAt(1, DAY, 30 * DAY, 2, 3).run(), 3, 0, 2);
    }

    @Test
    void aJumpThatNothingConfirmsBeforeTheEndIsSetAside() {
        assertCounts(datagramsAt(1, 2, DAY).run(), 2, 0, 1);
    }

    @Test
    void aJumpOfAnHourNeedsNoConfirmation() {
        assertCounts(datagramsAt(0, HOUR).run(), 2, 0, 0);
    }

    @Test
    void aHeldPacketIsAnalysedAsItCame() {
        Scenario scenario = datagramsAt(1);
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .at(DAY)
                .syn()
                .at(DAY + 1)
                .synAck()
                .ack();
        Rows rows = scenario.run();
        assertThat(rows.source(CLIENT, 5, DAY).get("attempted_conn_count")).isEqualTo(1);
        assertThat(rows.source(CLIENT, 5, DAY).get("established_conn_count")).isEqualTo(1);
    }

    @Test
    void aDayWithoutPacketsHasNoRowsAndEndsWhatWasOpen() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(1).handshake();
        scenario.at(2).udp("10.0.0.9", 50_000, "10.0.0.8", 5_000, 1);
        scenario.at(DAY).udp("10.0.0.9", 50_000, "10.0.0.8", 5_000, 1).udp("10.0.0.9", 50_000, "10.0.0.8", 5_000, 1);
        Rows rows = scenario.run();
        // Of each of the four keys a row of each length where it sent or was sent to, and for the pair with the
        // connection where that timed out.
        assertThat(rows.all()).hasSize(4 * 3 + 2 * 3 + 2 * 3);
        FeatureVector timeout = rows.source(CLIENT, 5, 600);
        assertThat(timeout.get("packet_count")).isZero();
        assertThat(timeout.get("avg_conn_duration")).isEqualTo(600);
        assertThat(rows.find(KeyKind.SOURCE, CLIENT, 5, 605)).isEmpty();
    }

    @Test
    void centuriesWithoutPacketsAreNotSteppedThrough() {
        double century = 100.0 * 365 * DAY;
        List<TimedFrame> frames = datagramsAt(0, 1, century, century + 1).frames();
        long began = System.nanoTime();
        Rows rows = Scenario.run(AnalyzerConfig.defaults(), frames);
        assertCounts(rows, 4, 0, 0);
        // 630 million panes; the bound is generous for a slow machine and far too short for one look at each.
        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
    }

    @Test
    void aCaptureFromBeforeTheEpochWorks() {
        TimedFrame model = datagramsAt(0).frames().get(0);
        List<TimedFrame> frames = List.of(
                new TimedFrame(-1, model.bytes(), model.wireLength()),
                new TimedFrame(1, model.bytes(), model.wireLength()));
        Rows rows = Scenario.run(AnalyzerConfig.defaults(), frames);
        assertCounts(rows, 2, 0, 0);
        assertThat(rows.all().stream().filter(row -> row.seconds() == 5 && row.kind() == KeyKind.SOURCE))
                .extracting(FeatureVector::startNanos)
                .containsExactly(-5_000_000_000L, 0L);
    }

    @Test
    void theEndOfACaptureEndsNoConnectionAndNoRequest() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake().send("GET / HTTP/1.1\r\n");
        FeatureVector row = scenario.run().source(CLIENT, 180, 0);
        assertThat(row.get("open_conn_count")).isEqualTo(1);
        assertThat(row.get("partial_http_count")).isEqualTo(1);
        assertThat(row.get("pending_request_count")).isEqualTo(1);
        assertThat(row.get("stalled_request_count")).isZero();
    }

    @Test
    void whatCannotBeDecodedIsCountedAndNotFolded() {
        Scenario scenario = datagramsAt(0);
        scenario.bytes(new byte[10]);
        scenario.frame(Frames.ethernet().etherType(0x88CC).payload(new byte[50]));
        Rows rows = scenario.run();
        assertThat(rows.stats().undecoded()).isEqualTo(2);
        assertThat(rows.stats().decoded()).isEqualTo(1);
    }

    @Test
    void nothingGivesNothing() {
        Rows rows = Scenario.run(AnalyzerConfig.defaults(), Collections.emptyList());
        assertThat(rows.all()).isEmpty();
        assertCounts(rows, 0, 0, 0);
    }

    @Test
    void aRowKnowsItsFirstAndLastPacketHoweverTheyCame() {
        FeatureVector row = datagramsAt(3, 1, 2).run().source(CLIENT, 5, 0);
        assertThat(row.firstPacketNanos()).isEqualTo(Traffic.nanos(1));
        assertThat(row.lastPacketNanos()).isEqualTo(Traffic.nanos(3));
    }
}
