package io.nta.feature;

import static io.nta.packet.DnsMessages.A;
import static io.nta.packet.DnsMessages.TXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nta.AnalyzerConfig;
import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.DnsMessages;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import io.nta.window.AggregatorConfig;
import io.nta.window.AggregatorLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DnsFeaturesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.53";
    private static final int AAAA = 28;
    private static final int CNAME = 5;
    private static final int KEY = 25;
    private static final int NAME_ERROR = 3;
    /** Name pointer, type, class, time to live, length. */
    private static final int RECORD = 2 + 2 + 2 + 4 + 2;

    /** Queries at 0, 1 and 4 s, one more at 10 s; the second and the last are answered. */
    private static Rows fourQueries() {
        Scenario scenario = new Scenario();
        scenario.at(0).query(CLIENT, SERVER, "ab.example.com", A);
        scenario.at(1).query(CLIENT, SERVER, "AB.Example.com", TXT);
        scenario.at(1.1).response(CLIENT, SERVER, "ab.example.com", TXT, 0, new byte[20], new byte[4]);
        scenario.at(4).query(CLIENT, SERVER, "example.com", A);
        scenario.at(10).query(CLIENT, SERVER, "wxyz.example.com", AAAA);
        scenario.at(10.1).response(CLIENT, SERVER, "wxyz.example.com", AAAA, NAME_ERROR);
        return scenario.run();
    }

    @Test
    void queriesCountInTheRowsOfAskerAndServer() {
        Rows rows = fourQueries();
        assertThat(rows.bySourceLength(CLIENT, "dns_query_count")).containsExactly(3, 4, 4);
        assertThat(rows.byLength(KeyKind.TARGET, SERVER, "dns_query_count")).containsExactly(3, 4, 4);
    }

    @Test
    void queriesOverTcpCountToo() {
        Scenario scenario = new Scenario();
        TcpTalk talk = scenario.tcp(CLIENT, 40_000, SERVER, 53).at(0).handshake();
        talk.send(DnsMessages.overTcp(DnsMessages.query(1, "ab.example.com", TXT)))
                .at(1)
                .sendAgain();
        talk.answer(DnsMessages.overTcp(DnsMessages.response(1, "ab.example.com", TXT, 0, new byte[8])))
                .answerAgain();
        FeatureVector row = scenario.run().source(CLIENT, 5, 0);
        assertThat(row.get("dns_query_count"))
                .as("a retransmission asks nothing anew")
                .isEqualTo(1);
        assertThat(row.get("txt_record_count")).isEqualTo(1);
        assertThat(row.get("avg_answer_size")).isEqualTo(RECORD + 8);
        assertThat(row.get("udp_port_53_count")).isZero();
    }

    @Test
    void queryRateIsPerSecondOfTheWindow() {
        assertThat(fourQueries().bySourceLength(CLIENT, "query_rate_qps"))
                .containsExactly(3 / 5.0, 4 / 30.0, 4 / 180.0);
    }

    @Test
    void uniqueNamesFoldCase() {
        assertThat(fourQueries().bySourceLength(CLIENT, "unique_qnames_count")).containsExactly(2, 3, 3);
    }

    @Test
    void subdomainEntropyIsTheMeanOverQueriesThatHaveASubdomain() {
        Scenario scenario = new Scenario();
        // "abcd": log2 4 = 2 bits. "aabb": 1 bit. "aaab": 3/4 log2 4/3 + 1/4 log2 4 = 0.811278 bits. "example.com" has
        // no part.
        scenario.at(0).query(CLIENT, SERVER, "abcd.example.com", A).query(CLIENT, SERVER, "example.com", A);
        scenario.at(1).query(CLIENT, SERVER, "aabb.example.co.uk", A);
        scenario.at(6).query(CLIENT, SERVER, "aaab.example.com", A);
        assertThat(scenario.run().bySourceLength(CLIENT, "avg_subdomain_entropy"))
                .containsExactly(new double[] {1.5, 3.811278 / 3, 3.811278 / 3}, within(1e-6));
    }

    @Test
    void highEntropyIsAShareOfTheQueriesWithASubdomainAndMustExceedTheLimit() {
        Scenario scenario = new Scenario();
        // 2 bits, 2 bits, 3 bits, none; the limit is 2.
        scenario.at(0).query(CLIENT, SERVER, "abcd.example.com", A).query(CLIENT, SERVER, "efgh.example.com", A);
        scenario.at(1).query(CLIENT, SERVER, "abcdefgh.example.com", A).query(CLIENT, SERVER, "example.com", A);
        AggregatorConfig windows =
                new AggregatorConfig(Duration.ofSeconds(2), Duration.ofSeconds(5), 2.0, AggregatorLimits.defaults());
        Rows rows = scenario.run(new AnalyzerConfig(FlowConfig.defaults(), windows, AlertPolicyConfig.defaults()));
        assertThat(rows.bySourceLength(CLIENT, "pct_high_entropy_queries")).containsExactly(1 / 3.0, 1 / 3.0, 1 / 3.0);
    }

    @Test
    void txtQueriesAreCounted() {
        assertThat(fourQueries().bySourceLength(CLIENT, "txt_record_count")).containsExactly(1, 1, 1);
    }

    @Test
    void answersReachTheRowOfTheAskerAndAreAveragedOverResponses() {
        Rows rows = fourQueries();
        // One response of two records, then one without any.
        int first = 2 * RECORD + 20 + 4;
        assertThat(rows.bySourceLength(CLIENT, "avg_answer_size")).containsExactly(first, first / 2.0, first / 2.0);
        assertThat(rows.target(SERVER, 5, 0).get("avg_answer_size")).isEqualTo(first);
        assertThat(rows.find(KeyKind.SOURCE, SERVER, 5, 0)).isEmpty();
    }

    @Test
    void recordTypesAreDistinct() {
        assertThat(fourQueries().bySourceLength(CLIENT, "distinct_record_types"))
                .containsExactly(2, 3, 3);
    }

    @Test
    void queryIntervalIsTheMeanBetweenFirstAndLast() {
        assertThat(fourQueries().bySourceLength(CLIENT, "avg_query_interval_ms"))
                .containsExactly(4_000 / 2.0, 10_000 / 3.0, 10_000 / 3.0);
        assertThat(fourQueries().source(CLIENT, 5, 10).get("avg_query_interval_ms"))
                .as("one query")
                .isZero();
    }

    @Test
    void subdomainLengthIsTheMeanOverQueriesThatHaveASubdomain() {
        // "ab" twice; "wxyz" in the longer windows; "example.com" has none.
        assertThat(fourQueries().bySourceLength(CLIENT, "avg_subdomain_length")).containsExactly(2, 8 / 3.0, 8 / 3.0);
    }

    @Test
    void theLongestSubdomainCountsWithItsDots() {
        assertThat(fourQueries().bySourceLength(CLIENT, "max_subdomain_length")).containsExactly(2, 4, 4);
        Scenario scenario = new Scenario();
        scenario.at(0).query(CLIENT, SERVER, "a.bc.def.example.co.uk", A);
        assertThat(scenario.run().source(CLIENT, 5, 0).get("max_subdomain_length"))
                .isEqualTo("a.bc.def".length());
    }

    @Test
    void labelCountIsTheMeanOverAllQueries() {
        // 3, 3, 2; then 3 more.
        assertThat(fourQueries().bySourceLength(CLIENT, "avg_label_count"))
                .containsExactly(8 / 3.0, 11 / 4.0, 11 / 4.0);
    }

    @Test
    void dnsToUdpRatioIsTheShareOfForwardUdpPacketsToPort53() {
        Scenario scenario = new Scenario();
        scenario.at(0).query(CLIENT, SERVER, "ab.example.com", A).response(CLIENT, SERVER, "ab.example.com", A, 0);
        scenario.at(1).udp(CLIENT, 50_000, SERVER, 123, 1).udp(CLIENT, 50_000, SERVER, 123, 1);
        scenario.at(6).udp(CLIENT, 50_001, SERVER, 53, 1);
        scenario.tcp("10.0.0.9", 40_000, SERVER, 53).at(0).syn();
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "dns_to_udp_ratio")).containsExactly(1 / 3.0, 2 / 4.0, 2 / 4.0);
        assertThat(rows.source("10.0.0.9", 5, 0).get("dns_to_udp_ratio")).isZero();
    }

    @Test
    void udpPort53CountsForwardPacketsWhateverTheyHold() {
        Scenario scenario = new Scenario();
        scenario.at(0).query(CLIENT, SERVER, "ab.example.com", A).response(CLIENT, SERVER, "ab.example.com", A, 0);
        scenario.at(1).udp(CLIENT, 50_001, SERVER, 53, 3);
        Rows rows = scenario.run();
        assertThat(rows.bySourceLength(CLIENT, "udp_port_53_count")).containsExactly(2, 2, 2);
        assertThat(rows.bySourceLength(CLIENT, "dns_query_count")).containsExactly(1, 1, 1);
    }

    @Test
    void nameErrorsReachTheRowOfTheAsker() {
        assertThat(fourQueries().bySourceLength(CLIENT, "dns_name_error_count")).containsExactly(0, 1, 1);
    }

    @Test
    void theTopDomainIsTheOneThroughWhoseNamesTheMostCouldHaveGone() {
        Scenario scenario = new Scenario();
        // Under tunnel.com 4 queries for 2 names with parts of 6 characters; under example.com 4 queries for 1 name
        // with a part of 3.
        scenario.at(0)
                .query(CLIENT, SERVER, "abcdef.tunnel.com", TXT)
                .response(CLIENT, SERVER, "abcdef.tunnel.com", TXT, 0, new byte[10]);
        scenario.at(1)
                .query(CLIENT, SERVER, "ghijkl.tunnel.com", CNAME)
                .query(CLIENT, SERVER, "ghijkl.tunnel.com", KEY)
                .query(CLIENT, SERVER, "ghijkl.tunnel.com", A);
        for (int i = 0; i < 4; i++) {
            scenario.at(2)
                    .query(CLIENT, SERVER, "www.example.com", A)
                    .response(CLIENT, SERVER, "www.example.com", A, 0, new byte[4]);
        }
        FeatureVector row = scenario.run().source(CLIENT, 5, 0);
        assertThat(row.context().topDomain()).isEqualTo("tunnel.com");
        assertThat(row.get("top_domain_query_count")).isEqualTo(4);
        assertThat(row.get("top_domain_name_count")).isEqualTo(2);
        assertThat(row.get("top_domain_characters")).isEqualTo(2 * 6);
        assertThat(row.get("top_domain_answer_bytes")).isEqualTo(RECORD + 10);
        assertThat(row.get("top_domain_carrier_count")).isEqualTo(3);
    }

    @Test
    void withoutASubdomainThereIsNoTopDomain() {
        Scenario scenario = new Scenario();
        scenario.at(0).query(CLIENT, SERVER, "example.com", A);
        FeatureVector row = scenario.run().source(CLIENT, 5, 0);
        assertThat(row.context().topDomain()).isNull();
        assertThat(row.get("top_domain_query_count")).isZero();
        assertThat(row.get("avg_subdomain_entropy")).isZero();
        assertThat(row.get("avg_subdomain_length")).isZero();
    }
}
