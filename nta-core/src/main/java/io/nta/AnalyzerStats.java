package io.nta;

import io.nta.packet.DecodeAnomaly;
import io.nta.packet.FragmentStats;
import io.nta.spi.AggregatorStats;
import io.nta.spi.SourceStats;
import java.util.Map;

/**
 * The counts of an analysis. Nothing is lost without being counted: {@link #isConserved} says whether they add up.
 *
 * @param source what the source met
 * @param bytes the wire length of the packets delivered
 * @param decoded packets that hold IP or ARP
 * @param undecoded packets that don't, or are too damaged; their reasons are the fatal ones of {@code anomalies}
 * @param anomalies what was wrong with packets, the merely noted included
 * @param protocols the decoded packets by protocol
 * @param folded packets counted in windows
 * @param late packets that came after their window had closed
 * @param setAside packets whose time nothing confirmed
 * @param connectionsOpened connections and flows seen
 * @param connectionsEvicted those that were closed because there were too many
 * @param forgottenArpRequests ARP requests forgotten before an answer because there were too many
 * @param fragments what became of fragmented datagrams
 * @param windows what the aggregator did
 * @param rows rows given to detectors and store
 * @param verdicts verdicts of all detectors
 * @param alerts alerts opened
 * @param detectorFailures batches that a detector failed on
 */
public record AnalyzerStats(
        SourceStats source,
        long bytes,
        long decoded,
        long undecoded,
        Map<DecodeAnomaly, Long> anomalies,
        ProtocolCounts protocols,
        long folded,
        long late,
        long setAside,
        long connectionsOpened,
        long connectionsEvicted,
        long forgottenArpRequests,
        FragmentStats fragments,
        AggregatorStats windows,
        long rows,
        long verdicts,
        long alerts,
        long detectorFailures) {
    /** Copies the map. */
    public AnalyzerStats {
        anomalies = Map.copyOf(anomalies);
    }

    /** Packets by protocol; together they are all that were decoded. */
    public record ProtocolCounts(long tcp, long udp, long icmp, long icmpv6, long arp, long other) {
        /** Returns their sum. */
        public long total() {
            return tcp + udp + icmp + icmpv6 + arp + other;
        }
    }

    /**
     * Returns whether every packet and every window is accounted for. Call it when the analysis has ended: before, packets may be on their way.
     */
    public boolean isConserved() {
        return source.received() == source.delivered() + source.dropped() + source.unsupported()
                && source.delivered() == decoded + undecoded
                && decoded == folded + late + setAside
                && decoded == protocols.total()
                && windows.windowsOpened() == windows.windowsClosed()
                && windows.windowsClosed() == rows;
    }
}
