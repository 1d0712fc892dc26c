package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.AttackType;
import io.nta.packet.IpPrefix;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.SuppressionDryRun;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.SuppressionScope.Side;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rule would have done is what it does. */
class SuppressionDryRunTest {
    private static final List<String> HOSTS = List.of(
            "10.0.0.1", "10.0.0.10", "10.0.1.1", "192.0.2.7", "2001:db8::1", "2001:DB8:0:0::10", "2001:db80::1", "::1");

    @TempDir
    private Path folder;

    private static SuppressionScope scope(String type, String hosts, Side side) {
        return new SuppressionScope(type, hosts == null ? null : IpPrefix.parse(hosts), side);
    }

    /** Made from a seed: every type, with and without attacker and target. */
    private static List<MadeAlerts> alerts(int count) {
        SplittableRandom random = new SplittableRandom(7);
        List<MadeAlerts> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String attacker = random.nextInt(4) == 0 ? null : HOSTS.get(random.nextInt(HOSTS.size()));
            String target = attacker == null || random.nextInt(3) > 0 ? HOSTS.get(random.nextInt(HOSTS.size())) : null;
            alerts.add(MadeAlerts.of(String.format("a%03d", i))
                    .of(AttackType.known().get(random.nextInt(8)))
                    .between(attacker, target)
                    .at(i / 2));
        }
        return alerts;
    }

    private static List<SuppressionScope> scopes() {
        List<SuppressionScope> scopes = new ArrayList<>();
        for (Side side : Side.values()) {
            for (String hosts : new String[] {"10.0.0.1", "10.0.0.0/24", "2001:db8::/32", "2001:db8::1", "::/64"}) {
                scopes.add(scope(null, hosts, side));
            }
            scopes.add(scope("port_scan", "10.0.0.0/15", side));
        }
        scopes.add(scope("syn_flood", null, Side.ATTACKER));
        return scopes;
    }

    @ParameterizedTest
    @EnumSource
    void itTellsTheAlertsThatTheRuleSuppressesWhenTheyComeAgain(TestDatabase database) throws IOException {
        List<MadeAlerts> alerts = alerts(60);
        try (JdbcFeatureStore history = TestDatabase.open(database.newUrl(folder));
                JdbcFeatureStore later = TestDatabase.open(database.newUrl(folder))) {
            for (MadeAlerts alert : alerts) {
                history.save(alert.closed());
            }
            int about = 0;
            for (SuppressionScope scope : scopes()) {
                SuppressionDryRun told = history.reader().dryRun(scope, TimeRange.ALL, 100);
                long rule = later.suppressions()
                        .add(new NewSuppression(scope, "why", "ann", null))
                        .id();
                for (MadeAlerts alert : alerts) {
                    later.save(alert.named(rule + "-" + alert.id()).closed());
                }
                List<StoredAlert> suppressed = later.reader()
                        .alerts(new AlertQuery(TimeRange.ALL, null, null, null, null, true, rule, 100, null))
                        .items();
                later.suppressions().lift(rule, "ann");
                assertThat(told.alerts()).as(scope.toString()).isEqualTo(suppressed.size());
                assertThat(told.newest())
                        .extracting(alert -> rule + "-" + alert.alert().id())
                        .isEqualTo(suppressed.stream()
                                .map(alert -> alert.alert().id())
                                .toList());
                assertThat(told.byType().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(told.alerts());
                assertThat(told.complete()).isTrue();
                about += told.alerts() > 0 ? 1 : 0;
            }
            assertThat(about).as("scopes that are about some").isGreaterThan(12);
        }
    }

    /** PostgreSQL's own type for networks is the oracle; it tells the families apart, too. */
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void itsCountsAreThoseOfPostgresqlsNetworks(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            for (MadeAlerts alert : alerts(400)) {
                store.save(alert.closed());
            }
            for (SuppressionScope scope : scopes()) {
                if (scope.hosts() == null) {
                    continue;
                }
                String within = "_ip::inet <<= '" + scope.hosts() + "'::inet";
                String hosts = switch (scope.side()) {
                    case ATTACKER -> "src" + within;
                    case TARGET -> "dst" + within;
                    case EITHER -> "(src" + within + " OR dst" + within + ")";
                };
                String type = scope.attackType() == null ? "" : " AND attack_type = '" + scope.attackType() + "'";
                assertThat(store.reader().dryRun(scope, TimeRange.ALL, 1).alerts())
                        .as(scope.toString())
                        .isEqualTo(
                                TestDatabase.number(url, "SELECT count(*) FROM detected_alerts WHERE " + hosts + type));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itCountsWithinTheRangeByTypeAndHostAndWhatIsSuppressedAlready(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            store.save(MadeAlerts.of("before").at(-1).closed());
            store.save(MadeAlerts.of("s1").at(0).closed());
            store.save(MadeAlerts.of("s2").at(1).closed());
            store.save(MadeAlerts.of("s3").at(2).between("10.0.0.2", "10.0.0.3").closed());
            store.save(
                    MadeAlerts.of("to").at(3).between("192.0.2.1", "10.0.0.1").closed());
            store.save(MadeAlerts.of("f")
                    .at(4)
                    .of(AttackType.SYN_FLOOD)
                    .between(null, "10.0.0.1")
                    .closed());
            store.suppressions().add(new NewSuppression(scope("ssh_brute", null, Side.ATTACKER), "why", "ann", null));
            store.save(MadeAlerts.of("b").at(5).of(AttackType.SSH_BRUTE).closed());
            store.save(MadeAlerts.of("behind").at(6).closed());

            Instant start = MadeAlerts.START;
            SuppressionDryRun told = store.reader()
                    .dryRun(scope(null, "10.0.0.0/8", Side.EITHER), TimeRange.of(start, start.plusSeconds(6)), 2);
            assertThat(told.alerts()).isEqualTo(6);
            assertThat(told.suppressedAlready()).isEqualTo(1);
            assertThat(told.byType().toString()).isEqualTo("{port_scan=4, ssh_brute=1, syn_flood=1}");
            assertThat(told.byHost().toString()).isEqualTo("{10.0.0.1=5, 10.0.0.2=1}");
            assertThat(told.newest()).extracting(alert -> alert.alert().id()).containsExactly("b", "f");
            assertThat(told.newest().get(0).isSuppressed()).isTrue();

            SuppressionDryRun none = store.reader().dryRun(scope(null, "172.16.0.0/12", Side.EITHER), TimeRange.ALL, 5);
            assertThat(none).isEqualTo(new SuppressionDryRun(0, 0, true, Map.of(), Map.of(), List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofALongHistoryTheNewestAlertsAreLookedAtAndThatIsTold(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            store.save(MadeAlerts.of("template").closed());
            String columns = TestDatabase.ask(
                            url,
                            database == TestDatabase.SQLITE
                                    ? "SELECT name FROM pragma_table_info('detected_alerts') ORDER BY cid"
                                    : "SELECT column_name FROM information_schema.columns WHERE table_name = 'detected_alerts'")
                    .stream()
                    .map(row -> row.get(0).toString())
                    .filter(column -> !column.equals("id") && !column.equals("detected_at"))
                    .collect(java.util.stream.Collectors.joining(", "));
            TestDatabase.change(
                    url,
                    "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < "
                            + SuppressionDryRun.MAX_LOOKED_AT + ") INSERT INTO detected_alerts (id, detected_at, "
                            + columns
                            + ") SELECT 'n' || n, detected_at + n, " + columns
                            + " FROM detected_alerts, numbers WHERE id = 'template'");
            SuppressionDryRun all = store.reader().dryRun(scope("port_scan", null, Side.ATTACKER), TimeRange.ALL, 1);
            assertThat(all.alerts()).isEqualTo(SuppressionDryRun.MAX_LOOKED_AT);
            assertThat(all.complete()).isFalse();
            assertThat(all.newest().get(0).alert().id()).isEqualTo("n" + SuppressionDryRun.MAX_LOOKED_AT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreAlertsThanCanBeToldAreRefused(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(database.newUrl(folder))) {
            assertThatThrownBy(() -> store.reader().dryRun(scope("port_scan", null, Side.ATTACKER), TimeRange.ALL, 101))
                    .hasMessageContaining("newest is 101; allowed: 1 to 100");
        }
    }
}
