package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortSetTest {
    private static void assertSame(PortSet ports, TreeSet<Integer> model) {
        assertThat(ports.size()).isEqualTo(model.size());
        TreeSet<Integer> seen = new TreeSet<>();
        for (int port = ports.next(0); port >= 0; port = ports.next(port + 1)) {
            seen.add(port);
        }
        assertThat(seen).isEqualTo(model);
        for (int from : new int[] {0, 1, 63, 64, 65, 32_768, 65_534, 65_535, 65_536}) {
            Integer next = model.ceiling(from);
            assertThat(ports.next(from)).as("next from %d", from).isEqualTo(next == null ? -1 : next);
        }
        char[] copied = new char[65_536];
        assertThat(ports.copyTo(copied)).isEqualTo(model.size());
        int at = 0;
        for (int port : model) {
            assertThat((int) copied[at++]).isEqualTo(port);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itIsATreeSetThroughAddingMergingAndClearing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PortSet[] sets = {new PortSet(), new PortSet(), new PortSet()};
        List<TreeSet<Integer>> models = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        for (int step = 0; step < 400; step++) {
            int one = random.nextInt(sets.length);
            TreeSet<Integer> model = models.get(one);
            switch (random.nextInt(12)) {
                case 0 -> {
                    sets[one].clear();
                    model.clear();
                }
                case 1, 2 -> {
                    int other = random.nextInt(sets.length);
                    sets[one].merge(sets[other]);
                    model.addAll(new TreeSet<>(models.get(other)));
                }
                case 3 -> {
                    int edge = random.nextBoolean() ? 0 : 0xFFFF;
                    sets[one].add(edge);
                    model.add(edge);
                }
                default -> {
                    for (int n = random.nextInt(20); n >= 0; n--) {
                        int port = random.nextInt(4) == 0 ? random.nextInt(65_536) : random.nextInt(200);
                        sets[one].add(port);
                        model.add(port);
                    }
                }
            }
            assertSame(sets[one], model);
        }
    }

    @Test
    void theEdgesAreHeldSparseAndDense() {
        PortSet ports = new PortSet();
        TreeSet<Integer> model = new TreeSet<>();
        ports.add(0xFFFF);
        ports.add(0);
        ports.add(0xFFFF);
        model.add(0xFFFF);
        model.add(0);
        assertSame(ports, model);
        for (int port = 1_000; port < 1_000 + 2 * PortSet.MAX_SPARSE; port++) {
            ports.add(port);
            ports.add(port);
            model.add(port);
            assertSame(ports, model);
        }
    }

    @Test
    void aMergeThatFillsTheSparseFormToItsBrimAndOneMoreKeepsAll() {
        for (int extra = 0; extra < 3; extra++) {
            PortSet low = new PortSet();
            PortSet high = new PortSet();
            TreeSet<Integer> model = new TreeSet<>();
            for (int i = 0; i < PortSet.MAX_SPARSE / 2; i++) {
                low.add(i);
                model.add(i);
            }
            for (int i = 0; i < PortSet.MAX_SPARSE / 2 + extra; i++) {
                high.add(0xFFFF - i);
                model.add(0xFFFF - i);
            }
            low.merge(high);
            assertSame(low, model);
        }
    }

    @Test
    void all65536PortsFit() {
        PortSet ports = new PortSet();
        for (int port = 0xFFFF; port >= 0; port--) {
            ports.add(port);
        }
        assertThat(ports.size()).isEqualTo(65_536);
        assertThat(ports.copyTo(new char[65_536])).isEqualTo(65_536);
        PortSet other = new PortSet();
        other.add(5);
        other.merge(ports);
        assertThat(other.size()).isEqualTo(65_536);
    }
}
