package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** States filled by chance, the same for one seed. */
final class RandomStates {
    private final SplittableRandom random;

    RandomStates(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A state of a closed pane with everything in it: some counters exact and some sketches, ports few or many. */
    PaneState pane() {
        List<Runnable> steps = new ArrayList<>();
        PaneState pane = new PaneState();
        fill(pane, steps);
        steps.forEach(Runnable::run);
        return pane;
    }

    /** Two states that are filled with the same in different orders. */
    List<PaneState> twins() {
        long seed = random.nextLong();
        List<PaneState> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<Runnable> steps = new ArrayList<>();
            PaneState pane = new PaneState();
            new RandomStates(seed).fill(pane, steps);
            Collections.shuffle(steps, new Random(i));
            steps.forEach(Runnable::run);
            both.add(pane);
        }
        return both;
    }

    private void fill(PaneState pane, List<Runnable> steps) {
        for (Measure measure : Measure.values()) {
            if (measure.rule() != Measure.Rule.ORDERED && random.nextBoolean()) {
                long value = random.nextBoolean() ? random.nextInt(1_000) : random.nextLong();
                steps.add(() -> pane.set(measure, value));
            }
        }
        for (Distinct counter : Distinct.values()) {
            values(random.nextInt(4) == 0 ? 2_000 : random.nextInt(140))
                    .forEach(hash -> steps.add(() -> pane.sets.distinct(counter).add(hash)));
        }
        ports().forEach(port -> steps.add(() -> pane.sets.tcpPorts().add(port)));
        ports().forEach(port -> steps.add(() -> pane.sets.udpPorts().add(port)));
        for (Tally tally : Tally.values()) {
            for (int peer = random.nextInt(2 * PeerTally.COUNTERS + 1); peer > 0; peer--) {
                long address = peer;
                long weight = 1 + random.nextInt(50);
                steps.add(() -> pane.sets.tally(tally).add(0, address, weight));
            }
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            domain(pane, "d" + i + ".example", steps);
        }
        // In time order, whatever the order of the rest.
        int claims = random.nextInt(3);
        steps.add(() -> {
            for (int i = 0; i < claims; i++) {
                pane.claim(0x0200_0000_0000L + i);
            }
        });
    }

    private void domain(PaneState pane, String name, List<Runnable> steps) {
        long queries = 1 + random.nextInt(30);
        long hash = NameShapes.domainHash(name);
        values(random.nextInt(10) == 0 ? 200 : 5)
                .forEach(value ->
                        steps.add(() -> pane.domains().entry(hash, name).names.add(value)));
        steps.add(() -> {
            DomainTable.Entry entry = pane.domains().entry(hash, name);
            entry.queries += queries;
            entry.characters += 7 * queries;
            entry.answerBytes += 100;
            entry.carriers += queries / 2;
        });
    }

    private List<Long> values(int count) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // From few values, so that states overlap.
            values.add(Hashes.mix(random.nextInt(3_000)));
        }
        return values;
    }

    private List<Integer> ports() {
        List<Integer> ports = new ArrayList<>(random.nextBoolean() ? List.of(0, 65_535) : List.of());
        for (int i = random.nextBoolean() ? 900 : random.nextInt(66); i > 0; i--) {
            ports.add(random.nextInt(65_536));
        }
        return ports;
    }

    BindingTable bindings() {
        BindingTable table = new BindingTable();
        for (int i = random.nextInt(200); i > 0; i--) {
            table.claim(
                    random.nextInt(9) == 0 ? 0xFFFF_FFFF_FFFFL : random.nextInt(20),
                    IpAddress.ofIpv4(random.nextInt(40) - 20));
        }
        return table;
    }
}
