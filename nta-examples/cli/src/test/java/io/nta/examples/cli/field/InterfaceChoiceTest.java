package io.nta.examples.cli.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nta.capture.LiveInterface;
import io.nta.examples.cli.output.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceChoiceTest {
    private static final List<LiveInterface> INTERFACES = List.of(
            new LiveInterface(1, "eth0", "", List.of("10.0.0.1"), true, true, false),
            new LiveInterface(2, "eth1", "", List.of(), false, false, false),
            new LiveInterface(3, "any", "all at once", List.of(), true, true, false),
            new LiveInterface(4, "lo", "", List.of("127.0.0.1"), true, true, true));

    private final StringWriter out = new StringWriter();

    private String ask(String answers) throws IOException {
        return new InterfaceChoice(INTERFACES, new BufferedReader(new StringReader(answers)), new PrintWriter(out))
                .ask();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|eth0", " 2 |eth1", "lo|lo", "'4, 1'|lo,eth0", "1,eth0|eth0", "0|eth0,lo", "ALL|eth0,lo"})
    void aNumberANameOrSeveralAreAnswers(String answer, String chosen) throws IOException {
        assertThat(ask(answer + "\n")).isEqualTo(chosen);
        assertThat(out.toString()).contains("number", "10.0.0.1", "Capture from which?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "eth9", "5", "-1", "99999999999", "1,", "1;4", "eth0 lo", "y"})
    void aWrongAnswerIsToldAndAskedAgain(String wrong) throws IOException {
        assertThat(ask(wrong + "\n1\n")).isEqualTo("eth0");
        assertThat(out.toString()).contains("They are 1 eth0, 2 eth1, 3 any, 4 lo");
        assertThat(out.toString().split("Capture from which\\?", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eth9\n", "\n\n\n"})
    void anInputThatEndsWithoutAnAnswerIsAWrongUse(String answers) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> ask(answers))
                .withMessageContaining("give one with -i");
    }

    @Test
    void aLastLineWithoutItsEndIsAnAnswer() throws IOException {
        assertThat(ask("lo")).isEqualTo("lo");
    }
}
