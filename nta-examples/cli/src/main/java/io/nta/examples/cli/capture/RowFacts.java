package io.nta.examples.cli.capture;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.RowSink;
import java.util.HashSet;
import java.util.Set;

/** Learns from the rows which hosts were active and when. Rows are better than packets here: one absurd timestamp is set aside before them. */
final class RowFacts implements RowSink {
    private final int packetCount = FeatureCatalogue.indexOf("packet_count");
    private final Set<IpAddress> hosts = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    @Override
    public void onRow(FeatureVector row) {
        if (row.kind() == KeyKind.SOURCE) {
            hosts.add(row.address());
        }
        boolean byTimeOnly = row.get(packetCount) == 0 && row.firstPacketNanos() == row.startNanos();
        if (!byTimeOnly) {
            first = Math.min(first, row.firstPacketNanos());
            last = Math.max(last, row.lastPacketNanos());
        }
    }

    Set<IpAddress> hosts() {
        return hosts;
    }

    long firstNanos() {
        return last < first ? 0 : first;
    }

    long lastNanos() {
        return last < first ? 0 : last;
    }
}
