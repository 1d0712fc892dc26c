package io.nta.model.xgboost.rows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Chooses some of many rows, by a seed. */
public final class RowSample {
    private RowSample() {}

    /**
     * Returns the positions, ascending, of at most {@code limit} rows of each capture, label, window size and kind of key. What is chosen of a capture does not
     * depend on the other captures.
     *
     * @param limit at least 1
     */
    public static int[] perStratum(LabelledRows rows, int limit, long seed) {
        Map<String, IntStream.Builder> strata = new LinkedHashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            String stratum =
                    rows.capture(row) + '\n' + rows.label(row) + '\n' + rows.windowSeconds(row) + '\n' + rows.kind(row);
            strata.computeIfAbsent(stratum, s -> IntStream.builder()).add(row);
        }
        IntStream.Builder chosen = IntStream.builder();
        strata.forEach((stratum, members) -> {
            SplittableRandom random = new SplittableRandom(seed ^ stratum.hashCode() * 0x9E3779B97F4A7C15L);
            Arrays.stream(choose(members.build().toArray(), limit, random)).forEach(chosen::add);
        });
        return chosen.build().sorted().toArray();
    }

    /** The first steps of a Fisher-Yates shuffle. */
    private static int[] choose(int[] members, int limit, SplittableRandom random) {
        if (members.length <= limit) {
            return members;
        }
        for (int i = 0; i < limit; i++) {
            int other = i + random.nextInt(members.length - i);
            int kept = members[other];
            members[other] = members[i];
            members[i] = kept;
        }
        return Arrays.copyOf(members, limit);
    }
}
