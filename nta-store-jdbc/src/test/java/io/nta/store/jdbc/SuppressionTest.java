package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.detect.Alert;
import io.nta.detect.AlertPolicyConfig;
import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.packet.IpPrefix;
import io.nta.spi.Detector;
import io.nta.store.jdbc.read.AlertCounts;
import io.nta.store.jdbc.read.AlertQuery;
import io.nta.store.jdbc.read.NewSuppression;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoredAlert;
import io.nta.store.jdbc.read.Suppression;
import io.nta.store.jdbc.read.SuppressionQuery;
import io.nta.store.jdbc.read.SuppressionScope;
import io.nta.store.jdbc.read.SuppressionScope.Side;
import io.nta.store.jdbc.read.TimeRange;
import io.nta.store.jdbc.read.UsedSuppression;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of suppression: how they are kept, and what becomes of the alerts that they are about. */
class SuppressionTest {
    private static final String SCANNER = "10.0.0.1";

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-05-01T00:30:00.123456789Z");

    private JdbcFeatureStore open(String url) {
        return JdbcFeatureStore.open(StoreConfig.of(url)
                .withRetention(RetentionConfig.forEver())
                .withSpool(null)
                .withClock(() -> now));
    }

    private static SuppressionScope scope(String type, String hosts, Side side) {
        return new SuppressionScope(type, hosts == null ? null : IpPrefix.parse(hosts), side);
    }

    private static NewSuppression rule(SuppressionScope scope, Instant until) {
        return new NewSuppression(scope, "our vulnerability scanner", "ann", until);
    }

    private static NewSuppression ofScanner(Instant until) {
        return rule(scope("port_scan", SCANNER, Side.ATTACKER), until);
    }

    private static Long markOf(JdbcFeatureStore store, String alert) throws IOException {
        return store.reader().alert(alert).orElseThrow().suppressedBy();
    }

    private static List<String> ids(List<StoredAlert> alerts) {
        return alerts.stream().map(alert -> alert.alert().id()).toList();
    }

    @ParameterizedTest
    @EnumSource
    void rulesComeBackAsTheyWereMadeAndAreListedByPageTheLastFirst(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = open(database.newUrl(folder))) {
            List<Suppression> made = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                now = now.plusSeconds(1);
                Instant until = i % 2 == 0 ? null : now.plusSeconds(3);
                made.add(
                        0,
                        store.suppressions()
                                .add(rule(
                                        scope(
                                                i == 0 ? null : "port_scan",
                                                i == 1 ? null : "2001:0DB8::" + i,
                                                Side.values()[i % 3]),
                                        until)));
            }
            List<Suppression> listed = new ArrayList<>();
            Page<UsedSuppression> page = store.reader().suppressions(new SuppressionQuery(null, 3, null));
            page.items().forEach(used -> listed.add(used.rule()));
            while (page.next() != null) {
                page = store.reader().suppressions(new SuppressionQuery(null, 3, page.next()));
                page.items().forEach(used -> listed.add(used.rule()));
            }
            assertThat(listed).isEqualTo(made);
            assertThat(made.get(0).scope().hosts()).hasToString("2001:db8::6");

            Suppression lifted = made.get(2);
            now = now.plusSeconds(1);
            store.suppressions().lift(lifted.id(), "bob");
            // Made at 1 to 7 s; it is 8 s now. Those of 2 and 4 s had 3 s, that of 6 s has one left.
            assertThat(store.reader()
                            .suppressions(new SuppressionQuery(now, 10, null))
                            .items())
                    .extracting(used -> used.rule().createdAt().getEpochSecond() - now.getEpochSecond() + 8)
                    .containsExactly(7L, 6L, 3L, 1L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAlertThatARuleIsAboutIsKeptMarkedAndCountedApart(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = open(url)) {
            Suppression rule = store.suppressions().add(ofScanner(null));
            AlertStanding standing = store.keep(MadeAlerts.of("scan").open());
            assertThat(standing).isEqualTo(new AlertStanding(rule.id(), false));
            store.save(MadeAlerts.of("other-scan").between("10.0.0.10", null).open());
            store.save(MadeAlerts.of("flood").of(AttackType.SYN_FLOOD).open());
            store.save(MadeAlerts.of("done-to-it").between("10.0.0.9", SCANNER).open());
            store.save(MadeAlerts.of("by-nobody-known").between(null, SCANNER).open());
            store.resolve("flood", null);

            AlertQuery all = AlertQuery.newest(TimeRange.ALL, 10);
            assertThat(ids(store.reader().alerts(all).items())).hasSize(5);
            assertThat(ids(store.reader().alerts(suppressed(true, null)).items()))
                    .containsExactly("scan");
            assertThat(ids(store.reader().alerts(suppressed(null, rule.id())).items()))
                    .containsExactly("scan");
            assertThat(store.reader().alerts(suppressed(null, rule.id() + 1)).items())
                    .isEmpty();
            assertThat(ids(store.reader().alerts(suppressed(false, null)).items()))
                    .containsExactlyInAnyOrder("other-scan", "flood", "done-to-it", "by-nobody-known");
            AlertCounts counts = store.reader().alertCounts(TimeRange.ALL);
            assertThat(counts.total())
                    .isEqualTo(TestDatabase.number(
                            url, "SELECT count(*) FROM detected_alerts WHERE suppressed_by IS NULL"))
                    .isEqualTo(4);
            assertThat(counts.unresolved()).isEqualTo(3);
            assertThat(counts.suppressed()).isEqualTo(1);
            assertThat(counts.byType()).isEqualTo(Map.of("port_scan", 3L, "syn_flood", 1L));
            assertThat(store.reader().suppression(rule.id())).hasValue(new UsedSuppression(rule, 1, MadeAlerts.START));
            assertThat(store.suppressions().counts()).isEqualTo(Map.of(rule.id(), 1L));
        }
    }

