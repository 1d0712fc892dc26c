package io.nta;

import io.nta.packet.DecodeAnomaly;
import io.nta.packet.FragmentStats;
import io.nta.spi.AggregatorStats;
import java.util.EnumMap;
import java.util.Map;

/**
 * The counts of a {@link WindowStage}, or of one of its shards.
 *
 * @param packets packets counted in windows
 * @param anomalies what was wrong with fragments, where these are not counted with the packets
 * @param cpuNanos the CPU time of its threads; 0 when it has none of its own
 * @param busiestCpuNanos that of the one which took most
 */
record StageStats(
        int shards,
        long packets,
        long connectionsOpened,
        long connectionsOpen,
        long connectionsRemoved,
        long connectionsEvicted,
        long forgottenArpRequests,
        FragmentStats fragments,
        Map<DecodeAnomaly, Long> anomalies,
        AggregatorStats windows,
        long cpuNanos,
        long busiestCpuNanos) {
    /** Returns the sums, and the busiest of both. */
    StageStats plus(StageStats other) {
        return new StageStats(
                shards + other.shards,
                packets + other.packets,
                connectionsOpened + other.connectionsOpened,
                connectionsOpen + other.connectionsOpen,
                connectionsRemoved + other.connectionsRemoved,
                connectionsEvicted + other.connectionsEvicted,
                forgottenArpRequests + other.forgottenArpRequests,
                fragments.plus(other.fragments),
                sum(anomalies, other.anomalies),
                windows.plus(other.windows),
                cpuNanos + other.cpuNanos,
                Math.max(busiestCpuNanos, other.busiestCpuNanos));
    }

    /** Returns the sums of two lots of counts. */
    static Map<DecodeAnomaly, Long> sum(Map<DecodeAnomaly, Long> some, Map<DecodeAnomaly, Long> others) {
        Map<DecodeAnomaly, Long> sums = new EnumMap<>(DecodeAnomaly.class);
        sums.putAll(some);
        others.forEach((anomaly, count) -> sums.merge(anomaly, count, Long::sum));
        return sums;
    }
}
