package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeLawTest {
    private static final int PANES = 7;

    private static List<byte[]> panes(long seed) {
        RandomStates states = new RandomStates(seed);
        List<byte[]> panes = new ArrayList<>();
        for (int i = 0; i < PANES; i++) {
            panes.add(PaneStateCodec.write(states.pane()));
        }
        return panes;
    }

    /** Merges neighbours, chosen by chance, until one state is left. */
    private static PaneState mergeInAnyGrouping(List<byte[]> panes, Random random) throws StateFormatException {
        List<PaneState> left = new ArrayList<>();
        for (byte[] pane : panes) {
            left.add(PaneStateCodec.read(pane));
        }
        while (left.size() > 1) {
            int at = random.nextInt(left.size() - 1);
            left.get(at).merge(left.remove(at + 1));
        }
        return left.get(0);
    }

    /** Leaves out what depends on time order, and the tallies, whose bound alone is promised once they overflow. */
    private static byte[] withoutOrder(PaneState state) {
        for (Measure measure : Measure.values()) {
            if (measure.rule() == Measure.Rule.LAST || measure.rule() == Measure.Rule.ORDERED) {
                state.set(measure, measure.resting());
            }
        }
        return PaneStateCodec.write(state);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void inTimeOrderEveryGroupingGivesTheSameState(long seed) throws StateFormatException {
        List<byte[]> panes = panes(seed);
        byte[] oneByOne = PaneStateCodec.write(mergeInAnyGrouping(panes, new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        }));
        for (int i = 0; i < 10; i++) {
            assertThat(PaneStateCodec.write(mergeInAnyGrouping(panes, new Random(i))))
                    .isEqualTo(oneByOne);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatDoesNotDependOnTimeMergesAlikeInEveryOrderAndGrouping(long seed) throws StateFormatException {
        List<byte[]> panes = panes(seed);
        byte[] first = withoutOrder(mergeInAnyGrouping(panes, new Random(0)));
        for (int i = 1; i < 10; i++) {
            Collections.shuffle(panes, new Random(i));
            assertThat(withoutOrder(mergeInAnyGrouping(panes, new Random(i)))).isEqualTo(first);
        }
    }
}
