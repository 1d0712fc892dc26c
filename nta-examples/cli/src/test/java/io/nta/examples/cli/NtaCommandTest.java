package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtaCommandTest {
    @Test
    void withoutACommandTheCommandsAreListedAndTheUsageIsWrong() {
        Nta nta = Nta.run();

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.out()).isEmpty();
        assertThat(nta.err())
                .startsWith("nta: which command?")
                .contains("analyze")
                .contains("demo");
    }

    @Test
    void anUnknownCommandIsOneLineWithASuggestion() {
        Nta nta = Nta.run("analyse", "x.pcap");

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err().lines())
                .containsExactly("nta: there is no command 'analyse'; did you mean analyze?", "See nta --help");
    }

    @Test
    void anUnknownOptionIsOneLineWithASuggestion() {
        Nta nta = Nta.run("analyze", "--digst", "x.pcap");

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err().lines())
                .containsExactly("nta: there is no option '--digst'; did you mean --digest?", "See nta analyze --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "analyze", "evaluate", "features"})
    void everyCommandHasHelpWithAnExampleAndItsExitCodes(String command) {
        Nta nta = Nta.run(command, "--help");

        assertThat(nta.exitCode()).isZero();
        assertThat(nta.out())
                .contains("Usage: nta " + command)
                .contains("Example")
                .contains("  nta " + command)
                .contains("Exit codes: 0");
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(Nta.run("--version").out()).startsWith("nta ");
    }
}
