package io.nta.tck;

import static io.nta.tck.Contract.require;

import io.nta.feature.Feature;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import java.util.List;
import java.util.stream.DoubleStream;

/** A busy scene for aggregators, and how its rows are looked at. */
final class WindowScene {
    private static final int SECONDS = 400;
    private static final int SYN = 2;
    private static final int SYN_ACK = 0x12;
    private static final int RST = 4;
    private static final int HOSTS = 7;
    private static final long MAC = 0x02_00_00_00_00_10L;

    /** The formulas of sums are exact; sums of doubles below 2^53 are, too. */
    private static final double TOLERANCE = 1e-9;

    private WindowScene() {}

    /** Returns traffic of several hosts and protocols, in each second of 400, with a packet out of order here and there. */
    static MadeTraffic busy() {
        MadeTraffic traffic = new MadeTraffic();
        for (int second = 0; second < SECONDS; second++) {
            String host = "10.0.0." + (1 + second % HOSTS);
            int port = 20_000 + second % (5 * HOSTS);
            traffic.at(second + 0.2).udp("10.0.0.1", 4_000, "10.0.1.1", 53, second % 100);
            traffic.at(second + 0.3).tcp(host, port, "10.0.1.2", 80, SYN, 0);
            traffic.at(second + 0.4).tcp("10.0.1.2", 80, host, port, second % 3 == 0 ? RST : SYN_ACK, 0);
            traffic.at(second + 0.5).ping("10.0.1.3", host, 56);
            traffic.at(second + 0.6).arp(1, MAC + second % HOSTS, host, "10.0.1.1");
            if (second % 10 == 6) {
                traffic.at(second - 1.5).udp(host, 5_000, "10.0.1.1", 123, 48);
            }
        }
        return traffic;
    }

    /** Returns the row, whose window starts {@code start} seconds after {@link MadeTraffic#START}; fails when there is none, or more than one. */
    static FeatureVector row(List<FeatureVector> rows, KeyKind kind, String address, int seconds, int start) {
        List<FeatureVector> found = rows.stream()
                .filter(row -> row.kind() == kind
                        && row.address().equals(IpAddress.parse(address))
                        && row.seconds() == seconds
                        && row.startNanos() == MadeTraffic.nanos(start))
                .toList();
        require(
                found.size() == 1,
                () -> "there are " + found.size() + " rows, not 1, of " + kind + " " + address + " over " + seconds
                        + " s from second " + start + "; the rows are "
                        + rows.stream().map(WindowScene::key).toList());
        return found.get(0);
    }

    /** Returns whose row it is, and of which window. */
    static String key(FeatureVector row) {
        return row.kind() + " " + row.address() + " " + row.start() + " " + row.seconds() + " s";
    }

    /** Returns the rows in words, sorted: the order of the rows of one window is open. */
    static List<String> described(List<FeatureVector> rows) {
        return rows.stream().map(FeatureVector::toString).sorted().toList();
    }

    /** Returns the rows of 5 s of the same key in the row's window, in time order. */
    static List<FeatureVector> partsOf(FeatureVector row, List<FeatureVector> rows) {
        return rows.stream()
                .filter(part -> part.seconds() == 5
                        && part.kind() == row.kind()
                        && part.address().equals(row.address())
                        && part.startNanos() >= row.startNanos()
                        && part.endNanos() <= row.endNanos())
                .sorted(java.util.Comparator.comparing(FeatureVector::startNanos))
                .toList();
    }

    /** Fails unless a feature of a long window is what its short ones make it, where that can be told from their numbers. */
    static void requireFolded(Feature feature, FeatureVector row, List<FeatureVector> parts) {
        require(!parts.isEmpty(), () -> key(row) + " has no rows of 5 s");
        double folded = row.get(feature.name());
        double[] values =
                parts.stream().mapToDouble(part -> part.get(feature.name())).toArray();
        boolean right = switch (feature.merge()) {
            case SUM -> near(folded, DoubleStream.of(values).sum());
            case MAX -> near(folded, DoubleStream.of(values).max().orElse(0));
            case LAST -> near(folded, values[values.length - 1]);
            default -> true;
        };
        require(
                right,
                () -> feature.name() + " (" + feature.merge() + ") of " + key(row) + " is " + folded + ", of its parts "
                        + DoubleStream.of(values).boxed().toList());
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(other));
    }
}
