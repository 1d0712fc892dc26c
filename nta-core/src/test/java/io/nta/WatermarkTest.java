package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.window.AggregatorConfig;
import io.nta.window.Watermark;
import org.junit.jupiter.api.Test;

/** The lateness is 2 s, the longest lag of a source 5 s. Times are seconds here. */
class WatermarkTest {
    private static final long SECOND = 1_000_000_000L;

    private final Watermark watermark = new Watermark(AggregatorConfig.defaults());

    private double observe(int source, double seconds) {
        return watermark.observe(source, Math.round(seconds * SECOND)) / (double) SECOND;
    }

    @Test
    void thereIsNoneBeforeAPacket() {
        watermark.addSource();
        assertThat(watermark.value()).isEqualTo(Watermark.NONE);
        assertThat(watermark.highest(0)).isEqualTo(Watermark.NONE);
    }

    @Test
    void ofOneSourceItIsTheHighestTimeMinusTheLatenessAndNeverGoesBack() {
        int source = watermark.addSource();
        assertThat(observe(source, 100)).isEqualTo(98);
        assertThat(observe(source, 90)).isEqualTo(98);
        assertThat(observe(source, 101.5)).isEqualTo(99.5);
        assertThat(watermark.highest(source)).isEqualTo(Math.round(101.5 * SECOND));
    }

    @Test
    void ofSeveralSourcesItIsTheMinimum() {
        int a = watermark.addSource();
        int b = watermark.addSource();
        assertThat(observe(a, 100))
                .as("a source without a packet holds nothing back")
                .isEqualTo(98);
        assertThat(observe(b, 99)).as("it never goes back").isEqualTo(98);
        assertThat(observe(a, 103)).isEqualTo(98);
        assertThat(observe(b, 101)).isEqualTo(99);
        assertThat(observe(b, 104)).isEqualTo(101);
    }

    @Test
    void aSourceThatLagsTooFarBehindLeavesTheMinimum() {
        int fast = watermark.addSource();
        int slow = watermark.addSource();
        observe(fast, 100);
        observe(slow, 100);
        assertThat(observe(fast, 104)).as("4 s behind: waits").isEqualTo(98);
        assertThat(observe(fast, 110)).as("10 s behind: 5 s of them count").isEqualTo(110 - 5 - 2);
        assertThat(observe(slow, 101)).isEqualTo(103);
        assertThat(observe(slow, 109)).as("it has caught up").isEqualTo(107);
    }

    @Test
    void aRetiredSourceHoldsNothingBackUntilItsNextPacket() {
        int a = watermark.addSource();
        int b = watermark.addSource();
        observe(a, 100);
        observe(b, 100);
        assertThat(observe(a, 104)).isEqualTo(98);
        assertThat(watermark.retire(b) / SECOND).isEqualTo(102);
        assertThat(observe(a, 105)).isEqualTo(103);
        assertThat(observe(b, 104)).isEqualTo(103);
        assertThat(observe(a, 108)).as("it counts again").isEqualTo(103);
    }

    @Test
    void whenAllHaveRetiredItStands() {
        int a = watermark.addSource();
        observe(a, 100);
        assertThat(watermark.retire(a) / SECOND).isEqualTo(98);
        assertThat(observe(a, 99)).isEqualTo(98);
    }
}
