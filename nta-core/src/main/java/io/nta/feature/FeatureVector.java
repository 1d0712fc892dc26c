package io.nta.feature;

import io.nta.packet.IpAddress;
import java.time.Instant;
import java.util.List;

/** One row: the features of one key in one window. Immutable, so it may cross threads. */
public final class FeatureVector {
    private static final long NANOS = 1_000_000_000L;

    private final KeyKind kind;
    private final IpAddress address;
    private final long startNanos;
    private final int seconds;
    private final long firstPacketNanos;
    private final long lastPacketNanos;
    private final double[] values;
    private final RowContext context;

    /**
     * Creates a row.
     *
     * @param kind the kind of key
     * @param address the key
     * @param startNanos the window's start, in nanoseconds since the epoch
     * @param seconds the window's length
     * @param firstPacketNanos the time of the key's first packet in it, or its start when only time changed something
     * @param lastPacketNanos the time of the last one, likewise
     * @param values one value per feature of the catalogue, in its order; kept, not copied
     * @param context what else is known
     */
    public FeatureVector(
            KeyKind kind,
            IpAddress address,
            long startNanos,
            int seconds,
            long firstPacketNanos,
            long lastPacketNanos,
            double[] values,
            RowContext context) {
        this.kind = kind;
        this.address = address;
        this.startNanos = startNanos;
        this.seconds = seconds;
        this.firstPacketNanos = firstPacketNanos;
        this.lastPacketNanos = lastPacketNanos;
        this.values = values;
        this.context = context;
    }

    public KeyKind kind() {
        return kind;
    }

    public IpAddress address() {
        return address;
    }

    /** Returns the window's start in nanoseconds since the epoch. */
    public long startNanos() {
        return startNanos;
    }

    /** Returns the window's end, which is outside it, in nanoseconds since the epoch. */
    public long endNanos() {
        return startNanos + seconds * NANOS;
    }

    /** Returns the window's start. */
    public Instant start() {
        return Instant.ofEpochSecond(0, startNanos);
    }

    /** Returns the window's end, which is outside it. */
    public Instant end() {
        return Instant.ofEpochSecond(0, endNanos());
    }

    /** Returns the window's length: 5, 30 or 180. */
    public int seconds() {
        return seconds;
    }

    /** Returns when the key's first packet in the window came. */
    public long firstPacketNanos() {
        return firstPacketNanos;
    }

    /** Returns when the key's last packet in the window came. */
    public long lastPacketNanos() {
        return lastPacketNanos;
    }

    /** Returns the value of the feature at {@code index} of the catalogue. */
    public double get(int index) {
        return values[index];
    }

    /**
     * Returns the value of the feature of that name.
     *
     * @throws IllegalArgumentException if the catalogue has none
     */
    public double get(String feature) {
        return values[FeatureCatalogue.indexOf(feature)];
    }

    /** Returns a copy of all values, in the catalogue's order. */
    public double[] toArray() {
        return values.clone();
    }

    /** Returns what the row knows besides its numbers. */
    public RowContext context() {
        return context;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(kind)
                .append(' ')
                .append(address)
                .append(' ')
                .append(start())
                .append(' ')
                .append(seconds)
                .append(" s");
        List<Feature> features = FeatureCatalogue.features();
        for (int i = 0; i < features.size(); i++) {
            if (values[i] != 0) {
                text.append(' ').append(features.get(i).name()).append('=').append(values[i]);
            }
        }
        return text.toString();
    }
}
