package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.RowGroups;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Folds of whole groups: what leave-one-tool-out and leave-one-network-out leave out, one fold at a time. Immutable. */
public final class GroupFolds {
    private final RowGroups groups;
    private final int[] foldOfGroup;
    private final int count;

    private GroupFolds(RowGroups groups, int[] foldOfGroup, int count) {
        this.groups = groups;
        this.foldOfGroup = foldOfGroup;
        this.count = count;
    }

    /**
     * Makes a fold of each group; of more groups than {@code most}, so many folds, such that each label's groups are spread over folds and folds are about as
     * large as each other. Equal rows give equal folds.
     *
     * @param most the most folds, at least 2
     * @throws IllegalArgumentException if there are fewer than two groups
     */
    public static GroupFolds of(LabelledRows rows, RowGroups groups, int most) {
        if (groups.count() < 2) {
            throw new IllegalArgumentException("folds need at least two groups; there is " + groups.count());
        }
        int folds = Math.min(most, groups.count());
        long[][] counts = new long[groups.count()][Labels.count()];
        for (int row = 0; row < rows.size(); row++) {
            counts[groups.group(row)][rows.label(row)]++;
        }
        int[] foldOfGroup = folds == groups.count() ? IntStream.range(0, folds).toArray() : spread(counts, folds);
        return new GroupFolds(groups, foldOfGroup, folds);
    }

    /** The largest groups first, each to the fold that has the fewest groups of its labels, then the fewest rows. */
    private static int[] spread(long[][] counts, int folds) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, counts.length).boxed().toList());
        order.sort(Comparator.comparing((Integer group) -> -sum(counts[group])));
        long[][] groupsOfLabel = new long[folds][Labels.count()];
        long[] rows = new long[folds];
        int[] foldOfGroup = new int[counts.length];
        for (int group : order) {
            int fold = Collections.min(
                    IntStream.range(0, folds).boxed().toList(),
                    Comparator.comparing((Integer f) -> shared(groupsOfLabel[f], counts[group]))
                            .thenComparing(f -> rows[f]));
            foldOfGroup[group] = fold;
            rows[fold] += sum(counts[group]);
            for (int label = 0; label < Labels.count(); label++) {
                groupsOfLabel[fold][label] += counts[group][label] > 0 ? 1 : 0;
            }
        }
        return foldOfGroup;
    }

    private static long sum(long[] values) {
        return IntStream.range(0, values.length).mapToLong(i -> values[i]).sum();
    }

    /** Normal counts only for groups without an attack: almost every capture has some. */
    private static long shared(long[] groupsOfLabel, long[] counts) {
        boolean quiet = sum(counts) == counts[0];
        return IntStream.range(quiet ? 0 : 1, counts.length)
                .filter(label -> counts[label] > 0)
                .mapToLong(label -> groupsOfLabel[label])
                .sum();
    }

    /** Returns how many folds there are. */
    public int count() {
        return count;
    }

    /** Returns the fold of a row. */
    public int fold(int row) {
        return foldOfGroup[groups.group(row)];
    }

    /** Returns the names of the groups in a fold, in order. */
    public List<String> groups(int fold) {
        return IntStream.range(0, groups.count())
                .filter(group -> foldOfGroup[group] == fold)
                .mapToObj(groups::name)
                .toList();
    }
}
