package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.Measure;
import io.nta.feature.Peer;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import io.nta.packet.IpAddress;
import io.nta.spi.PacketSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds the rows of an {@link Analyzer} against those of the {@link WindowOracle} over the same packets: the same rows, and in them every feature, exactly, or
 * within the error stated for a counter that has had to estimate.
 */
public final class FoldLaw {
    /** The error allowed to an estimate: three standard deviations of the sketch. */
    static final double SKETCH_ERROR = 0.05;

    private static final int POLL_PACKETS = 256;
    private static final int MAX_TOLD = 20;
    private static final String TOP_DOMAIN = "top_domain_";
    private static final Map<String, Distinct> COUNTED = Map.of(
            "unique_dst_ips", Distinct.RESPONDERS,
            "unique_dst_networks", Distinct.RESPONDER_NETWORKS,
            "unique_src_ips", Distinct.INITIATORS,
            "distinct_targets_count", Distinct.TARGETS,
            "scan_rate_pps", Distinct.TARGETS,
            "answered_targets_count", Distinct.ANSWERED_TARGETS,
            "refused_targets_count", Distinct.REFUSED_TARGETS,
            "unique_qnames_count", Distinct.QUERY_NAMES,
            "distinct_record_types", Distinct.QUERY_TYPES);

    /** Opens the packets; twice, once for each side. */
    public interface Packets {
        PacketSource open() throws IOException;
    }

    /**
     * What was compared.
     *
     * @param rows rows
     * @param estimates values that were estimates, compared with the allowed error
     * @param beyondLimit rows whose domains were more than are kept, so that their top domain wasn't compared
     */
    public record Outcome(long rows, long estimates, long beyondLimit) {}

    private final WindowOracle oracle = new WindowOracle();
    private final PacketSource oraclePackets;
    private final List<String> differences = new ArrayList<>();
    private long rows;
    private long estimates;
    private long beyondLimit;

    private FoldLaw(PacketSource oraclePackets) {
        this.oraclePackets = oraclePackets;
    }

    /** Compares every row over these packets. A capture that ends in damage is compared up to there. */
    public static Outcome check(Packets packets) throws IOException {
        return check(packets, 1);
    }

    /** Likewise, with that many shards. */
    public static Outcome check(Packets packets, int shards) throws IOException {
        try (PacketSource again = packets.open()) {
            FoldLaw law = new FoldLaw(again);
            try (Analyzer analyzer = Analyzer.builder()
                    .source(packets.open())
                    .config(whereNoLimitBites().withShards(shards))
                    .onRow(law::compare)
                    .build()) {
                runToTheEnd(analyzer);
                law.conclude(analyzer.stats());
            }
            return new Outcome(law.rows, law.estimates, law.beyondLimit);
        }
    }

    /** The law holds while no limit bites: forged sources, of which floods have more than get rows, shall have theirs here. */
    private static AnalyzerConfig whereNoLimitBites() {
        AnalyzerConfig defaults = AnalyzerConfig.defaults();
        AggregatorConfig windows = defaults.windows();
        return new AnalyzerConfig(
                defaults.flow(),
                new AggregatorConfig(
                        windows.lateness(),
                        windows.maxSourceLag(),
                        windows.highEntropyBits(),
                        windows.limits().withUnprovenUnlimited()),
                defaults.alerts());
    }

    private static void runToTheEnd(Analyzer analyzer) {
        try {
            analyzer.run();
        } catch (IOException damaged) {
            // What was read before has been analysed in full.
            assertThat(analyzer.stats().source().delivered()).isPositive();
        }
    }

    private void conclude(AnalyzerStats stats) {
        advanceTo(Long.MAX_VALUE);
        assertThat(differences).as("differences from the oracle").isEmpty();
        assertThat(oracle.left()).as("rows that only the oracle has").isEmpty();
        assertThat(stats.late()).as("late packets").isEqualTo(oracle.late());
        assertThat(stats.isConserved()).as("conservation in %s", stats).isTrue();
    }

    /** Lets the oracle replay until it has ended the windows that end then. */
    private void advanceTo(long endNanos) {
        try {
            while (oracle.closedThroughNanos() < endNanos) {
                if (oraclePackets.poll(oracle, POLL_PACKETS) == PacketSource.END) {
                    oracle.finish();
                }
            }
        } catch (IOException damaged) {
            oracle.finish();
        }
    }

