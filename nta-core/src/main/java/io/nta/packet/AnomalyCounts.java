package io.nta.packet;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How often each {@link DecodeAnomaly} was met. Not thread-safe. */
public final class AnomalyCounts {
    private static final DecodeAnomaly[] ANOMALIES = DecodeAnomaly.values();

    /** How many counts there are. */
    static final int SIZE = ANOMALIES.length;

    private final long[] counts = new long[SIZE];

    /** Creates counts that are all 0. */
    public AnomalyCounts() {}

    void count(DecodeAnomaly anomaly) {
        counts[anomaly.ordinal()]++;
    }

    void copyTo(long[] copy) {
        System.arraycopy(counts, 0, copy, 0, SIZE);
    }

    void restore(long[] copy) {
        System.arraycopy(copy, 0, counts, 0, SIZE);
    }

    /** Counts a header that ends at {@code needEnd}, behind the captured bytes: not captured if the wire had it, else truncated. */
    void countCut(int needEnd, int wireEnd, DecodeAnomaly notCaptured, DecodeAnomaly truncated) {
        count(needEnd <= wireEnd ? notCaptured : truncated);
    }

    /** Counts a fatal anomaly and returns false, what a decoder then returns. */
    boolean fail(DecodeAnomaly anomaly) {
        count(anomaly);
        return false;
    }

    /** Counts a link header that ends at {@code needEnd}, behind the captured bytes, and returns false. */
    boolean linkCut(int needEnd, int wireEnd) {
        countCut(needEnd, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.LINK_HEADER_TRUNCATED);
        return false;
    }

    /** Returns how often {@code anomaly} was met. */
    public long get(DecodeAnomaly anomaly) {
        return counts[anomaly.ordinal()];
    }

    /** Returns the sum of all counts, the noted ones included. */
    public long total() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Returns the sum of the fatal ones: the number of packets for which {@link PacketDecoder#decode} returned {@code false}. */
    public long fatal() {
        long sum = 0;
        for (DecodeAnomaly anomaly : ANOMALIES) {
            if (anomaly.isFatal()) {
                sum += counts[anomaly.ordinal()];
            }
        }
        return sum;
    }

    /** Returns a copy of the counts that aren't 0, in the order of the constants. */
    public Map<DecodeAnomaly, Long> asMap() {
        Map<DecodeAnomaly, Long> copy = new EnumMap<>(DecodeAnomaly.class);
        for (DecodeAnomaly anomaly : ANOMALIES) {
            if (get(anomaly) != 0) {
                copy.put(anomaly, get(anomaly));
            }
        }
        return Collections.unmodifiableMap(copy);
    }

    /** Returns the counts that aren't 0, as {@code {IPV4_BAD_VERSION=2}}. */
    @Override
    public String toString() {
        return asMap().toString();
    }
}
