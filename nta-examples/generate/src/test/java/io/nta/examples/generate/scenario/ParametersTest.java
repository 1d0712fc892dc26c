package io.nta.examples.generate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.examples.generate.network.Randomness;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static Parameters parameters(int regime, long seed) {
        return new Parameters("test", new Regime(regime), new Randomness(seed), Map.of());
    }

    @Test
    void regimesHaveNoValueInCommonAndTogetherCoverTheRange() {
        TreeMap<Double, Integer> regimeOfValue = new TreeMap<>();
        for (int regime = 0; regime < Regime.COUNT; regime++) {
            for (int seed = 0; seed < 200; seed++) {
                double value = parameters(regime, seed).uniform("rate", 0, Regime.COUNT);
                regimeOfValue.merge(Math.floor(value), regime, (a, b) -> {
                    assertThat(a).isEqualTo(b);
                    return a;
                });
            }
        }

        assertThat(regimeOfValue).hasSize(Regime.COUNT);
        assertThat(regimeOfValue.values()).doesNotHaveDuplicates();
    }

    @Test
    void aRegimeHasNotTheSameStratumOfEachParameter() {
        Parameters drawn = parameters(0, 1);

        long strata = Map.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5).keySet().stream()
                .map(name -> Math.floor(drawn.uniform(name, 0, Regime.COUNT)))
                .distinct()
                .count();

        assertThat(strata).isGreaterThan(1);
    }

    @Test
    void theUserWinsOverTheRegimeAndMistakesAreTold() {
        Parameters set =
                new Parameters("test", new Regime(0), new Randomness(1), Map.of("rate", "7", "x", "1", "kind", "c"));

        assertThat(set.logUniform("rate", 100, 1000)).isEqualTo(7);
        assertThat(set.unused()).containsExactly("kind", "x");
        assertThatThrownBy(() -> set.choice("kind", "a", "b")).hasMessage("test: kind is one of [a, b], not c");
    }

    @Test
    void drawingOneParameterMoreChangesNoOther() {
        Parameters few = parameters(Regime.ALL, 4);
        Parameters more = parameters(Regime.ALL, 4);
        more.uniform("other", 0, 1);

        assertThat(more.uniform("rate", 0, 1)).isEqualTo(few.uniform("rate", 0, 1));
    }
}
