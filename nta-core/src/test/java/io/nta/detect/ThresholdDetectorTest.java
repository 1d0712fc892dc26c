package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.feature.FeatureVector;
import io.nta.feature.Tally;
import io.nta.spi.Detector;
import io.nta.spi.Providers;
import io.nta.tck.MadeRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdDetectorTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String RESOLVER = "10.0.0.53";
    private static final String UPSTREAM = "192.0.2.53";

    private static FeatureVector pings(double count) {
        return MadeRow.source(CLIENT, 5)
                .with("icmp_count", count)
                .peer(Tally.PACKETS, RESOLVER, 1)
                .row();
    }

    private static MadeRow tunnel(String from, String to, String domain) {
        return MadeRow.source(from, 5)
                .with("top_domain_query_count", 40)
                .with("top_domain_name_count", 40)
                .with("top_domain_characters", 2_000)
                .topDomain(domain)
                .peer(Tally.QUERIES, to, 1);
    }

    private static List<String> accused(MadeRow... rows) {
        return ThresholdDetector.withDefaults()
                .score(List.of(rows).stream().map(MadeRow::row).toList())
                .stream()
                .map(verdict -> String.valueOf(verdict.attacker()))
                .toList();
    }

    @Test
    void theProviderIsFoundByItsNameAndTakesItsLimitsAsOptions() {
        try (Providers providers = Providers.ofClassPath()) {
            Detector byDefault = providers.detector("threshold", Map.of());
            Detector strict = providers.detector("threshold", Map.of("icmp_flood.packets.5", "20"));
            assertThat(byDefault.name()).isEqualTo("threshold");
            assertThat(byDefault.score(List.of(pings(20)))).isEmpty();
            assertThat(strict.score(List.of(pings(20)))).hasSize(1);
            assertThat(strict.score(List.of(pings(19)))).isEmpty();
        }
    }

    @Test
    void whatIsWrongWithTheOptionsIsOneErrorThatNamesEachWithItsValueAndRange() {
        Map<String, String> options =
                Map.of("icmp_flood.packets.5", "many", "ssh_brute.login_share", "1.5", "syn_flood.refusd.5", "3");
        try (Providers providers = Providers.ofClassPath()) {
            assertThatThrownBy(() -> providers.detector("threshold", options))
                    .isInstanceOf(NtaException.class)
                    .hasMessageContaining("icmp_flood.packets.5 = 'many': not a number; allowed: 1 to 1000000000")
                    .hasMessageContaining("ssh_brute.login_share = '1.5': out of range; allowed: 0 to 1")
                    .hasMessageContaining("syn_flood.refusd.5: unknown option")
                    .hasMessageContaining("syn_flood.refused.5");
        }
    }

    @Test
    void aRowMayShowMoreThanOneAttack() {
        FeatureVector row = MadeRow.source(CLIENT, 5)
                .with("icmp_count", 500)
                .peer(Tally.PACKETS, RESOLVER, 1)
                .with("stalled_request_count", 50)
                .row();
        assertThat(ThresholdDetector.withDefaults().score(List.of(row)))
                .extracting(Verdict::type)
                .containsExactlyInAnyOrder(AttackType.ICMP_FLOOD, AttackType.SLOWLORIS);
    }

    @Test
    void anEmptyRowShowsNone() {
        for (int seconds : new int[] {5, 30, 180}) {
            List<FeatureVector> rows = List.of(
                    MadeRow.source(CLIENT, seconds).row(),
                    MadeRow.target(CLIENT, seconds).row());
            assertThat(ThresholdDetector.withDefaults().score(rows)).isEmpty();
        }
    }

    @Test
    void aResolverThatPassesATunnelOnIsNotAccused() {
        assertThat(accused(tunnel(CLIENT, RESOLVER, "t.net"), tunnel(RESOLVER, UPSTREAM, "t.net")))
                .containsExactly(CLIENT);
        assertThat(accused(tunnel(RESOLVER, UPSTREAM, "t.net"), tunnel(CLIENT, RESOLVER, "t.net")))
                .containsExactly(CLIENT);
    }

    @Test
    void aResolverThatAsksForAnotherDomainOrAtAnotherTimeIsAccusedItself() {
        assertThat(accused(tunnel(CLIENT, RESOLVER, "t.net"), tunnel(RESOLVER, UPSTREAM, "other.net")))
                .containsExactly(CLIENT, RESOLVER);
        assertThat(accused(
                        tunnel(CLIENT, RESOLVER, "t.net"),
                        tunnel(RESOLVER, UPSTREAM, "t.net").at(5)))
                .containsExactly(CLIENT, RESOLVER);
    }

    @Test
    void aTunnelSeenOnlyBehindTheResolverIsItsOwn() {
        assertThat(accused(tunnel(RESOLVER, UPSTREAM, "t.net"))).containsExactly(RESOLVER);
    }
}