    private void compare(FeatureVector row) {
        rows++;
        advanceTo(row.endNanos());
        WindowSize size = sizeOf(row.seconds());
        OracleState expected = oracle.take(new OracleState.Row(row.kind(), row.address(), size, row.startNanos()));
        if (expected == null) {
            tell(row, "the oracle has no such row");
            return;
        }
        boolean comparable = chooseTopDomain(row, expected);
        List<Feature> features = FeatureCatalogue.features();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            if (comparable || !feature.name().startsWith(TOP_DOMAIN)) {
                compare(row, feature, row.get(i), feature.value(expected), isEstimate(feature.name(), expected));
            }
        }
        if (expected.get(Measure.LAST_PACKET_NANOS) != 0) {
            same(row, "first packet", row.firstPacketNanos(), expected.get(Measure.FIRST_PACKET_NANOS));
            same(row, "last packet", row.lastPacketNanos(), expected.get(Measure.LAST_PACKET_NANOS));
        }
        for (Tally tally : Tally.values()) {
            comparePeers(row, tally, expected.peers.getOrDefault(tally, Map.of()));
        }
    }

    private static WindowSize sizeOf(int seconds) {
        return List.of(WindowSize.values()).stream()
                .filter(size -> size.seconds() == seconds)
                .findFirst()
                .orElseThrow();
    }

    private void compare(FeatureVector row, Feature feature, double value, double expected, boolean estimate) {
        if (!estimate) {
            same(row, feature.name(), value, expected);
            return;
        }
        estimates++;
        if (Math.abs(value - expected) > SKETCH_ERROR * expected) {
            tell(row, feature.name() + " is " + value + ", far from " + expected);
        }
    }

    private static boolean isEstimate(String feature, OracleState expected) {
        Distinct counter = COUNTED.get(feature);
        if (counter != null) {
            return expected.distinct(counter) > DistinctCounter.MAX_EXACT;
        }
        OracleState.Domain top = expected.domains.get(expected.topDomain());
        return top != null
                && top.names.size() > DistinctCounter.MAX_EXACT
                && (feature.equals("top_domain_name_count") || feature.equals("top_domain_characters"));
    }

    /** Returns whether the top domain can be compared; where its choice hangs on an estimate, that of the row is taken if it is no worse than an estimate may be. */
    private boolean chooseTopDomain(FeatureVector row, OracleState expected) {
        if (expected.domains.size() > DomainTable.MAX_DOMAINS) {
            beyondLimit++;
            return false;
        }
        String chosen = row.context().topDomain();
        boolean estimated =
                expected.domains.values().stream().anyMatch(domain -> domain.names.size() > DistinctCounter.MAX_EXACT);
        OracleState.Domain best = expected.domains.get(expected.topDomain());
        OracleState.Domain taken = expected.domains.get(chosen);
        if (estimated && taken != null && taken.capacity() >= (1 - 2 * SKETCH_ERROR) * best.capacity()) {
            expected.topDomain(chosen);
        }
        if (!Objects.equals(chosen, expected.topDomain())) {
            tell(row, "the top domain is " + chosen + ", not " + expected.topDomain());
        }
        return true;
    }

    /** The heaviest peer is exact while there are no more than are counted; beyond, its weight is too small by at most a fifth of the total. */
    private void comparePeers(FeatureVector row, Tally tally, Map<IpAddress, Long> expected) {
        Peer peer = row.context().peer(tally);
        long total = expected.values().stream().mapToLong(weight -> weight).sum();
        long most = expected.values().stream().mapToLong(weight -> weight).max().orElse(0);
        if (peer == null) {
            // Lost only when nobody has more than a fifth.
            if (5 * most > total || expected.size() <= PeerTally.COUNTERS && total > 0) {
                tell(row, tally + ": no peer, of " + expected);
            }
            return;
        }
        long weight = expected.getOrDefault(peer.address(), 0L);
        same(row, tally + " total", peer.total(), total);
        if (expected.size() <= PeerTally.COUNTERS) {
            same(row, tally + " of " + peer.address(), peer.weight(), weight);
            same(row, tally + " of the heaviest", peer.weight(), most);
        } else if (peer.weight() > weight || 5 * (weight - peer.weight()) > total) {
            tell(row, tally + ": " + peer + " has " + weight);
        }
    }

    private void same(FeatureVector row, String what, double value, double expected) {
        if (Double.compare(value, expected) != 0) {
            tell(row, what + " is " + value + ", not " + expected);
        }
    }

    private void tell(FeatureVector row, String what) {
        if (differences.size() < MAX_TOLD) {
            differences.add(row.kind() + " " + row.address() + " " + row.start() + " " + row.seconds() + " s: " + what);
        }
    }
}
