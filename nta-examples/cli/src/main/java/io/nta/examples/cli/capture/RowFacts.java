package io.nta.examples.cli.capture;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.RowSink;
import io.nta.window.WindowSize;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Learns from the rows which hosts were active and when. Rows are better than packets here: one absurd timestamp is set aside before them. */
final class RowFacts implements RowSink {
    private final int packetCount = FeatureCatalogue.indexOf("packet_count");
    private final Map<IpAddress, Long> firstPanes = new HashMap<>();
    private final Set<IpAddress> lasting = new HashSet<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    @Override
    public void onRow(FeatureVector row) {
        if (row.kind() == KeyKind.SOURCE && row.seconds() == WindowSize.FIVE_SECONDS.seconds()) {
            Long firstPane = firstPanes.putIfAbsent(row.address(), row.startNanos());
            if (firstPane != null && firstPane != row.startNanos() && row.get(packetCount) > 0) {
                lasting.add(row.address());
            }
        }
        boolean byTimeOnly = row.get(packetCount) == 0 && row.firstPacketNanos() == row.startNanos();
        if (!byTimeOnly) {
            first = Math.min(first, row.firstPacketNanos());
            last = Math.max(last, row.lastPacketNanos());
        }
    }

    int hosts() {
        return firstPanes.size();
    }

    int lastingHosts() {
        return lasting.size();
    }

    long firstNanos() {
        return last < first ? 0 : first;
    }

    long lastNanos() {
        return last < first ? 0 : last;
    }
}