    private static AlertQuery suppressed(Boolean suppressed, Long by) {
        return new AlertQuery(TimeRange.ALL, null, null, null, null, suppressed, by, 10, null);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasRaisedStaysSoWhateverRuleIsMadeWhileItGoesOn(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        try (JdbcFeatureStore store = open(url)) {
            store.save(MadeAlerts.of("scan").open());
            store.save(MadeAlerts.of("told").open());
            store.suppressions().add(ofScanner(null));
            assertThat(store.keep(MadeAlerts.of("scan").lasting(5).open())).isEqualTo(AlertStanding.RAISED);
        }
        try (JdbcFeatureStore store = open(url)) {
            assertThat(store.keep(MadeAlerts.of("scan").lasting(9).closed())).isEqualTo(AlertStanding.RAISED);
            assertThat(markOf(store, "scan")).isNull();
            // Stored once more, as when a capture is analysed again.
            store.keep(MadeAlerts.of("scan").open());
            store.keep(MadeAlerts.of("scan").lasting(9).closed());
            assertThat(markOf(store, "scan")).isNull();
            assertThat(markOf(store, "told")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSuppressedIsRaisedWhenItsRuleIsLifted(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = open(database.newUrl(folder))) {
            Suppression rule = store.suppressions().add(ofScanner(null));
            store.save(MadeAlerts.of("goes-on").open());
            store.save(MadeAlerts.of("ends").open());
            Instant made = now;
            now = now.plusSeconds(60);
            UsedSuppression lifted =
                    store.suppressions().lift(rule.id(), " bob ").orElseThrow();
            assertThat(lifted.rule())
                    .isEqualTo(new Suppression(rule.id(), rule.scope(), rule.reason(), "ann", made, null, now, "bob"));
            assertThat(lifted.alerts()).isEqualTo(2);
            assertThat(store.keep(MadeAlerts.of("goes-on").lasting(5).open())).isEqualTo(new AlertStanding(null, true));
            assertThat(store.keep(MadeAlerts.of("goes-on").lasting(9).open())).isEqualTo(AlertStanding.RAISED);
            assertThat(markOf(store, "goes-on")).isNull();
            assertThat(store.keep(MadeAlerts.of("ends").closed()).suppressedBy())
                    .isEqualTo(rule.id());
            assertThat(markOf(store, "ends")).isEqualTo(rule.id());
            assertThat(store.keep(MadeAlerts.of("new").open())).isEqualTo(AlertStanding.RAISED);

            now = now.plusSeconds(60);
            assertThat(store.suppressions().lift(rule.id(), "eve").orElseThrow().rule())
                    .isEqualTo(lifted.rule());
            assertThat(store.suppressions().lift(rule.id() + 1, "eve")).isEmpty();
        }
    }

    /** By when alerts arrive: these are detected two months before the rule is made. */
    @ParameterizedTest
    @EnumSource
    void aRuleEndsByTheClockOfTheStoreAndIsThereAfterARestart(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        Instant until = now.plusSeconds(60);
        long rule;
        try (JdbcFeatureStore store = open(url)) {
            rule = store.suppressions().add(ofScanner(until)).id();
            store.save(MadeAlerts.of("goes-on").open());
        }
        now = until.minusNanos(1);
        try (JdbcFeatureStore store = open(url)) {
            assertThat(store.keep(MadeAlerts.of("goes-on").lasting(5).open()).suppressedBy())
                    .isEqualTo(rule);
            assertThat(store.keep(MadeAlerts.of("just-in-time").open()).suppressedBy())
                    .isEqualTo(rule);
            now = until;
            assertThat(store.keep(MadeAlerts.of("too-late").open())).isEqualTo(AlertStanding.RAISED);
            assertThat(store.keep(MadeAlerts.of("goes-on").lasting(9).open())).isEqualTo(AlertStanding.SURFACED);
            assertThat(store.suppressions()
                            .lift(rule, "bob")
                            .orElseThrow()
                            .rule()
                            .liftedAt())
                    .as("what has ended can't be lifted")
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSuppressedIsRaisedWhenItComesToConcernOtherHosts(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = open(database.newUrl(folder))) {
            long rule = store.suppressions()
                    .add(rule(scope(null, "10.0.9.0/24", Side.TARGET), null))
                    .id();
            MadeAlerts scan = MadeAlerts.of("scan").between("192.0.2.1", "10.0.9.7");
            assertThat(store.keep(scan.open()).suppressedBy()).isEqualTo(rule);
            // Now it scans more than this one.
            assertThat(store.keep(scan.between("192.0.2.1", null).lasting(5).open()))
                    .isEqualTo(AlertStanding.SURFACED);
            assertThat(markOf(store, "scan")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralRulesTheFirstMadeCountsAndAnotherTakesItsPlace(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = open(database.newUrl(folder))) {
            long first = store.suppressions().add(ofScanner(null)).id();
            long second = store.suppressions()
                    .add(rule(scope(null, "10.0.0.0/8", Side.EITHER), null))
                    .id();
            assertThat(store.keep(MadeAlerts.of("scan").open()).suppressedBy()).isEqualTo(first);
            store.suppressions().lift(first, "bob");
            assertThat(store.keep(MadeAlerts.of("scan").lasting(5).open()).suppressedBy())
                    .isEqualTo(second);
            assertThat(markOf(store, "scan")).isEqualTo(second);
            assertThat(store.suppressions().counts()).isEqualTo(Map.of(first, 1L, second, 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatAreJudgedLaterMakeNoAlertPastTheRules(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = open(database.newUrl(folder))) {
            long rule = store.suppressions().add(ofScanner(null)).id();
            store.append(List.of(
                    MadeRow.source(SCANNER, 5).row(),
                    MadeRow.source("10.0.0.2", 5).row()));
            now = now.plusSeconds(60);
            LateScoring late = new LateScoring(
                    store,
                    () -> List.of(new Accuser()),
                    AlertPolicyConfig.defaults(),
                    Duration.ZERO,
                    () -> now,
                    store,
                    alert -> {});
            assertThat(late.run()).isEqualTo(2);
            List<StoredAlert> alerts =
                    store.reader().alerts(AlertQuery.newest(TimeRange.ALL, 10)).items();
            assertThat(alerts)
                    .extracting(alert -> alert.alert().srcIp() + " " + alert.suppressedBy())
                    .containsExactlyInAnyOrder(SCANNER + " " + rule, "10.0.0.2 null");
        }
    }

    /** Says of every row that its host scans. */
    private record Accuser() implements Detector {
        @Override
        public String name() {
            return "accuser";
        }

        @Override
        public List<Verdict> score(List<FeatureVector> rows) {
            return rows.stream()
                    .map(row -> new Verdict(
                            row, AttackType.PORT_SCAN, 0.9, row.address(), null, "it scans", List.of("a fact"), name()))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreRulesThanMayBeInForceAreRefusedUntilOneEnds(TestDatabase database) throws IOException {
        String url = database.newUrl(folder);
        open(url).close();
        TestDatabase.change(
                url,
                "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < "
                        + Suppressions.MAX_IN_FORCE
                        + ") INSERT INTO suppressions (attack_type, side, reason, author, created_at)"
                        + " SELECT 'type_' || n, 'ATTACKER', 'why', 'ann', n FROM numbers");
        try (JdbcFeatureStore store = open(url)) {
            assertThatThrownBy(() -> store.suppressions().add(ofScanner(null)))
                    .isInstanceOf(SuppressionLimitException.class)
                    .hasMessageContaining("1000 rules");
            store.suppressions().lift(1, "bob");
            Alert scan = MadeAlerts.of("scan").open();
            long rule = store.suppressions().add(ofScanner(null)).id();
            assertThat(store.keep(scan).suppressedBy()).isEqualTo(rule);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleWhoseEndHasPassedIsRefused(TestDatabase database) throws IOException {
        try (JdbcFeatureStore store = open(database.newUrl(folder))) {
            assertThatThrownBy(() -> store.suppressions().add(ofScanner(now)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("until is 2026-05-01T00:30:00.123456789Z, which has passed");
            assertThat(store.reader()
                            .suppressions(new SuppressionQuery(null, 10, null))
                            .items())
                    .isEmpty();
        }
    }
}
