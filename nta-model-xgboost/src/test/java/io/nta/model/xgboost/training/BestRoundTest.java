package io.nta.model.xgboost.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestRoundTest {
    private final BestRound best = new BestRound();

    @Test
    void itIsTheFirstOfThoseWithTheLeastLossOnTheHeldOutPart() {
        best.offer(0.9F, 0.8F);
        best.offer(0.7F, 0.6F);
        best.offer(0.5F, 0.6F);
        best.offer(0.3F, 0.7F);
        assertThat(best.round()).isEqualTo(2);
        assertThat(best.trainingLoss()).isEqualTo(0.7F);
        assertThat(best.heldOutLoss()).isEqualTo(0.6F);
        assertThat(best.roundsSince()).isEqualTo(2);
    }

    @Test
    void aRoundWithoutALossIsNeverTheBest() {
        best.offer(Float.NaN, Float.NaN);
        best.offer(0.9F, 0.8F);
        best.offer(0.1F, Float.NaN);
        assertThat(best.round()).isEqualTo(2);
        assertThat(best.roundsSince()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void whenNoRoundHasALossThereIsNoModelAndAnErrorSaysSo(float loss) {
        for (int i = 0; i < 3; i++) {
            best.offer(loss, loss);
        }
        assertThat(best.roundsSince()).isEqualTo(3);
        assertThatThrownBy(best::round)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("None of 3 rounds had a finite loss on the held-out part")
                .hasMessageContaining("eta");
    }
}
