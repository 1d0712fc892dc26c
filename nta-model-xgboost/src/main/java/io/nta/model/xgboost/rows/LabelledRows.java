package io.nta.model.xgboost.rows;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows with labels, in columns: 4 bytes for each of the {@link ModelInputs} and about 30 more for each row. At most {@link #MAX_ROWS} rows. Immutable, so it may cross threads.
 */
public final class LabelledRows {
    /** The most rows, about 20 million: those whose inputs fit one array. */
    public static final int MAX_ROWS = (Integer.MAX_VALUE - 8) / ModelInputs.count();

    private static final KeyKind[] KINDS = KeyKind.values();

    private final int size;
    private final float[] inputs;
    private final byte[] labels;
    private final byte[] kinds;
    private final short[] windowSeconds;
    private final long[] startSeconds;
    private final TextColumn addresses;
    private final TextColumn captures;
    private final TextColumn tools;
    private final TextColumn networks;

    private LabelledRows(
            int size,
            float[] inputs,
            byte[] labels,
            byte[] kinds,
            short[] windowSeconds,
            long[] startSeconds,
            List<TextColumn> texts) {
        this.size = size;
        this.inputs = inputs;
        this.labels = labels;
        this.kinds = kinds;
        this.windowSeconds = windowSeconds;
        this.startSeconds = startSeconds;
        this.addresses = texts.get(0);
        this.captures = texts.get(1);
        this.tools = texts.get(2);
        this.networks = texts.get(3);
    }

    /** Returns how many rows there are. */
    public int size() {
        return size;
    }

    /** Returns an input of a row; {@code input} is a position among {@link ModelInputs#all()}. */
    public float input(int row, int input) {
        return inputs[row * ModelInputs.count() + input];
    }

    /** Returns the label of a row as an index of {@link Labels#all()}. */
    public int label(int row) {
        return labels[row];
    }

    /** Returns whether a row is labelled Normal. */
    public boolean normal(int row) {
        return labels[row] == 0;
    }

    /** Returns the kind of a row's key. */
    public KeyKind kind(int row) {
        return KINDS[kinds[row]];
    }

    /** Returns the length of a row's window: 5, 30 or 180. */
    public int windowSeconds(int row) {
        return windowSeconds[row];
    }

    /** Returns the start of a row's window in seconds since the epoch. */
    public long startSeconds(int row) {
        return startSeconds[row];
    }

    /** Returns the end, outside the window, in seconds since the epoch. */
    public long endSeconds(int row) {
        return startSeconds[row] + windowSeconds[row];
    }

    /** Returns a number that stands for the row's address. */
    public int addressCode(int row) {
        return addresses.code(row);
    }

    /** Returns a number that stands for the row's capture: an index of {@link #captures()}. */
    public int captureCode(int row) {
        return captures.code(row);
    }

    /** Returns the names of the captures by number; after a selection some may have no row. */
    public List<String> captures() {
        return captures.values();
    }

    /** Returns the address of a row. */
    public String address(int row) {
        return addresses.text(row);
    }

    /** Returns the capture of a row. */
    public String capture(int row) {
        return captures.text(row);
    }

    /** Returns the tool of a row. */
    public String tool(int row) {
        return tools.text(row);
    }

    /** Returns the network of a row. */
    public String network(int row) {
        return networks.text(row);
    }

    /** Returns the origin of a row. */
    public RowOrigin origin(int row) {
        return new RowOrigin(capture(row), tool(row), network(row));
    }

    /** Returns the key of a row. */
    public RowKey key(int row) {
        return new RowKey(kind(row), windowSeconds[row], startSeconds[row], address(row));
    }

    /** Returns the positions of the rows that {@code wanted} accepts, in order. */
    public int[] rowsWhere(IntPredicate wanted) {
        return IntStream.range(0, size).filter(wanted).toArray();
    }

    /** Returns the rows at these positions, in this order, as a copy. */
    public LabelledRows select(int[] rows) {
        int width = ModelInputs.count();
        float[] chosenInputs = new float[Math.multiplyExact(rows.length, width)];
        byte[] chosenLabels = new byte[rows.length];
        byte[] chosenKinds = new byte[rows.length];
        short[] chosenSeconds = new short[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(inputs, rows[i] * width, chosenInputs, i * width, width);
            chosenLabels[i] = labels[rows[i]];
            chosenKinds[i] = kinds[rows[i]];
            chosenSeconds[i] = windowSeconds[rows[i]];
        }
        return new LabelledRows(
                rows.length,
                chosenInputs,
                chosenLabels,
                chosenKinds,
                chosenSeconds,
                Arrays.stream(rows).mapToLong(row -> startSeconds[row]).toArray(),
                List.of(addresses.select(rows), captures.select(rows), tools.select(rows), networks.select(rows)));
    }

    /** Returns all rows of all parts, in order. */
    public static LabelledRows concat(List<LabelledRows> parts) {
        Builder all = new Builder();
        for (LabelledRows part : parts) {
            for (int row = 0; row < part.size; row++) {
                all.add(part, row);
            }
        }
        return all.build();
    }

    /** Collects rows. Not thread-safe; of no use after {@link #build}. */
    public static final class Builder {
        private static final int FIRST_CAPACITY = 64;

        private final TextColumn.Builder addresses = new TextColumn.Builder();
        private final TextColumn.Builder captures = new TextColumn.Builder();
        private final TextColumn.Builder tools = new TextColumn.Builder();
        private final TextColumn.Builder networks = new TextColumn.Builder();
        private int size;
        private float[] inputs = new float[FIRST_CAPACITY * ModelInputs.count()];
        private byte[] labels = new byte[FIRST_CAPACITY];
        private byte[] kinds = new byte[FIRST_CAPACITY];
        private short[] windowSeconds = new short[FIRST_CAPACITY];
        private long[] startSeconds = new long[FIRST_CAPACITY];

        /**
         * Adds a row of the analyser.
         *
         * @throws IllegalArgumentException if the label is none of {@link Labels#all()}
         */
        public Builder add(RowOrigin origin, String label, FeatureVector row) {
            float[] features = new float[FeatureCatalogue.size()];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) row.get(i);
            }
            return add(origin, RowKey.of(row), label, features);
        }

        /**
         * Adds a row.
         *
         * @param features one value for each feature of the catalogue, in its order; copied
         * @throws IllegalArgumentException if the label is none of {@link Labels#all()}, or there are {@link #MAX_ROWS} rows already
         */
        public Builder add(RowOrigin origin, RowKey key, String label, float[] features) {
            grow();
            int offset = size * ModelInputs.count();
            System.arraycopy(features, 0, inputs, offset, FeatureCatalogue.size());
            ModelInputs.writeKey(key.kind(), key.windowSeconds(), inputs, offset);
            labels[size] = (byte) Labels.indexOf(label);
            kinds[size] = (byte) key.kind().ordinal();
            windowSeconds[size] = (short) key.windowSeconds();
            startSeconds[size] = key.startSeconds();
            addresses.add(key.address());
            captures.add(origin.capture());
            tools.add(origin.tool());
            networks.add(origin.network());
            size++;
            return this;
        }

        private void add(LabelledRows from, int row) {
            int width = ModelInputs.count();
            float[] features = Arrays.copyOfRange(from.inputs, row * width, row * width + FeatureCatalogue.size());
            add(from.origin(row), from.key(row), Labels.all().get(from.label(row)), features);
        }

        private void grow() {
            if (size < labels.length) {
                return;
            }
            int capacity = capacityBeyond(size);
            inputs = Arrays.copyOf(inputs, capacity * ModelInputs.count());
            labels = Arrays.copyOf(labels, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
            windowSeconds = Arrays.copyOf(windowSeconds, capacity);
            startSeconds = Arrays.copyOf(startSeconds, capacity);
        }

        /** Returns for how many rows there is to be room once there are so many. */
        static int capacityBeyond(int rows) {
            if (rows >= MAX_ROWS) {
                throw new IllegalArgumentException(
                        "there are more than " + MAX_ROWS + " rows, the most that can be held at once; leave some out");
            }
            return (int) Math.min(MAX_ROWS, rows + rows / 2L);
        }

        /** Returns how many rows have been added. */
        public int size() {
            return size;
        }

        /** Returns the rows. */
        public LabelledRows build() {
            return new LabelledRows(
                    size,
                    inputs,
                    labels,
                    kinds,
                    windowSeconds,
                    startSeconds,
                    List.of(addresses.build(), captures.build(), tools.build(), networks.build()));
        }
    }
}
