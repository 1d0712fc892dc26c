package io.nta.examples.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SeedRangeTest {
    @Test
    void aNumberIsOneSeedAndTwoAreARange() {
        assertThat(SeedRange.parse("7")).isEqualTo(new SeedRange(7, 7));
        assertThat(SeedRange.parse("0-5")).isEqualTo(new SeedRange(0, 5));
        assertThat(SeedRange.parse("5-5")).isEqualTo(new SeedRange(5, 5));
        assertThat(SeedRange.parse("999999999")).isEqualTo(new SeedRange(999_999_999, 999_999_999));
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(strings = {"", "x", "-1", "1-", "1-2-3", "1 - 2", "1.5", "1..5", "1234567890"})
    void whatIsNeitherIsRefusedWithItsValueAndAnExample(String text) {
        assertThatThrownBy(() -> SeedRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seeds are a number or a range, such as 7 or 0-5, not '" + text + "'");
    }

    @Test
    void aRangeGoesUpwards() {
        assertThatThrownBy(() -> SeedRange.parse("5-3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seeds go upwards, not from 5 to 3");
    }

    @Test
    void onTheCommandLineTheReasonIsTold() {
        assertThat(new SeedRange.Converter().convert("0-5")).isEqualTo(new SeedRange(0, 5));
        assertThatThrownBy(() -> new SeedRange.Converter().convert("5-3"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("seeds go upwards, not from 5 to 3");
    }
}
