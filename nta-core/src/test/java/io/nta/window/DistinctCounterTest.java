package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.WindowState.Distinct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCounterTest {
    /** One standard deviation as stated: 0.76 / sqrt(2048). */
    private static final double SIGMA = 0.76 / Math.sqrt(2048);

    private static DistinctCounter of(Iterable<Long> hashes) {
        DistinctCounter counter = new DistinctCounter();
        hashes.forEach(counter::add);
        return counter;
    }

    private static List<Long> hashes(SplittableRandom random, int count) {
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(random.nextLong());
        }
        return hashes;
    }

    private static byte[] bytes(DistinctCounter counter) {
        PaneState state = new PaneState();
        state.sets.distinct(Distinct.TARGETS).merge(counter);
        return PaneStateCodec.write(state);
    }

    @Test
    void upTo128ValuesTheCountIsExactHoweverOftenTheyCome() {
        List<Long> values = hashes(new SplittableRandom(1), 128);
        DistinctCounter counter = new DistinctCounter();
        for (int i = 0; i < values.size(); i++) {
            counter.add(values.get(i));
            values.subList(0, i + 1).forEach(counter::add);
            assertThat(counter.count()).isEqualTo(i + 1);
        }
        assertThat(counter.isExact()).isTrue();
    }

    @Test
    void the129thValueMakesItAnEstimateThatIsNeverBelowTheLimit() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 50; i++) {
            DistinctCounter counter = of(hashes(random, 129));
            assertThat(counter.isExact()).isFalse();
            assertThat(counter.count()).isBetween(128L, 150L);
        }
    }

    @Test
    void theHashZeroIsAValueLikeAnother() {
        DistinctCounter counter = of(List.of(0L, 1L, 0L));
        assertThat(counter.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000, 1_000_000})
    void theEstimateIsMostlyWithinThreeStandardDeviations(int size) {
        int runs = Math.max(5, Math.min(200, 3_000_000 / size));
        int beyondOne = 0;
        int beyondThree = 0;
        double errors = 0;
        SplittableRandom random = new SplittableRandom(size);
        for (int run = 0; run < runs; run++) {
            DistinctCounter counter = new DistinctCounter();
            for (int i = 0; i < size; i++) {
                counter.add(random.nextLong());
            }
            double error = (double) counter.count() / size - 1;
            errors += error;
            beyondOne += Math.abs(error) > SIGMA ? 1 : 0;
            beyondThree += Math.abs(error) > 3 * SIGMA ? 1 : 0;
        }
        assertThat(beyondThree).as("beyond three, of %d", runs).isLessThanOrEqualTo(runs / 50);
        assertThat(beyondOne).as("beyond one, of %d", runs).isLessThanOrEqualTo(runs * 45 / 100 + 1);
        assertThat(errors / runs).as("bias").isBetween(-SIGMA, SIGMA);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void unionInAnyOrderAndGroupingIsTheCounterOfTheUnitedStream(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> pool = hashes(random, seed % 2 == 0 ? 120 : 900);
        List<List<Long>> parts = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<Long> part = new ArrayList<>();
            for (int n = random.nextInt(200); n > 0; n--) {
                part.add(pool.get(random.nextInt(pool.size())));
            }
            parts.add(part);
            all.addAll(part);
        }
        byte[] united = bytes(of(all));
        for (int i = 0; i < 10; i++) {
            Random order = new Random(i);
            Collections.shuffle(parts, order);
            List<DistinctCounter> counters =
                    new ArrayList<>(parts.stream().map(DistinctCounterTest::of).toList());
            while (counters.size() > 1) {
                DistinctCounter other = counters.remove(order.nextInt(counters.size()));
                counters.get(order.nextInt(counters.size())).merge(other);
            }
            assertThat(bytes(counters.get(0))).isEqualTo(united);
        }
    }

    @Test
    void aSketchAndAnExactCounterUniteInEitherDirection() {
        SplittableRandom random = new SplittableRandom(5);
        List<Long> many = hashes(random, 500);
        List<Long> few = hashes(random, 20);
        DistinctCounter sketchFirst = of(many);
        sketchFirst.merge(of(few));
        DistinctCounter exactFirst = of(few);
        exactFirst.merge(of(many));
        assertThat(bytes(sketchFirst)).isEqualTo(bytes(exactFirst));
        assertThat((double) sketchFirst.count()).isBetween(520 * (1 - 3 * SIGMA), 520 * (1 + 3 * SIGMA));
    }

    @Test
    void clearedItCountsAnewExactly() {
        DistinctCounter counter = of(hashes(new SplittableRandom(6), 1_000));
        counter.clear();
        assertThat(counter.count()).isZero();
        counter.add(7);
        assertThat(counter.count()).isEqualTo(1);
        List<Long> again = hashes(new SplittableRandom(7), 300);
        counter.clear();
        again.forEach(counter::add);
        assertThat(bytes(counter)).isEqualTo(bytes(of(again)));
    }

    @Test
    void mergingLeavesTheOtherAsItWas() {
        DistinctCounter other = of(hashes(new SplittableRandom(8), 400));
        byte[] before = bytes(other);
        DistinctCounter counter = of(List.of(1L, 2L));
        counter.merge(other);
        counter.add(3);
        assertThat(bytes(other)).isEqualTo(before);
    }
}
