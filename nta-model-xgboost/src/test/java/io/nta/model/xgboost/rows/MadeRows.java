package io.nta.model.xgboost.rows;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import java.util.Random;

/** Rows made from a seed: the features of a label's own are high in its rows, the others are noise. */
public final class MadeRows {
    private static final int[] SECONDS = {5, 30, 180};
    private static final long DAY = 1_767_225_600L;

    private MadeRows() {}

    /** Returns rows of all labels, each of {@code captures} captures, of three tools and four networks. */
    public static LabelledRows of(int captures, int rowsOfCapture, long seed) {
        Random random = new Random(seed);
        LabelledRows.Builder rows = new LabelledRows.Builder();
        for (int label = 0; label < Labels.count(); label++) {
            for (int capture = 0; capture < captures; capture++) {
                String name = Labels.all().get(label);
                String tool = label == 0 ? RowOrigin.NO_TOOL : name + "-tool" + capture % 3;
                RowOrigin origin = new RowOrigin(name + "-" + capture, tool, "net" + capture % 4);
                for (int row = 0; row < rowsOfCapture; row++) {
                    rows.add(origin, key(row), name, features(label, random));
                }
            }
        }
        return rows.build();
    }

    private static RowKey key(int row) {
        int seconds = SECONDS[row % 3];
        KeyKind kind = row % 4 == 3 ? KeyKind.TARGET : KeyKind.SOURCE;
        return new RowKey(kind, seconds, DAY + 180L * row, "192.0.2." + row % 5);
    }

    /** Returns features of a row with that label. */
    static float[] features(int label, Random random) {
        float[] features = new float[FeatureCatalogue.size()];
        for (int i = 0; i < features.length; i++) {
            features[i] = random.nextInt(20);
        }
        if (label > 0) {
            features[label * 5] += 15 + random.nextInt(10);
            features[label * 5 + 1] += 10 + random.nextInt(10);
        }
        return features;
    }
}
