package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NtaCommandTest {
    @Test
    void withoutACommandTheCommandsAreListedAndTheUsageIsWrong() {
        Nta nta = Nta.run();

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.out()).isEmpty();
        assertThat(nta.err())
                .startsWith("nta: no command given")
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
    @ValueSource(
            strings = {
                "demo",
                "analyze",
                "server",
                "evaluate",
                "train",
                "generate",
                "agent",
                "send",
                "interfaces",
                "features"
            })
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
    void noExampleIsBrokenByATerminalOfEightyColumns() {
        CommandLine nta = NtaCommand.commandLine();
        assertThat(allBelow(nta).flatMap(NtaCommandTest::examples))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(nta.getUsageHelpWidth()));
    }

    private static Stream<CommandLine> allBelow(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(NtaCommandTest::allBelow));
    }

    private static Stream<String> examples(CommandLine line) {
        return Stream.of(line.getCommandSpec().usageMessage().footer()).filter(text -> text.startsWith("  "));
    }

    @ParameterizedTest
    @CsvSource({"analyze --shards many x.pcap, 'many' is not a whole number", "send --poll soon, 'soon' is not a number"
    })
    void aNumberThatIsNoneIsToldWithoutJavasTypes(String arguments, String answer) {
        Nta nta = Nta.run((Object[]) arguments.split(" "));

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 99999 | port = '99999': out of range; allowed: 0 to 65535",
                "--set nonsense=1 | nonsense: unknown option",
                "--config missing.yaml | The configuration missing.yaml doesn't exist",
                "key add --file k --scopes reed me | the scopes are 'reed'; allowed: ingest, read and admin",
                "key add --file k --scopes read --expires soon me | --expires is 'soon'; allowed: a time such as",
            })
    void aServerWithWrongSettingsIsWrongUsage(String arguments, String answer) {
        Nta nta = Nta.run((Object[]) ("server " + arguments).split(" "));

        assertThat(nta.exitCode()).isEqualTo(2);
        assertThat(nta.err()).startsWith("nta: ").contains(answer);
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(Nta.run("--version").out()).startsWith("nta ");
    }
}
