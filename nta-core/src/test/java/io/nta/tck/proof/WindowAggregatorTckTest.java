package io.nta.tck.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.spi.WindowAggregator;
import io.nta.tck.WindowAggregatorTck;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowAggregatorTckTest {
    private static Supplier<WindowAggregator> plugin = Wrapped::new;

    /** What a plugin writer writes. */
    static class Kit extends WindowAggregatorTck {
        @Override
        protected WindowAggregator create() {
            return plugin.get();
        }
    }

    private static KitRun run(Supplier<WindowAggregator> aggregator) {
        plugin = aggregator;
        return KitRun.of(Kit.class);
    }

    @Test
    void aSoundAggregatorPasses() {
        run(Wrapped::new).assertFailed(Set.of());
    }

    static List<Broken<WindowAggregator>> broken() {
        return BrokenAggregators.all();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenAggregatorFailsTheSentenceThatItBreaks(Broken<WindowAggregator> broken) {
        run(broken.plugin()).assertFailed(broken.fails());
    }

    @Test
    void everySentenceIsBrokenByAPlugin() {
        assertThat(Broken.sentences(broken())).isEqualTo(KitRun.sentences(WindowAggregatorTck.class));
    }
}
