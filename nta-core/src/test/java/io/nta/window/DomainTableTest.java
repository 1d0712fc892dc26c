package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.WindowState.TopDomain;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DomainTableTest {
    private static DomainTable.Entry ask(DomainTable table, String domain, int queries) {
        DomainTable.Entry entry = table.entry(NameShapes.domainHash(domain), domain);
        for (int i = 0; i < queries; i++) {
            entry.queries++;
            entry.characters += 10;
            entry.names.add(Hashes.mix(NameShapes.domainHash(domain) + entry.queries));
        }
        return entry;
    }

    @Test
    void theTopDomainIsTheOneWhoseNamesCouldCarryMost() {
        DomainTable table = new DomainTable();
        ask(table, "busy.example", 0).queries = 1_000;
        ask(table, "busy.example", 0).names.add(1);
        ask(table, "busy.example", 0).characters = 3_000;
        ask(table, "tunnel.example", 20);
        assertThat(table.top().domain).isEqualTo("tunnel.example");
        assertThat(table.top().get(TopDomain.CHARACTERS)).isEqualTo(200);
        assertThat(table.top().get(TopDomain.NAMES)).isEqualTo(20);
        assertThat(table.top().get(TopDomain.QUERIES)).isEqualTo(20);
    }

    @Test
    void amongEqualsTheFirstByNameIsTheTop() {
        DomainTable table = new DomainTable();
        ask(table, "b.example", 5);
        ask(table, "a.example", 5);
        ask(table, "c.example", 5);
        assertThat(table.top().domain).isEqualTo("a.example");
        assertThat(new DomainTable().top()).isNull();
    }

    @Test
    void beyondTheLimitOneWithFewQueriesGivesWayAndIsCounted() {
        DomainTable table = new DomainTable();
        for (int i = 0; i < DomainTable.MAX_DOMAINS; i++) {
            ask(table, "d" + i + ".example", i == 4 ? 1 : 2);
        }
        ask(table, "new.example", 1);
        assertThat(table.entries()).hasSize(DomainTable.MAX_DOMAINS);
        assertThat(table.find(NameShapes.domainHash("d4.example"))).isNull();
        assertThat(table.displaced()).isEqualTo(1);
    }

    @Test
    void aMergeJudgesADomainByItsSumAndIsTheSameInEitherDirection() {
        Map<String, Integer> one = new HashMap<>();
        Map<String, Integer> other = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            one.put("one" + i + ".example", 3);
            other.put("other" + i + ".example", 3);
        }
        one.put("both.example", 2);
        other.put("both.example", 2);
        DomainTable forth = table(one);
        forth.merge(table(other));
        DomainTable back = table(other);
        back.merge(table(one));
        assertThat(forth.entries())
                .extracting(entry -> entry.domain)
                .containsExactlyInAnyOrderElementsOf(
                        back.entries().stream().map(entry -> entry.domain).toList());
        assertThat(forth.entries()).hasSize(DomainTable.MAX_DOMAINS);
        assertThat(forth.displaced()).isEqualTo(201 - DomainTable.MAX_DOMAINS);
        assertThat(forth.find(NameShapes.domainHash("both.example")).queries).isEqualTo(4);
    }

    private static DomainTable table(Map<String, Integer> queries) {
        DomainTable table = new DomainTable();
        queries.forEach((domain, count) -> ask(table, domain, count));
        return table;
    }

    @Test
    void aBusyDomainStaysThroughAFloodOfOthersAndEachOfThoseIsCounted() {
        DomainTable table = new DomainTable();
        ask(table, "busy.example", 50);
        for (int i = 0; i < 10_000; i++) {
            ask(table, "d" + i + ".example", 1);
        }
        assertThat(table.find(NameShapes.domainHash("busy.example")).queries).isEqualTo(50);
        assertThat(table.entries()).hasSize(DomainTable.MAX_DOMAINS);
        assertThat(table.displaced()).isEqualTo(10_001 - DomainTable.MAX_DOMAINS);
        assertThat(table.entries()).allMatch(entry -> entry.names.count() == entry.queries);
    }

    @Test
    void usedAgainItKnowsNothingOfBefore() {
        DomainTable table = table(Map.of("a.example", 3, "b.example", 4));
        table.clear();
        DomainTable.Entry entry = ask(table, "c.example", 1);
        assertThat(entry.queries).isEqualTo(1);
        assertThat(entry.characters).isEqualTo(10);
        assertThat(entry.names.count()).isEqualTo(1);
        assertThat(table.find(NameShapes.domainHash("a.example"))).isNull();
    }

    @Test
    void clearedItIsEmpty() {
        DomainTable table = table(Map.of("a.example", 3));
        table.clear();
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.displaced()).isZero();
    }
}
