package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.Tally;
import io.nta.tck.MadeRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsTunnelRuleTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String RESOLVER = "10.0.0.53";

    private final RuleProbe rule = new RuleProbe(DnsTunnelRule::new);

    /** As many queries as names, all under one domain. */
    private static MadeRow names(int seconds, double names, double characters) {
        return MadeRow.source(CLIENT, seconds)
                .with("top_domain_query_count", names)
                .with("top_domain_name_count", names)
                .with("top_domain_characters", characters)
                .topDomain("example.net")
                .peer(Tally.QUERIES, RESOLVER, 1);
    }

    @ParameterizedTest
    @CsvSource({"5, 30, 700", "30, 40, 1500", "180, 40, 3000"})
    void whatNamesCouldCarryCountsAtTheLimitOfItsWindow(int seconds, int names, int limit) {
        assertThat(rule.alarms(names(seconds, names, limit - 1))).isFalse();
        rule.assertEvidence(names(seconds, names, limit), limit, limit);
        assertThat(rule.verdict(names(seconds, names, limit)).type()).isEqualTo(AttackType.DNS_TUNNEL);
        assertThat(rule.alarms(names(seconds, names, limit), "dns_tunnel.characters." + seconds, limit + 1))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 8", "30, 20", "180, 40"})
    void aFewLongNamesAreNoTunnel(int seconds, int limit) {
        assertThat(rule.alarms(names(seconds, limit - 1, 200 * limit))).isFalse();
        assertThat(rule.alarms(names(seconds, limit, 200 * limit))).isTrue();
        assertThat(rule.alarms(names(seconds, limit, 200 * limit), "dns_tunnel.names." + seconds, limit + 1))
                .isFalse();
    }

    @Test
    void shortNamesAreNoTunnelHoweverMany() {
        assertThat(rule.alarms(names(5, 100, 1_799))).isFalse();
        assertThat(rule.alarms(names(5, 100, 1_800))).isTrue();
        assertThat(rule.alarms(names(5, 100, 1_800), "dns_tunnel.mean_length", 19))
                .isFalse();
    }

    @Test
    void namesOfContentNetworksRepeat() {
        MadeRow repeated = names(5, 20, 1_000).with("top_domain_query_count", 41);
        assertThat(rule.alarms(repeated)).isFalse();
        assertThat(rule.alarms(repeated, "dns_tunnel.fresh_names_share", 0.48)).isTrue();
        assertThat(rule.alarms(repeated.with("top_domain_query_count", 40))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 30})
    void queriesOfTypesThatCarryBytesLowerTheLimit(int seconds) {
        MadeRow carrying = names(seconds, 10, 180);
        assertThat(rule.alarms(carrying.with("top_domain_carrier_count", 4))).isFalse();
        rule.assertEvidence(carrying.with("top_domain_carrier_count", 5), 5, 5);
        assertThat(rule.alarms(carrying, "dns_tunnel.carrier_queries", 6)).isFalse();
        assertThat(rule.alarms(names(seconds, 9, 180).with("top_domain_carrier_count", 5)))
                .isFalse();
        assertThat(rule.alarms(carrying, "dns_tunnel.carrier_names", 11)).isFalse();
    }

    @Test
    void aFewCarrierQueriesTellOnlyWhenTheyComeCloseTogether() {
        assertThat(rule.alarms(names(180, 10, 180).with("top_domain_carrier_count", 10)))
                .isFalse();
    }

    @Test
    void theClientIsTheAttackerAndItsResolverTheTarget() {
        rule.assertNames(names(5, 40, 2_000), CLIENT, RESOLVER);
        rule.assertNames(names(5, 40, 2_000).peer(Tally.QUERIES, RESOLVER, 0.5), CLIENT, null);
        MadeRow resolver = MadeRow.target(RESOLVER, 5)
                .with("top_domain_query_count", 40)
                .with("top_domain_name_count", 40)
                .with("top_domain_characters", 2_000);
        assertThat(rule.alarms(resolver)).isFalse();
    }

    @Test
    void theDomainIsShownInPlainAsciiForItIsTheAttackersText() {
        assertThat(rule.verdict(names(5, 40, 2_000).topDomain("a\u001b[2J\u202e.net"))
                        .message())
                .isEqualTo("Data goes out in DNS names under a\\x1b[2J\\x202e.net");
        assertThat(rule.verdict(names(5, 40, 2_000).topDomain("")).message()).endsWith("no registered domain");
    }
}
