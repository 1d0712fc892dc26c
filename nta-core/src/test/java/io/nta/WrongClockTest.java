package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.FeatureVector;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import io.nta.window.EventTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures in which a clock was wrong. 16 packets confirm a time more than an hour ahead. Each run asserts that the counts add up. */
class WrongClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long YEAR_2106 = 0xFFFF_FFFFL * SECOND;
    private static final int DAY = 24 * 3_600;

    /** A packet each second from the start on. */
    private static List<TimedFrame> right(int count) {
        Scenario scenario = new Scenario();
        for (int second = 0; second < count; second++) {
            scenario.at(second).udp("10.0.0.1", 50_000, "10.0.0.2", 5_000, 1);
        }
        return scenario.frames();
    }

    private static TimedFrame wrong(long nanos) {
        Scenario scenario = new Scenario();
        scenario.udp("10.0.0.8", 50_000, "10.0.0.9", 5_000, 1);
        TimedFrame frame = scenario.frames().get(0);
        return new TimedFrame(nanos, frame.bytes(), frame.wireLength());
    }

    private static List<TimedFrame> insert(List<TimedFrame> frames, int at, long... times) {
        List<TimedFrame> mixed = new ArrayList<>(frames);
        for (int i = 0; i < times.length; i++) {
            mixed.add(at + i, wrong(times[i]));
        }
        return mixed;
    }

    private static Rows run(List<TimedFrame> frames) {
        return Scenario.run(AnalyzerConfig.defaults(), frames);
    }

    private static void assertCounts(Rows rows, long folded, long late, long setAside) {
        AnalyzerStats stats = rows.stats();
        assertThat(List.of(stats.folded(), stats.late(), stats.setAside()))
                .as("folded, late, set aside")
                .containsExactly(folded, late, setAside);
    }

    private static List<String> described(Rows rows) {
        return rows.all().stream().map(FeatureVector::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -SECOND, 0, YEAR_2106, EventTime.LATEST_NANOS, Long.MAX_VALUE})
    void aWrongFirstTimeIsSetAsideAndTheRestIsAsWithoutIt(long time) {
        List<TimedFrame> frames = right(100);
        Rows rows = run(insert(frames, 0, time));
        assertCounts(rows, 100, 0, 1);
        assertThat(described(rows)).isEqualTo(described(run(frames)));
    }

    @Test
    void soAreAFewWrongTimesAtTheBeginning() {
        assertCounts(run(insert(right(100), 0, YEAR_2106, YEAR_2106 + 1, YEAR_2106 + 2)), 100, 0, 3);
    }

    @Test
    void packetsFromBeforeTheClockWasSetAreKeptInTheirTimeAndHarmNoOther() {
        Rows rows = run(insert(right(100), 0, 0, SECOND, 2 * SECOND));
        assertCounts(rows, 103, 0, 0);
        assertThat(rows.all().get(0).startNanos()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 15})
    void aRunOfWrongTimesIsSetAsideWhereverItIs(int run) {
        List<TimedFrame> frames = right(100);
        long[] times =
                IntStream.range(0, run).mapToLong(i -> YEAR_2106 + i * SECOND).toArray();
        List<String> expected = described(run(frames));
        for (int at : new int[] {1, 5, 16, 17, 50, 99}) {
            Rows rows = run(insert(frames, at, times));
            assertCounts(rows, 100, 0, run);
            assertThat(described(rows)).isEqualTo(expected);
        }
    }

    @Test
    void twoWrongClocksThatTakeTurnsAreBothSetAside() {
        List<TimedFrame> frames = right(100);
        long other = Traffic.nanos(30 * DAY);
        Rows rows = run(insert(frames, 40, YEAR_2106, other, YEAR_2106, other, YEAR_2106, other));
        assertCounts(rows, 100, 0, 6);
        assertThat(described(rows)).isEqualTo(described(run(frames)));
    }

    @Test
    void aWrongClockThatTakesTurnsWithTheRightOneIsSetAside() {
        List<TimedFrame> mixed = new ArrayList<>();
        for (TimedFrame frame : right(100)) {
            mixed.add(wrong(frame.nanos() + 30L * DAY * SECOND));
            mixed.add(frame);
        }
        assertCounts(run(mixed), 100, 0, 100);
    }

    @Test
    void aClockThatIsWrongForLongIsBelievedAndWhatFollowsIsLate() {
        long[] times =
                IntStream.range(0, 16).mapToLong(i -> YEAR_2106 + i * SECOND).toArray();
        assertCounts(run(insert(right(100), 50, times)), 66, 50, 0);
    }

    @Test
    void aJumpBackwardIsLateUntilItsTimeHasCaughtUp() {
        List<TimedFrame> frames = new ArrayList<>(right(60));
        frames.addAll(right(100));
        // The watermark stands at 57 s: what is before 55 s is late.
        assertCounts(run(frames), 60 + 45, 55, 0);
    }

    @Test
    void timesThatCanNotBeComputedWithAreSetAside() {
        Rows rows = run(List.of(wrong(Long.MAX_VALUE), wrong(Long.MAX_VALUE - 1), wrong(Long.MIN_VALUE)));
        assertCounts(rows, 0, 0, 3);
        assertThat(rows.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {EventTime.EARLIEST_NANOS, EventTime.LATEST_NANOS - 50 * SECOND})
    void atTheBoundsOfUsableTimeNothingOverflows(long start) {
        List<TimedFrame> frames = right(50).stream()
                .map(frame -> new TimedFrame(start + frame.nanos() - Traffic.START, frame.bytes(), frame.wireLength()))
                .toList();
        Rows rows = run(frames);
        assertCounts(rows, 50, 0, 0);
        assertThat(rows.all()).allMatch(row -> row.startNanos() < row.endNanos());
        assertThat(rows.all().stream().filter(row -> row.seconds() == 180).mapToDouble(row -> row.get("packet_count")))
                .hasSizeBetween(2, 4);
    }

    @Test
    void aCaptureOfOnePacketCounts() {
        assertCounts(run(right(1)), 1, 0, 0);
    }

    @Test
    void packetsThatAreAllAloneCountWhenTheirTimeGoesForward() {
        List<TimedFrame> hourly = right(100).stream()
                .map(frame -> new TimedFrame(
                        Traffic.START + (frame.nanos() - Traffic.START) * 2 * 3_600, frame.bytes(), frame.wireLength()))
                .toList();
        assertCounts(run(hourly), 100, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyTimesAmongRightOnesLeaveTheRowsAsTheyAre(long seed) {
        Random random = new Random(seed);
        List<TimedFrame> frames = right(300);
        List<TimedFrame> mixed = new ArrayList<>();
        for (TimedFrame frame : frames) {
            while (random.nextInt(4) == 0) {
                mixed.add(wrong(random.nextLong()));
            }
            mixed.add(frame);
        }
        Rows rows = run(mixed);
        AnalyzerStats stats = rows.stats();
        assertThat(stats.folded()).isEqualTo(300);
        assertThat(stats.late() + stats.setAside()).isEqualTo(mixed.size() - 300);
        assertThat(stats.late()).as("those behind").isPositive();
        assertThat(described(rows)).isEqualTo(described(run(frames)));
    }
}
