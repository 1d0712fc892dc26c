package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows to learn from and rows held out, split by group: no group, so no capture, is in both. Each class that at least two groups have is in both parts.
 *
 * @param training the positions of the rows to learn from, ascending
 * @param heldOut the positions of the others, ascending
 * @param heldOutGroups the names of the groups held out, sorted
 * @param notHeldOut the labels of which nothing could be held out, as only one group has them: nothing can be said of them on groups unseen
 */
public record GroupSplit(int[] training, int[] heldOut, List<String> heldOutGroups, List<String> notHeldOut) {
    /**
     * Splits by a seed. Of each class, the rarest first, the share of its groups is held out, one at least; of Normal it is the share of groups that have nothing
     * else, if there are two.
     *
     * @param share of groups, above 0 and at most 0.5
     * @throws IllegalArgumentException if no class has two groups
     */
    public static GroupSplit of(LabelledRows rows, RowGroups groups, double share, long seed) {
        List<List<Integer>> groupsOfLabel = groupsOfLabels(rows, groups);
        int[] order = shuffled(groups.count(), seed);
        BitSet heldOut = new BitSet();
        IntStream.range(0, Labels.count())
                .boxed()
                .sorted(Comparator.comparing((Integer label) -> label == 0)
                        .thenComparing(label -> groupsOfLabel.get(label).size()))
                .forEach(label -> holdOut(groupsOfLabel.get(label), order, share, groupsOfLabel, heldOut));
        if (heldOut.isEmpty()) {
            throw new IllegalArgumentException("nothing can be held out: no class has rows of two of the "
                    + groups.count() + " groups; add captures, or split by capture");
        }
        return new GroupSplit(
                rows.rowsWhere(row -> !heldOut.get(groups.group(row))),
                rows.rowsWhere(row -> heldOut.get(groups.group(row))),
                heldOut.stream().mapToObj(groups::name).toList(),
                withoutHeldOut(groupsOfLabel, heldOut));
    }

    private static List<List<Integer>> groupsOfLabels(LabelledRows rows, RowGroups groups) {
        List<BitSet> labelsOfGroup = new ArrayList<>();
        IntStream.range(0, groups.count()).forEach(group -> labelsOfGroup.add(new BitSet()));
        for (int row = 0; row < rows.size(); row++) {
            labelsOfGroup.get(groups.group(row)).set(rows.label(row));
        }
        List<List<Integer>> result = new ArrayList<>();
        for (int label = 0; label < Labels.count(); label++) {
            int wanted = label;
            result.add(IntStream.range(0, groups.count())
                    .filter(group -> labelsOfGroup.get(group).get(wanted))
                    .boxed()
                    .toList());
        }
        List<Integer> quiet = result.get(0).stream()
                .filter(group -> labelsOfGroup.get(group).cardinality() == 1)
                .toList();
        if (quiet.size() > 1) {
            result.set(0, quiet);
        }
        return result;
    }

    private static List<String> withoutHeldOut(List<List<Integer>> groupsOfLabel, BitSet heldOut) {
        return IntStream.range(0, Labels.count())
                .filter(label -> !groupsOfLabel.get(label).isEmpty())
                .filter(label -> groupsOfLabel.get(label).stream().noneMatch(heldOut::get))
                .mapToObj(Labels.all()::get)
                .toList();
    }

    private static int[] shuffled(int count, long seed) {
        int[] order = IntStream.range(0, count).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** Holds out groups of one class until its share is reached; never the last group of any class. */
    private static void holdOut(
            List<Integer> candidates, int[] order, double share, List<List<Integer>> groupsOfLabel, BitSet heldOut) {
        long wanted = Math.max(1, Math.round(share * candidates.size()));
        long held = candidates.stream().filter(heldOut::get).count();
        for (int i = 0; i < order.length && held < wanted; i++) {
            int group = order[i];
            if (!heldOut.get(group) && candidates.contains(group) && !isLast(group, groupsOfLabel, heldOut)) {
                heldOut.set(group);
                held++;
            }
        }
    }

    private static boolean isLast(int group, List<List<Integer>> groupsOfLabel, BitSet heldOut) {
        return groupsOfLabel.stream()
                .filter(groups -> groups.contains(group))
                .anyMatch(groups -> groups.stream().allMatch(other -> other == group || heldOut.get(other)));
    }
}
