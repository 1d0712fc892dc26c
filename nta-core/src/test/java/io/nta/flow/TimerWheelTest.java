package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
    private static final long PANE = 10;
    private static final long HORIZON = 300;

    private final TimerWheel wheel = new TimerWheel(PANE, HORIZON);

    private List<Connection> fire(long end) {
        List<Connection> fired = new ArrayList<>();
        wheel.fire(end, fired::add);
        return fired;
    }

    @Test
    void aTimerFiresWhenItsPaneHasEndedAndOnce() {
        Connection timer = new Connection();
        wheel.schedule(timer, 25);
        assertThat(wheel.nextPaneStart()).isEqualTo(20);
        assertThat(fire(20)).isEmpty();
        assertThat(fire(30)).containsExactly(timer);
        assertThat(fire(1_000)).isEmpty();
        assertThat(wheel.nextPaneStart()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTimerMovesAndIsCancelled() {
        Connection moved = new Connection();
        Connection cancelled = new Connection();
        wheel.schedule(moved, 25);
        wheel.schedule(cancelled, 25);
        wheel.schedule(moved, 47);
        wheel.cancel(cancelled);
        wheel.cancel(cancelled);
        assertThat(fire(40)).isEmpty();
        assertThat(fire(50)).containsExactly(moved);
    }

    @Test
    void whatIsDueInThePastFiresWithTheNextPane() {
        fire(100);
        Connection late = new Connection();
        wheel.schedule(late, 30);
        assertThat(fire(100)).isEmpty();
        assertThat(fire(110)).containsExactly(late);
    }

    @Test
    void aDayWithoutAnythingIsSkipped() {
        Connection timer = new Connection();
        wheel.schedule(timer, 25);
        assertThat(fire(86_400_000_000_000L)).containsExactly(timer);
        wheel.schedule(timer, 86_400_000_000_025L);
        assertThat(wheel.nextPaneStart()).isEqualTo(86_400_000_000_020L);
    }

    @Test
    void afterASilenceTheNextTimerIsFoundAtOnceHoweverLongItWas() {
        wheel.schedule(new Connection(), 25);
        fire(30);
        long afterTwoCenturies = 200L * 365 * 86_400 * 1_000_000_000L;
        Connection timer = new Connection();
        wheel.schedule(timer, afterTwoCenturies + 5);
        assertThat(wheel.nextPaneStart()).isEqualTo(afterTwoCenturies);
        assertThat(fire(afterTwoCenturies + PANE)).containsExactly(timer);
    }

    @Test
    void timesBeforeTheEpochWorkToo() {
        Connection timer = new Connection();
        wheel.schedule(timer, -5);
        assertThat(wheel.nextPaneStart()).isEqualTo(-10);
        assertThat(fire(-10)).isEmpty();
        assertThat(fire(0)).containsExactly(timer);
    }

    /** A wheel and a map from timer to pane, through the same operations. The callback puts every third timer back, as connections do that lived on. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itDoesWhatANaiveMapOfTimersDoes(long seed) {
        Random random = new Random(seed);
        List<Connection> timers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            timers.add(new Connection());
        }
        Map<Connection, Long> model = new HashMap<>();
        long time = random.nextInt(10_000) - 5_000;
        long fired = Math.floorDiv(time, PANE) * PANE;
        fire(fired);
        for (int step = 0; step < 5_000; step++) {
            Connection timer = timers.get(random.nextInt(timers.size()));
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> {
                    long due = time - 30 + random.nextInt((int) HORIZON);
                    wheel.schedule(timer, due);
                    model.put(timer, Math.max(Math.floorDiv(due, PANE) * PANE, fired));
                }
                case 3 -> {
                    wheel.cancel(timer);
                    model.remove(timer);
                }
                default -> {
                    time += random.nextInt(50) == 0 ? random.nextInt(5_000) : random.nextInt(40);
                    long end = Math.max(fired, Math.floorDiv(time, PANE) * PANE);
                    fired = end;
                    fireBoth(model, end, random);
                }
            }
            assertNextIsNotTooLate(model);
        }
    }

    private void fireBoth(Map<Connection, Long> model, long end, Random random) {
        Set<Connection> expected = new HashSet<>();
        model.forEach((timer, pane) -> {
            if (pane < end) {
                expected.add(timer);
            }
        });
        expected.forEach(model::remove);
        Set<Connection> actual = new HashSet<>();
        wheel.fire(end, timer -> {
            assertThat(actual.add(timer)).as("fires once").isTrue();
            if (random.nextInt(3) == 0) {
                long due = end + random.nextInt((int) HORIZON);
                wheel.schedule(timer, due);
                model.put(timer, Math.floorDiv(due, PANE) * PANE);
            }
        });
        assertThat(actual).isEqualTo(expected);
    }

    /** The next pane may be told too early, which costs a look, but never too late, and always when there is one. */
    private void assertNextIsNotTooLate(Map<Connection, Long> model) {
        long earliest = model.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        assertThat(wheel.nextPaneStart()).isLessThanOrEqualTo(earliest);
        assertThat(wheel.nextPaneStart() == Long.MAX_VALUE).isEqualTo(model.isEmpty());
    }
}
