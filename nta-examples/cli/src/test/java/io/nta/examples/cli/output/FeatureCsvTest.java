package io.nta.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureCsvTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "137.6, 137.6",
        "0.1, 0.1",
        "2E23, 2.0E23",
        "2.0E-3, 0.002",
        "1e15, 1000000000000000"
    })
    void numbersAreWrittenWithoutNoise(double value, String text) {
        assertThat(FeatureCsv.number(value)).isEqualTo(text);
    }

    @Test
    void everyNumberIsReadBackAsItWas() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(FeatureCsv.number(value))).isEqualTo(value);
            }
        }
    }
}
