package io.nta.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderConfigTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private enum Level {
        LOW,
        VERY_HIGH
    }

    private static ProviderConfig given(String name, String value) {
        return ProviderConfig.of(Map.of(name, value));
    }

    /** The message of a configuration whose only mistake is this. */
    private static void assertMistake(ProviderConfig config, String line) {
        assertThatThrownBy(config::verify)
                .isInstanceOf(NtaException.class)
                .hasMessage("The options are not valid:\n  " + line);
    }

    @Test
    void anOptionThatIsNotGivenYieldsItsDefault() {
        ProviderConfig config = ProviderConfig.of(Map.of());
        assertThat(config.text("a", "x")).isEqualTo("x");
        assertThat(config.text("a")).isEmpty();
        assertThat(config.choice("b", "y", "x", "y")).isEqualTo("y");
        assertThat(config.choice("b", Level.LOW)).isEqualTo(Level.LOW);
        assertThat(config.integer("c", 3, 1, 5)).isEqualTo(3);
        assertThat(config.integer("c", 3L, 1L, 5L)).isEqualTo(3L);
        assertThat(config.number("d", 0.5, 0, 1)).isEqualTo(0.5);
        assertThat(config.bool("e", true)).isTrue();
        assertThat(config.duration("f", HOUR, Duration.ZERO, HOUR)).isEqualTo(HOUR);
        assertThat(config.path("g", Path.of("x"))).isEqualTo(Path.of("x"));
        assertThat(config.path("g")).isEmpty();
        assertThatCode(config::verify).doesNotThrowAnyException();
    }

    @Test
    void everyTypeIsReadFromItsText() {
        assertThat(given("a", " x ").text("a", "")).isEqualTo(" x ");
        assertThat(given("a", "x").requiredText("a")).isEqualTo("x");
        assertThat(given("a", " X ").choice("a", "y", "x", "y")).isEqualTo("x");
        assertThat(given("a", "Very-High").choice("a", Level.LOW)).isEqualTo(Level.VERY_HIGH);
        assertThat(given("a", " -5 ").integer("a", 0, -5, 5)).isEqualTo(-5);
        assertThat(given("a", "9223372036854775807").integer("a", 0L, 0L, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(given("a", "1.5e-1").number("a", 0, 0, 1)).isEqualTo(0.15);
        assertThat(given("a", "TRUE").bool("a", false)).isTrue();
        assertThat(given("a", "false").bool("a", true)).isFalse();
        assertThat(given("a", " /x/y ").path("a")).contains(Path.of("/x/y"));
    }

    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "5s,PT5S",
        "2m,PT2M",
        "1h,PT1H",
        "30d,PT720H",
        "PT5S,PT5S",
        "pt1m30s,PT1M30S",
        "P1DT1H,PT25H",
        "0s,PT0S"
    })
    void aDurationIsWrittenShortOrAsIso8601(String text, Duration duration) {
        assertThat(given("a", text).duration("a", HOUR, Duration.ZERO, Duration.ofDays(365)))
                .isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1.5s", "5S", "five", "PT"})
    void whatIsNotADurationYieldsTheDefaultAndIsReported(String text) {
        ProviderConfig config = given("pause", text);
        assertThat(config.duration("pause", HOUR, Duration.ZERO, HOUR)).isEqualTo(HOUR);
        assertMistake(
                config,
                "pause = '" + text + "': not a duration such as 500ms, 5s, 2m, 1h, 30d or PT5S; allowed: 0s to 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001ms", "499ms", "PT-1S", "99999999999999999999s", "9223372036854775807d"})
    void aDurationOutOfRangeYieldsTheDefaultAndIsReported(String text) {
        ProviderConfig config = given("pause", text);
        Duration second = Duration.ofSeconds(1);
        assertThat(config.duration("pause", second, Duration.ofMillis(500), second))
                .isEqualTo(second);
        assertMistake(config, "pause = '" + text + "': out of range; allowed: 500ms to 1s");
    }

    @Test
    void theRangeOfADurationIsWrittenInTheLongestWholeUnit() {
        ProviderConfig config = given("a", "x");
        config.duration("a", HOUR, Duration.ofSeconds(90), Duration.ofDays(3));
        assertMistake(config, "a = 'x': not a duration such as 500ms, 5s, 2m, 1h, 30d or PT5S; allowed: 90s to 3d");
        ProviderConfig open = given("a", "x");
        open.duration("a", HOUR, Duration.ofNanos(1), ChronoUnit.FOREVER.getDuration());
        assertMistake(
                open,
                "a = 'x': not a duration such as 500ms, 5s, 2m, 1h, 30d or PT5S; allowed: at least PT0.000000001S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1d", "0x1p3", "NaN", "Infinity", "1,5", "1 000", "--1"})
    void whatIsNotANumberYieldsTheDefaultAndIsReported(String text) {
        ProviderConfig config = given("limit", text);
        assertThat(config.number("limit", 0.5, 0, 10)).isEqualTo(0.5);
        assertMistake(config, "limit = '" + text + "': not a number; allowed: 0 to 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "10.1", "1e999"})
    void aNumberOutOfRangeYieldsTheDefaultAndIsReported(String text) {
        ProviderConfig config = given("limit", text);
        assertThat(config.number("limit", 0.5, 0, 10)).isEqualTo(0.5);
        assertMistake(config, "limit = '" + text + "': out of range; allowed: 0 to 10");
    }

    @Test
    void aNumberWithoutALimitIsFiniteAllTheSame() {
        ProviderConfig config = given("limit", "1e999");
        assertThat(config.number("limit", 0.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
                .isEqualTo(0.5);
        assertMistake(config, "limit = '1e999': out of range; allowed: any");
    }

    @Test
    void aBoundThatIsNoneIsNotPrinted() {
        ProviderConfig config = ProviderConfig.of(Map.of("a", "x", "b", "x", "c", "x", "d", "x"));
        config.integer("a", 5, 1, Integer.MAX_VALUE);
        config.integer("b", 5L, Long.MIN_VALUE, 10L);
        config.number("c", 0.25, 0.25, Double.POSITIVE_INFINITY);
        config.number("d", 0, -1e300, 1e-20);
        assertThatThrownBy(config::verify).hasMessage("""
                The options are not valid:
                  a = 'x': not a whole number; allowed: at least 1
                  b = 'x': not a whole number; allowed: at most 10
                  c = 'x': not a number; allowed: at least 0.25
                  d = 'x': not a number; allowed: -1.0E300 to 1.0E-20""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "2147483648", "99999999999999999999999"})
    void aWholeNumberOutOfRangeYieldsTheDefaultAndIsReported(String text) {
        ProviderConfig config = given("ports", text);
        assertThat(config.integer("ports", 7, 1, 100)).isEqualTo(7);
        assertMistake(config, "ports = '" + text + "': out of range; allowed: 1 to 100");
    }

    @Test
    void aWrongChoiceIsReportedWithTheChoicesAndTheNearest() {
        ProviderConfig config = ProviderConfig.of(Map.of("level", "verihigh", "mode", "zzz", "quiet", "yes"));
        assertThat(config.choice("level", Level.LOW)).isEqualTo(Level.LOW);
        assertThat(config.choice("mode", "fast", "fast", "slow")).isEqualTo("fast");
        assertThat(config.bool("quiet", true)).isTrue();
        assertThatThrownBy(config::verify).hasMessage("""
                The options are not valid:
                  level = 'verihigh': not one of the choices; allowed: low, very-high; did you mean 'very-high'?
                  mode = 'zzz': not one of the choices; allowed: fast, slow
                  quiet = 'yes': not one of the choices; allowed: true, false""");
    }

    @Test
    void aRequiredTextMustBeGivenAndNotBlank() {
        ProviderConfig config = given("user", " ");
        assertThat(config.requiredText("url")).isEmpty();
        assertThat(config.requiredText("user")).isEmpty();
        assertThatThrownBy(config::verify).hasMessage("""
                The options are not valid:
                  url: required, but not given
                  user = ' ': required, but blank""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankPathYieldsTheDefaultAndIsReported(String text) {
        ProviderConfig config = given("model", text);
        assertThat(config.path("model", Path.of("x"))).isEqualTo(Path.of("x"));
        assertMistake(config, "model = '" + text + "': not a path");
    }

    @Test
    void whatAParserOfOnesOwnRefusesYieldsTheDefaultAndIsReported() {
        assertThat(given("a", " 0x10 ").parsed("a", 7, Integer::decode, "numbers"))
                .isEqualTo(16);
        assertThat(ProviderConfig.of(Map.of()).parsed("a", 7, Integer::decode, "numbers"))
                .isEqualTo(7);
        ProviderConfig config = given("a", "ten");
        assertThat(config.parsed("a", 7, Integer::decode, "numbers")).isEqualTo(7);
        assertMistake(config, "a = 'ten': can't be read; allowed: numbers");
    }

    @Test
    void aMistakeIsShownOnOneLineOfBearableLength() {
        ProviderConfig config = ProviderConfig.of(Map.of("model", "a\0b\nc", "ports", "9".repeat(100)));
        config.path("model");
        config.integer("ports", 1, 1, 2);
        assertThatThrownBy(config::verify).hasMessage("""
                The options are not valid:
                  model = 'a?b?c': not a path
                  ports = '%s…': out of range; allowed: 1 to 2""".formatted("9".repeat(80)));
    }

    @Test
    void anUnknownOptionIsReportedWithTheNearestAndAllKnownNames() {
        ProviderConfig config = ProviderConfig.of(Map.of("min-port", "1", "pasue", "5s", "colour", "red"));
        config.integer("minPorts", 1, 0, 9);
        config.integer("maxPorts", 1, 0, 9);
        config.duration("pause", HOUR, Duration.ZERO, HOUR);
        assertThatThrownBy(config::verify).hasMessage("""
                The options are not valid:
                  colour: unknown option
                  min-port: unknown option; did you mean 'minPorts'?
                  pasue: unknown option; did you mean 'pause'?
                Known options: maxPorts, minPorts, pause""");
    }

    @Test
    void twoNamesThatAreEquallyNearAreBothSuggested() {
        ProviderConfig config = given("in_ports", "1");
        config.integer("minPorts", 1, 0, 9);
        config.integer("inPort", 1, 0, 9);
        assertThatThrownBy(config::verify)
                .hasMessageContaining("in_ports: unknown option; did you mean 'inPort' or 'minPorts'?");
    }

    @Test
    void whereNoOptionIsKnownThatIsSaid() {
        assertThatThrownBy(given("x", "1")::verify)
                .hasMessage("The options are not valid:\n  x: unknown option\nKnown options: none");
    }

    @Test
    void allMistakesAreReportedAtOnceAndEachOnce() {
        ProviderConfig config = ProviderConfig.of(Map.of("ports", "x", "pause", "x", "other", "x"));
        config.requiredText("url");
        config.integer("ports", 1, 0, 9);
        config.integer("ports", 1, 0, 9);
        config.duration("pause", HOUR, HOUR, HOUR);
        assertThatThrownBy(config::verify).hasMessage("""
                The options are not valid:
                  url: required, but not given
                  ports = 'x': not a whole number; allowed: 0 to 9
                  pause = 'x': not a duration such as 500ms, 5s, 2m, 1h, 30d or PT5S; allowed: 1h to 1h
                  other: unknown option
                Known options: pause, ports, url""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbPassword", "SECRET", "api-key", "tokenLife"})
    void theValueOfASecretStandsInNoMessage(String name) {
        ProviderConfig config = given(name, "hunter2");
        config.integer(name, 1, 0, 9);
        assertMistake(config, name + " = (not shown): not a whole number; allowed: 0 to 9");
        assertThatThrownBy(given(name, "hunter2")::verify)
                .hasMessageContaining(name + ": unknown option")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aDefaultThatIsNotAllowedIsAMistakeOfTheProvider() {
        ProviderConfig config = ProviderConfig.of(Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.integer("a", 0, 1, 2))
                .withMessage("the default of option a is 0; allowed: 1 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.number("a", Double.NaN, 1, 2))
                .withMessage("the default of option a is NaN; allowed: 1 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.choice("a", "z", "x", "y"))
                .withMessage("the default of option a is z; allowed: x, y");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.duration("a", Duration.ZERO, HOUR, HOUR))
                .withMessage("the default of option a is 0s; allowed: 1h to 1h");
    }

    @Test
    void anOptionReadAfterVerifyIsAMistakeOfTheProvider() {
        ProviderConfig config = ProviderConfig.of(Map.of());
        config.verify();
        config.verify();
        assertThatIllegalStateException()
                .isThrownBy(() -> config.text("late", ""))
                .withMessage(
                        "option late is read after verify(), when it can no longer be reported; read it in create()");
    }

    @Test
    void theDeclaredOptionsAreListedByNameWithTheirDefaultsWhateverWasGiven() {
        ProviderConfig config = ProviderConfig.of(Map.of("limit", "7", "unknown", "x"));
        config.number("share", 0.25, 0, 1);
        config.number("limit", 1_500, 1, 1e9);
        config.integer("batch", 10, 1, 100);
        config.duration("every", Duration.ofSeconds(90), Duration.ZERO, Duration.ofHours(1));
        config.choice("mode", "a", "a", "b");
        config.text("title");
        assertThat(config.declared())
                .containsExactly(
                        Map.entry("batch", "10"),
                        Map.entry("every", "90s"),
                        Map.entry("limit", "1500"),
                        Map.entry("mode", "a"),
                        Map.entry("share", "0.25"),
                        Map.entry("title", ""));
    }

    @Test
    void beforeVerifyOnlyMistakesThatAreCertainAreKnown() {
        ProviderConfig config = ProviderConfig.of(Map.of("ulr", "x", "later", "x"));
        assertThat(config.mistakes()).isEmpty();
        config.requiredText("url");
        assertThat(config.mistakes()).get().extracting(Throwable::getMessage).isEqualTo("""
                The options are not valid:
                  url: required, but not given
                  ulr: unknown option; did you mean 'url'?""");
    }
}
