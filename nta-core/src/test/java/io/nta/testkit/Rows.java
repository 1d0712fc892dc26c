package io.nta.testkit;

import io.nta.AnalyzerStats;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import java.util.List;
import java.util.Optional;

/** What an analysis gave: its rows in the order in which they came, and its counts. Window starts are seconds after {@link Traffic#START}. */
public record Rows(List<FeatureVector> all, AnalyzerStats stats) {
    private static final int[] LENGTHS = {5, 30, 180};

    public Rows {
        all = List.copyOf(all);
    }

    public Optional<FeatureVector> find(KeyKind kind, String address, int seconds, int start) {
        IpAddress key = IpAddress.parse(address);
        long startNanos = Traffic.nanos(start);
        List<FeatureVector> found = all.stream()
                .filter(row -> row.kind() == kind
                        && row.address().equals(key)
                        && row.seconds() == seconds
                        && row.startNanos() == startNanos)
                .toList();
        if (found.size() > 1) {
            throw new AssertionError("one window of one key has several rows: " + found);
        }
        return found.stream().findFirst();
    }

    public FeatureVector of(KeyKind kind, String address, int seconds, int start) {
        return find(kind, address, seconds, start)
                .orElseThrow(() -> new AssertionError(
                        "no row " + kind + " " + address + " of " + seconds + " s at " + start + " among " + keys()));
    }

    private List<String> keys() {
        return all.stream()
                .map(row -> row.kind() + " " + row.address() + " " + row.seconds() + " s at "
                        + (row.startNanos() - Traffic.START) / 1_000_000_000)
                .toList();
    }

    public FeatureVector source(String address, int seconds, int start) {
        return of(KeyKind.SOURCE, address, seconds, start);
    }

    public FeatureVector target(String address, int seconds, int start) {
        return of(KeyKind.TARGET, address, seconds, start);
    }

    /** Returns a feature in the windows of 5, 30 and 180 s that start at second 0. */
    public double[] byLength(KeyKind kind, String address, String feature) {
        double[] values = new double[LENGTHS.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(kind, address, LENGTHS[i], 0).get(feature);
        }
        return values;
    }

    /** Returns a feature of a host that connected, in the windows of 5, 30 and 180 s that start at second 0. */
    public double[] bySourceLength(String address, String feature) {
        return byLength(KeyKind.SOURCE, address, feature);
    }
}
