package io.nta;

import io.nta.detect.AlertStats;
import io.nta.packet.DecodeAnomaly;
import io.nta.packet.FragmentStats;
import io.nta.spi.AggregatorStats;
import io.nta.spi.SourceStats;
import java.util.List;
import java.util.Map;

/**
 * The counts of an analysis. Nothing is lost without being counted: {@link #isConserved} says whether they add up, and {@link #imbalances} where they don't.
 *
 * @param source what the source met; of several, their sums
 * @param bytes the wire length of the packets delivered
 * @param decoded packets that hold IP or ARP
 * @param undecoded packets that hold neither, or are too damaged to be read; the fatal ones of {@code anomalies} say why
 * @param anomalies what was wrong with packets, and how often; those included that were only noted
 * @param protocols the decoded packets by protocol
 * @param folded packets counted in windows
 * @param foldedEarly those of {@code folded} that could not wait for others of earlier times, because too many waited; see {@link io.nta.window.TimelineConfig#ordered}
 * @param late packets that came after their window had closed
 * @param setAside packets whose time can't be believed: nothing confirmed it, it is too far from their arrival, or beyond what can be computed with
 * @param connectionsOpened connections and flows seen
 * @param connectionsOpen those that are open now
 * @param connectionsClosed those that are closed
 * @param connectionsEvicted those of {@code connectionsClosed} that were closed because there were too many
 * @param forgottenArpRequests ARP requests that were forgotten because there were too many, so that a reply to one would count as unsolicited
 * @param fragments what became of fragmented datagrams
 * @param windows what the aggregator did
 * @param rows rows given to detectors and store
 * @param verdicts verdicts of all detectors
 * @param alerts what became of the verdicts
 * @param detectorFailures batches that a detector failed on
 * @param shards how the work was shared out
 */
public record AnalyzerStats(
        SourceStats source,
        long bytes,
        long decoded,
        long undecoded,
        Map<DecodeAnomaly, Long> anomalies,
        ProtocolCounts protocols,
        long folded,
        long foldedEarly,
        long late,
        long setAside,
        long connectionsOpened,
        long connectionsOpen,
        long connectionsClosed,
        long connectionsEvicted,
        long forgottenArpRequests,
        FragmentStats fragments,
        AggregatorStats windows,
        long rows,
        long verdicts,
        AlertStats alerts,
        long detectorFailures,
        Shares shards) {
    /** Copies the map. */
    public AnalyzerStats {
        anomalies = Map.copyOf(anomalies);
    }

    /**
     * How the work was shared out. CPU times are in nanoseconds, and 0 before {@link Analyzer#run} has ended and where Java can't tell. With one shard, which is on the reading
     * thread, all three are that thread's.
     *
     * @param count the number of shards
     * @param packets the packets that shards have counted in windows: all that were folded
     * @param readingCpuNanos the thread that reads, decodes and places packets in time: the one that called {@link Analyzer#run}
     * @param cpuNanos the threads of all shards
     * @param busiestCpuNanos the thread of the shard that took most
     */
    public record Shares(int count, long packets, long readingCpuNanos, long cpuNanos, long busiestCpuNanos) {}

    /** Packets by protocol; together they are all that were decoded. */
    public record ProtocolCounts(long tcp, long udp, long icmp, long icmpv6, long arp, long other) {
        /** Returns their sum. */
        public long total() {
            return tcp + udp + icmp + icmpv6 + arp + other;
        }
    }

    /**
     * Returns whether every packet, window, verdict and alert is accounted for. Call it when the analysis has ended: before, some may be on their way.
     */
    public boolean isConserved() {
        return imbalances().isEmpty();
    }

    /**
     * Returns a sentence for each law of conservation that doesn't hold, with both sides and their figures: {@code received 10 is not delivered 8 + dropped 1 +
     * unsupported 0}. Empty when all hold. Call it when the analysis has ended.
     */
    public List<String> imbalances() {
        Balances balances = new Balances();
        balances.of("received", source.received())
                .is("delivered", source.delivered())
                .and("dropped", source.dropped())
                .and("unsupported", source.unsupported());
        balances.of("delivered", source.delivered()).is("decoded", decoded).and("undecoded", undecoded);
        balances.of("undecoded", undecoded).is("fatal anomalies", fatalAnomalies());
        balances.of("decoded", decoded).is("folded", folded).and("late", late).and("set aside", setAside);
        balances.of("folded", folded).is("counted by shards", shards.packets());
        balances.of("decoded", decoded).is("packets by protocol", protocols.total());
        balances.of("connections opened", connectionsOpened)
                .is("open", connectionsOpen)
                .and("closed", connectionsClosed);
        balances.of("windows opened", windows.windowsOpened()).is("closed", windows.windowsClosed());
        balances.of("windows closed", windows.windowsClosed()).is("rows", rows);
        balances.of("verdicts", verdicts)
                .is("unconvincing", alerts.unconvincing())
                .and("unseconded", alerts.unseconded())
                .and("updates", alerts.updates())
                .and("raised", alerts.raised());
        balances.of("alerts raised", alerts.raised())
                .is("stored", alerts.stored())
                .and("suppressed", alerts.suppressed());
        return balances.broken();
    }

    private long fatalAnomalies() {
        return anomalies.entrySet().stream()
                .filter(anomaly -> anomaly.getKey().isFatal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
