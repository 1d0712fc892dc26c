package io.nta.examples.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.AttackType;
import io.nta.examples.generate.scenario.Episode;
import io.nta.examples.generate.scenario.Regime;
import io.nta.examples.generate.scenario.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
    private static Stream<Scenario> scenarios() {
        return Scenarios.all().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers(Scenario scenario) {
        byte[] first = Played.play(scenario, 11).capture();

        assertThat(Arrays.equals(Played.play(scenario, 11).capture(), first)).isTrue();
        assertThat(Arrays.equals(Played.play(scenario, 12).capture(), first)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioSendsPacketsAndLabelsThemWithItsOwnLabel(Scenario scenario) {
        Generator.Result result = Played.play(scenario, 3).result();

        assertThat(result.packets()).isPositive();
        assertThat(result.episodes()).isNotEmpty();
        if (!scenario.name().equals("network")) {
            assertThat(result.episodes()).extracting(Episode::label).contains(scenario.label());
        }
        assertThat(result.episodes()).allSatisfy(episode -> {
            assertThat(episode.endNanos()).isGreaterThan(episode.startNanos());
            assertThat(episode.notes()).contains("regime=3");
        });
    }

    @Test
    void thereIsAScenarioForEachAttack() {
        List<String> labels = AttackType.known().stream().map(AttackType::label).toList();

        assertThat(Scenarios.attacks()).extracting(Scenario::label).containsExactlyInAnyOrderElementsOf(labels);
        assertThat(Scenarios.normal()).extracting(Scenario::label).containsOnly(Scenario.BENIGN);
    }

    @Test
    void aFloodHasTheRateAndTheNumberOfSourcesThatWereAskedFor() {
        Settings settings = Settings.of(1, Duration.ofSeconds(2)).with(Map.of("rate", "5000", "sources", "700"));

        Played flood = Played.play(Scenarios.named("flood"), settings);

        assertThat(flood.result().packets()).isBetween(9_990L, 10_001L);
        assertThat(Frames.of(flood.capture()).map(Frames::ipv4Source).distinct())
                .hasSize(700);
    }

    @Test
    void anAttackHasTheRateThatWasAskedFor() {
        Settings settings = Settings.of(5, Duration.ofMinutes(5))
                .with(Map.of("rate", "100", "server", "silent", "pace", "steady", "reflected", "false"));

        Generator.Result result =
                Played.play(Scenarios.named("udp_flood"), settings).result();

        Episode episode = result.episodes().get(0);
        double seconds = (episode.endNanos() - episode.startNanos()) / 1e9;
        assertThat(result.packets() / seconds).isBetween(98.0, 102.0);
    }

    @Test
    void framesComeInOrderOfTimeAndNoneLiesOutsideTheTimeAskedFor() {
        Settings settings = Settings.of(9, Duration.ofSeconds(90))
                .with(Map.of("attacks", "2", "hosts", "4"))
                .limitedTo(Played.PACKETS);
        long start = settings.startNanos();

        Played network = Played.play(Scenarios.named("network"), settings);

        List<Long> times = Frames.of(network.capture()).map(Frames::timeNanos).toList();
        assertThat(times).isSorted();
        assertThat(times.get(0)).isGreaterThanOrEqualTo(start);
        assertThat(times.get(times.size() - 1)).isLessThan(start + 90_000_000_000L);
    }

    @Test
    void aNetworkHoldsAsManyAttacksAsAskedFor() {
        Settings settings = Settings.of(4, Duration.ofMinutes(3)).with(Map.of("attacks", "3", "hosts", "8"));

        Generator.Result result =
                Played.play(Scenarios.named("network"), settings.limitedTo(1)).result();

        long attacks = result.episodes().stream()
                .filter(episode -> !episode.label().equals(Scenario.BENIGN))
                .filter(episode -> !episode.notes().startsWith("resolver leg"))
                .count();
        assertThat(attacks).isEqualTo(3);
    }

    @Test
    void attackersGoOnWithTheirOrdinaryLife() {
        Settings alone = Settings.of(2, Duration.ofMinutes(3)).with(Map.of("inside", "false"));

        Generator.Result result =
                Played.play(Scenarios.named("port_scan"), alone.amid(1)).result();

        // What a remote attacker does otherwise has no label of its own: visits to local servers.
        assertThat(result.episodes()).extracting(Episode::label).containsExactly("port_scan");
        assertThat(result.packets())
                .isGreaterThan(Played.play(Scenarios.named("port_scan"), alone)
                        .result()
                        .packets());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"syn_flood", "udp_flood", "icmp_flood", "ssh_brute", "slowloris", "port_scan", "dns_tunnel"})
    void attacksComeByIpv6Too(String attack) {
        Map<String, String> only = switch (attack) {
            case "udp_flood" -> Map.of("ipv6", "true", "reflected", "false");
            case "port_scan" -> Map.of("ipv6", "true", "decoys", "0");
            default -> Map.of("ipv6", "true");
        };
        Settings six = Settings.of(8, Duration.ofMinutes(2)).with(only).limitedTo(100);

        Episode episode =
                Played.play(Scenarios.named(attack), six).result().episodes().get(0);

        assertThat(episode.attackers() + episode.victims()).contains(":");
    }

    @Test
    void aWrongParameterIsAnsweredWithThoseThatThereAre() {
        Settings settings = Settings.of(1, Duration.ofSeconds(1)).with(Map.of("speed", "3"));

        assertThatThrownBy(() -> Played.play(Scenarios.named("flood"), settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[speed]")
                .hasMessageContaining("rate=33333");
    }

    @Test
    void theRegimeFollowsFromTheSeedUnlessOneIsNamed() {
        Scenario scenario = Scenarios.named("voice_call");
        Settings settings = Settings.of(10, Duration.ofMinutes(1)).limitedTo(1);

        assertThat(Played.play(scenario, settings).result().episodes().get(0).notes())
                .startsWith("regime=2 ");
        assertThat(Played.play(scenario, settings.in(new Regime(7)))
                        .result()
                        .episodes()
                        .get(0)
                        .notes())
                .startsWith("regime=7 ");
    }
}
