package io.nta.examples.generate.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTest {
    @Test
    void actionsRunInOrderOfTimeAndThenOfAsking() {
        Clock clock = new Clock(0);
        Randomness random = new Randomness(3);
        List<Integer> ran = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            int number = i;
            clock.at(random.below(100), () -> {
                times.add(clock.now());
                ran.add(number);
            });
        }

        clock.runUntil(100, () -> false);

        assertThat(times).hasSize(5_000).isSorted();
        for (int i = 1; i < ran.size(); i++) {
            assertThat(times.get(i) > times.get(i - 1) || ran.get(i) > ran.get(i - 1))
                    .isTrue();
        }
    }

    @Test
    void whatLiesAtOrBehindTheEndIsNotRun() {
        Clock clock = new Clock(0);
        List<Long> ran = new ArrayList<>();
        clock.at(9, () -> ran.add(9L));
        clock.at(10, () -> ran.add(10L));

        clock.runUntil(10, () -> false);

        assertThat(ran).containsExactly(9L);
    }
}
