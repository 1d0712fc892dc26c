package io.nta.feature;

import io.nta.packet.IpAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** One row: the features of one key in one window. Immutable, if nobody alters the array that it was made of; so it may cross threads. */
public final class FeatureVector {
    /** By the end of the window, its length, kind and address: an order that doesn't depend on which packet came first, or by which shard. */
    public static final Comparator<FeatureVector> BY_WINDOW_AND_KEY = Comparator.comparingLong(FeatureVector::endNanos)
            .thenComparingInt(FeatureVector::seconds)
            .thenComparing(FeatureVector::kind)
            .thenComparing(FeatureVector::address);

    private static final long NANOS = 1_000_000_000L;

    private final KeyKind kind;
    private final IpAddress address;
    private final long startNanos;
    private final int seconds;
    private final long firstPacketNanos;
    private final long lastPacketNanos;
    /** The values that a bit is set for, in the catalogue's order; the others are 0. */
    private final double[] values;
    /** A bit for each of the first 64 features. */
    private final long low;
    /** A bit for each feature behind them. */
    private final long high;

    private final RowContext context;

    /**
     * Creates a row.
     *
     * @param kind the kind of key
     * @param address the key
     * @param startNanos the window's start, in nanoseconds since the epoch
     * @param seconds the window's length: 5, 30 or 180
     * @param firstPacketNanos the time of the key's first packet in it, or its start when only time changed something
     * @param lastPacketNanos the time of the last one, likewise
     * @param values one value per feature of the catalogue, in its order; kept, not copied, so it isn't to be altered afterwards
     * @param context what else is known
     * @throws IllegalArgumentException if there are more or fewer values than features
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
        this(kind, address, startNanos, seconds, firstPacketNanos, lastPacketNanos, checked(values), -1, -1, context);
    }

    private static double[] checked(double[] values) {
        if (values.length != FeatureCatalogue.size()) {
            throw new IllegalArgumentException("a row of " + values.length + " values; it has one for each of the "
                    + FeatureCatalogue.size() + " features of the catalogue");
        }
        return values;
    }

    /** Creates a row of the values that aren't 0. */
    FeatureVector(
            KeyKind kind,
            IpAddress address,
            long startNanos,
            int seconds,
            long firstPacketNanos,
            long lastPacketNanos,
            RowValues values,
            RowContext context) {
        this(
                kind,
                address,
                startNanos,
                seconds,
                firstPacketNanos,
                lastPacketNanos,
                values.compact(),
                values.low(),
                values.high(),
                context);
    }

    private FeatureVector(
            KeyKind kind,
            IpAddress address,
            long startNanos,
            int seconds,
            long firstPacketNanos,
            long lastPacketNanos,
            double[] values,
            long low,
            long high,
            RowContext context) {
        this.kind = kind;
        this.address = address;
        this.startNanos = startNanos;
        this.seconds = seconds;
        this.firstPacketNanos = firstPacketNanos;
        this.lastPacketNanos = lastPacketNanos;
        this.values = values;
        this.low = low;
        this.high = high;
        this.context = context;
    }

    /** Returns which of the address's connections it is about. */
    public KeyKind kind() {
        return kind;
    }

    /** Returns the address that it is about. */
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
        Objects.checkIndex(index, FeatureCatalogue.size());
        long bit = 1L << index;
        if (index < Long.SIZE) {
            return (low & bit) == 0 ? 0 : values[Long.bitCount(low & bit - 1)];
        }
        return (high & bit) == 0 ? 0 : values[Long.bitCount(low) + Long.bitCount(high & bit - 1)];
    }

    /**
     * Returns the value of the feature of that name.
     *
     * @throws IllegalArgumentException if the catalogue has none
     */
    public double get(String feature) {
        return get(FeatureCatalogue.indexOf(feature));
    }

    /** Returns a copy of all values, in the catalogue's order. */
    public double[] toArray() {
        if (low == -1 && high == -1) {
            return values.clone();
        }
        double[] all = new double[FeatureCatalogue.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = get(i);
        }
        return all;
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
            if (get(i) != 0) {
                text.append(' ').append(features.get(i).name()).append('=').append(get(i));
            }
        }
        return text.toString();
    }
}
