package io.nta.examples.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
        TextTable table = new TextTable("class", ">found", "notes");
        table.add("port_scan", "7", "");
        table.add("x", "1234567", "slow");

        assertThat(table.toString()).isEqualTo("""
                        class        found  notes
                        port_scan        7
                        x          1234567  slow
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.042S, 0.04 s",
        "PT8.14S, 8.1 s",
        "PT59.96S, 1 min 0 s",
        "PT200S, 3 min 20 s",
        "PT2H5M10S, 2 h 05 min"
    })
    void durationsAreForPeople(Duration duration, String text) {
        assertThat(Figures.duration(duration)).isEqualTo(text);
    }
}
