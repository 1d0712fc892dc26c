package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetBudgetTest {
    private static final int BITMAP = 8_192;

    private static SetBudget.Share share(SetBudget budget, boolean unproven) {
        SetBudget.Share share = new SetBudget.Share(budget);
        share.unproven(unproven);
        return share;
    }

    private static PortSet ports(SetBudget.Share share, int count) {
        PortSet ports = new PortSet(share);
        for (int port = 0; port < count; port++) {
            ports.add(3 * port);
        }
        return ports;
    }

    @Test
    void aPortSetWithoutMemoryStopsAtWhatItHoldsOneByOneAndIsCounted() {
        SetBudget budget = new SetBudget(BITMAP);
        assertThat(ports(share(budget, false), 1_000).size()).isEqualTo(1_000);
        assertThat(ports(share(budget, false), 1_000).size()).isEqualTo(PortSet.MAX_SPARSE);
        assertThat(budget.saturatedSets()).isEqualTo(1);
    }

    @Test
    void unprovenKeysGetHalf() {
        SetBudget budget = new SetBudget(2 * BITMAP);
        assertThat(ports(share(budget, true), 100).size()).isEqualTo(100);
        assertThat(ports(share(budget, true), 100).size()).isEqualTo(PortSet.MAX_SPARSE);
        assertThat(ports(share(budget, false), 100).size()).isEqualTo(100);
        assertThat(budget.usedBytes()).isEqualTo(2 * BITMAP);
    }

    @Test
    void clearingGivesAllMemoryBackAndTheSetGrowsAgain() {
        SetBudget budget = new SetBudget(1 << 20);
        SetBudget.Share share = share(budget, false);
        DistinctCounter counter = new DistinctCounter(share);
        PortSet ports = ports(share, 100);
        for (int values = 1; values < 1_000; values *= 2) {
            for (int i = 1; i <= values; i++) {
                counter.add(Hashes.mix(i));
            }
            assertThat(counter.isExact()).isEqualTo(values <= DistinctCounter.MAX_EXACT);
            counter.clear();
        }
        ports.clear();
        assertThat(budget.usedBytes()).isZero();
        assertThat(budget.saturatedSets()).isZero();
        assertThat(counter.isExact()).isTrue();
    }

    @Test
    void aCounterWithoutMemoryCountsAFewAndSaysThatItIsNotExact() {
        SetBudget budget = new SetBudget(0);
        DistinctCounter counter = new DistinctCounter(share(budget, false));
        for (int i = 1; i <= 8; i++) {
            counter.add(Hashes.mix(i));
        }
        assertThat(counter.count()).isEqualTo(8);
        assertThat(counter.isExact()).isTrue();
        for (int i = 1; i <= 1_000; i++) {
            counter.add(Hashes.mix(i));
        }
        assertThat(counter.count()).isBetween(8L, 9L);
        assertThat(counter.isExact()).isFalse();
        assertThat(budget.saturatedSets()).isEqualTo(1);
    }

    @Test
    void mergingWhatIsLargeIntoWhatMayNotGrowKeepsAFewOfIt() {
        SetBudget none = new SetBudget(0);
        DistinctCounter many = new DistinctCounter();
        for (int i = 1; i <= 1_000; i++) {
            many.add(Hashes.mix(i));
        }
        DistinctCounter counter = new DistinctCounter(share(none, false));
        counter.merge(many);
        assertThat(counter.count()).isPositive();
        assertThat(counter.isExact()).isFalse();
        PortSet ports = new PortSet(share(none, false));
        ports.merge(ports(SetBudget.Share.UNLIMITED, 1_000));
        assertThat(ports.size()).isEqualTo(PortSet.MAX_SPARSE);
    }

    private static DomainTable domains(SetBudget.Share share, int count) {
        DomainTable table = new DomainTable(share);
        for (int i = 0; i < count; i++) {
            DomainTable.Entry entry = table.entry(i + 1, "d" + i + ".example");
            entry.queries = i % 100;
            for (int name = 1; name <= i % 40; name++) {
                entry.names.add(Hashes.mix(name));
            }
        }
        return table;
    }

    @Test
    void aDomainTableWithoutMemoryHoldsAFewDomainsAndCountsTheOthers() {
        DomainTable table = domains(share(new SetBudget(0), false), 100);
        assertThat(table.size()).isEqualTo(8);
        assertThat(table.displaced()).isEqualTo(92);
    }

    @Test
    void domainsGiveAllTheirMemoryBackHoweverTheyWereMergedAndDisplaced() {
        for (long bytes : new long[] {0, 2_000, 10_000, 40_000, 1 << 20}) {
            SetBudget budget = new SetBudget(bytes);
            DomainTable early = domains(share(budget, false), 300);
            DomainTable late = new DomainTable(share(budget, false));
            for (int i = 100; i < 250; i++) {
                late.entry(-i, "e" + i + ".example").queries = i;
            }
            early.merge(late);
            assertThat(early.size()).isBetween(8, DomainTable.MAX_DOMAINS);
            assertThat(early.size() + early.displaced()).isEqualTo(450);
            assertThat(budget.usedBytes()).isBetween(0L, bytes);
            early.clear();
            late.clear();
            assertThat(budget.usedBytes()).isZero();
        }
    }
}
