package io.nta.examples.cli.capture;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import io.nta.spi.RowSink;
import io.nta.window.WindowSize;
import java.util.HashMap;
import java.util.Map;

/** Learns from the rows which hosts were active and when. Rows are better than packets here: one absurd timestamp is set aside before them. */
final class RowFacts implements RowSink {
    private final int packetCount = FeatureCatalogue.indexOf("packet_count");
    private final Map<IpAddress, Host> hosts = new HashMap<>();
    private int lasting;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    @Override
    public void onRow(FeatureVector row) {
        boolean byTimeOnly = row.get(packetCount) == 0 && row.firstPacketNanos() == row.startNanos();
        if (!byTimeOnly) {
            first = Math.min(first, row.firstPacketNanos());
            last = Math.max(last, row.lastPacketNanos());
        }
        // The longest windows say all that the shorter ones do here, and are few.
        if (row.kind() == KeyKind.SOURCE && row.seconds() == WindowSize.THREE_MINUTES.seconds()) {
            noteHost(row);
        }
    }

    private void noteHost(FeatureVector row) {
        long firstPane = WindowSize.FIVE_SECONDS.startOf(row.firstPacketNanos());
        Host host = hosts.computeIfAbsent(row.address(), unknown -> new Host(firstPane));
        if (!host.lasting
                && row.get(packetCount) > 0
                && WindowSize.FIVE_SECONDS.startOf(row.lastPacketNanos()) != host.firstPaneNanos) {
            host.lasting = true;
            lasting++;
        }
    }

    int hosts() {
        return hosts.size();
    }

    int lastingHosts() {
        return lasting;
    }

    long firstNanos() {
        return last < first ? 0 : first;
    }

    long lastNanos() {
        return last < first ? 0 : last;
    }

    private static final class Host {
        final long firstPaneNanos;
        /** Whether it was active in a later pane, too. */
        boolean lasting;

        Host(long firstPaneNanos) {
            this.firstPaneNanos = firstPaneNanos;
        }
    }
}
