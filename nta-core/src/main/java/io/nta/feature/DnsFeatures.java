package io.nta.feature;

import static io.nta.feature.Formulas.MICRO;
import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.distinct;
import static io.nta.feature.Formulas.divide;
import static io.nta.feature.Formulas.rate;
import static io.nta.feature.Formulas.ratio;
import static io.nta.feature.Measure.DNS_ANSWER_BYTES;
import static io.nta.feature.Measure.DNS_ENTROPY_MICROBITS;
import static io.nta.feature.Measure.DNS_HIGH_ENTROPY_QUERIES;
import static io.nta.feature.Measure.DNS_LABELS;
import static io.nta.feature.Measure.DNS_PORT_PACKETS;
import static io.nta.feature.Measure.DNS_QUERIES;
import static io.nta.feature.Measure.DNS_RESPONSES;
import static io.nta.feature.Measure.DNS_SUBDOMAIN_CHARACTERS;
import static io.nta.feature.Measure.DNS_SUBDOMAIN_QUERIES;
import static io.nta.feature.Measure.DNS_TXT_QUERIES;
import static io.nta.feature.Measure.FIRST_QUERY_NANOS;
import static io.nta.feature.Measure.LAST_QUERY_NANOS;
import static io.nta.feature.Measure.LONGEST_SUBDOMAIN;
import static io.nta.feature.Measure.UDP_PACKETS;

import io.nta.feature.WindowState.Distinct;
import java.util.List;

/** What was asked for. */
final class DnsFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "dns_query_count",
                    "dns",
                    Unit.QUERIES,
                    Merge.SUM,
                    "DNS queries sent (UDP and TCP, port 53)",
                    count(DNS_QUERIES)),
            new Feature(
                    "query_rate_qps",
                    "dns",
                    Unit.QUERIES_PER_SECOND,
                    Merge.DERIVED,
                    "dns_query_count / window seconds",
                    rate(DNS_QUERIES)),
            new Feature(
                    "unique_qnames_count",
                    "dns",
                    Unit.NAMES,
                    Merge.UNION,
                    "distinct query names, case folded",
                    distinct(Distinct.QUERY_NAMES)),
            new Feature(
                    "avg_subdomain_entropy",
                    "dns",
                    Unit.BITS_PER_CHARACTER,
                    Merge.DERIVED,
                    "mean Shannon entropy in bits per character of the part left of the registered domain, over the queries that have such a part (summed in micro-bits); 0 for none",
                    s -> divide(s.get(DNS_ENTROPY_MICROBITS), s.get(DNS_SUBDOMAIN_QUERIES)) / MICRO),
            new Feature(
                    "pct_high_entropy_queries",
                    "dns",
                    Unit.RATIO,
                    Merge.DERIVED,
                    "share of those queries whose entropy exceeds the named limit, 0 to 1",
                    ratio(DNS_HIGH_ENTROPY_QUERIES, DNS_SUBDOMAIN_QUERIES)),
            new Feature(
                    "txt_record_count", "dns", Unit.QUERIES, Merge.SUM, "queries of type TXT", count(DNS_TXT_QUERIES)),
            new Feature(
                    "avg_answer_size",
                    "dns",
                    Unit.BYTES,
                    Merge.DERIVED,
                    "mean bytes of the answer section of the responses; 0 for none",
                    ratio(DNS_ANSWER_BYTES, DNS_RESPONSES)),
            new Feature(
                    "distinct_record_types",
                    "dns",
                    Unit.TYPES,
                    Merge.UNION,
                    "distinct query types",
                    distinct(Distinct.QUERY_TYPES)),
            new Feature(
                    "avg_query_interval_ms",
                    "dns",
                    Unit.MILLISECONDS,
                    Merge.SPAN,
                    "(last query - first query) / (queries - 1); 0 for fewer than two",
                    DnsFeatures::queryInterval),
            new Feature(
                    "avg_subdomain_length",
                    "dns",
                    Unit.CHARACTERS,
                    Merge.DERIVED,
                    "mean length of the part left of the registered domain",
                    ratio(DNS_SUBDOMAIN_CHARACTERS, DNS_SUBDOMAIN_QUERIES)),
            new Feature(
                    "max_subdomain_length",
                    "dns",
                    Unit.CHARACTERS,
                    Merge.MAX,
                    "longest such part",
                    count(LONGEST_SUBDOMAIN)),
            new Feature(
                    "avg_label_count",
                    "dns",
                    Unit.LABELS,
                    Merge.DERIVED,
                    "mean number of labels of the query name",
                    ratio(DNS_LABELS, DNS_QUERIES)),
            new Feature(
                    "dns_to_udp_ratio",
                    "dns",
                    Unit.RATIO,
                    Merge.DERIVED,
                    "udp_port_53_count / udp_count; 0 for none",
                    ratio(DNS_PORT_PACKETS, UDP_PACKETS)),
            new Feature(
                    "udp_port_53_count",
                    "dns",
                    Unit.PACKETS,
                    Merge.SUM,
                    "forward UDP packets to port 53",
                    count(DNS_PORT_PACKETS)));

    private static final double NANOS_PER_MILLI = 1e6;

    private static double queryInterval(WindowState state) {
        long queries = state.get(DNS_QUERIES);
        return queries < 2
                ? 0
                : (state.get(LAST_QUERY_NANOS) - state.get(FIRST_QUERY_NANOS)) / NANOS_PER_MILLI / (queries - 1);
    }

    private DnsFeatures() {}
}
