package io.nta.model.xgboost.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column of text in which each distinct value is kept once. Immutable. */
final class TextColumn {
    private final int[] codes;
    private final List<String> values;

    private TextColumn(int[] codes, List<String> values) {
        this.codes = codes;
        this.values = values;
    }

    /** Returns the number that stands for the row's text; equal texts have equal numbers, which begin at 0. */
    int code(int row) {
        return codes[row];
    }

    String text(int row) {
        return values.get(codes[row]);
    }

    /** Returns the texts by number; after a selection some may be of no row. */
    List<String> values() {
        return values;
    }

    TextColumn select(int[] rows) {
        return new TextColumn(Arrays.stream(rows).map(row -> codes[row]).toArray(), values);
    }

    /** Collects a column. */
    static final class Builder {
        private final Map<String, Integer> index = new HashMap<>();
        private final List<String> values = new ArrayList<>();
        private int[] codes = new int[16];
        private int size;

        void add(String text) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size * 2);
            }
            codes[size++] = index.computeIfAbsent(text, this::append);
        }

        private int append(String text) {
            values.add(text);
            return values.size() - 1;
        }

        TextColumn build() {
            return new TextColumn(Arrays.copyOf(codes, size), List.copyOf(values));
        }
    }
}
