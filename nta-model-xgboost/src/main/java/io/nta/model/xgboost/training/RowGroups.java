package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.LabelledRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which rows stay together: those of one name by {@link SplitBy}, and, unless grouped {@linkplain #byName by name}, those of one capture: names that share a capture become one group, so that
 * no capture is in two. Groups are numbered in the order of their names, whatever the order of rows. Immutable.
 */
public final class RowGroups {
    private final int[] groupOfRow;
    private final List<String> names;

    private RowGroups(int[] groupOfRow, List<String> names) {
        this.groupOfRow = groupOfRow;
        this.names = names;
    }

    /** Groups the rows. */
    public static RowGroups of(LabelledRows rows, SplitBy by) {
        Map<String, String> parents = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            join(parents, "group " + by.name(rows, row), "capture " + rows.capture(row));
        }
        Map<String, TreeSet<String>> members = new HashMap<>();
        for (int row = 0; row < rows.size(); row++) {
            String name = by.name(rows, row);
            members.computeIfAbsent(root(parents, "group " + name), r -> new TreeSet<>())
                    .add(name);
        }
        List<String> names = members.values().stream()
                .map(group -> String.join("+", group))
                .sorted()
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        members.forEach((root, group) -> numbers.put(root, names.indexOf(String.join("+", group))));
        int[] groupOfRow = new int[rows.size()];
        for (int row = 0; row < groupOfRow.length; row++) {
            groupOfRow[row] = Objects.requireNonNull(numbers.get(root(parents, "group " + by.name(rows, row))));
        }
        return new RowGroups(groupOfRow, new ArrayList<>(names));
    }

    /** Groups the rows by name alone: a capture in which several tools attacked is in the groups of all of them. */
    public static RowGroups byName(LabelledRows rows, SplitBy by) {
        List<String> names = IntStream.range(0, rows.size())
                .mapToObj(row -> by.name(rows, row))
                .distinct()
                .sorted()
                .toList();
        int[] groupOfRow = IntStream.range(0, rows.size())
                .map(row -> Collections.binarySearch(names, by.name(rows, row)))
                .toArray();
        return new RowGroups(groupOfRow, names);
    }

    private static void join(Map<String, String> parents, String one, String other) {
        String a = root(parents, one);
        String b = root(parents, other);
        if (!a.equals(b)) {
            parents.put(a, b);
        }
    }

    private static String root(Map<String, String> parents, String node) {
        String at = node;
        String above = parents.getOrDefault(at, at);
        while (!above.equals(at)) {
            String next = parents.getOrDefault(above, above);
            parents.put(at, next);
            at = above;
            above = next;
        }
        return at;
    }

    /** Returns how many groups there are. */
    public int count() {
        return names.size();
    }

    /** Returns the number of the row's group. */
    public int group(int row) {
        return groupOfRow[row];
    }

    /** Returns the name of a group; of joined names, all with {@code +} between them. */
    public String name(int group) {
        return names.get(group);
    }
}
