package io.nta.examples.cli.output;

import com.google.common.base.CaseFormat;
import io.nta.AnalyzerStats;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The counters of an analysis, each under its name in the library: {@code source.received},
 * {@code connections_opened}. */
public final class StatsTable {
    private final TextTable table = new TextTable("counter", ">count");

    private StatsTable() {}

    /** Returns the table, and whether the counters add up: where they don't, a line says so with both sides and their figures. */
    public static String of(AnalyzerStats stats) {
        StatsTable counters = new StatsTable();
        counters.addAll("", stats);
        return counters.table + (stats.isConserved() ? "conserved: yes\n" : broken(stats));
    }

    private static String broken(AnalyzerStats stats) {
        return stats.imbalances().stream()
                .map(law -> "conserved: no, " + law + '\n')
                .collect(Collectors.joining());
    }

    // By reflection, so that a counter that is added shows without further ado.
    private void addAll(String prefix, Record counters) {
        for (RecordComponent component : counters.getClass().getRecordComponents()) {
            String name = prefix + CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, component.getName());
            Object value = read(component, counters);
            if (value instanceof Record nested) {
                addAll(name + '.', nested);
            } else if (value instanceof Map<?, ?> byReason) {
                new TreeMap<>(byReason).forEach((reason, count) -> table.add(name + '.' + reason, count.toString()));
            } else {
                table.add(name, String.valueOf(value));
            }
        }
    }

    private static Object read(RecordComponent component, Record counters) {
        try {
            return component.getAccessor().invoke(counters);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the accessors of a public record are public", e);
        }
    }
}
