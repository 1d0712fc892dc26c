package io.nta.window;

import io.nta.feature.Measure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one key in one window. {@link #merge} is the one law of the aggregation: merging the panes of a window, in time order, gives the state that the
 * window's own stream would have given.
 */
final class PaneState {
    private static final Measure[] ALL = Measure.values();
    private static final int COUNT = ALL.length;
    private static final int SUM_END = end(Measure.Rule.SUM);
    private static final int MAX_END = end(Measure.Rule.MAX);
    private static final int MIN_END = end(Measure.Rule.MIN);
    private static final int LAST_END = end(Measure.Rule.LAST);
    private static final int CHANGES = Measure.CLAIM_CHANGES.ordinal();
    private static final int FIRST_MAC = Measure.FIRST_CLAIM_MAC.ordinal();
    private static final int LAST_MAC = Measure.LAST_CLAIM_MAC.ordinal();
    /** No MAC has claimed yet; not a 48-bit number. */
    static final long NO_MAC = -1;

    final long[] measures = new long[COUNT];
    final KeySets sets = new KeySets();
    private @Nullable DomainTable domains;

    PaneState() {
        clear();
    }

    private static int end(Measure.Rule rule) {
        int end = 0;
        for (Measure measure : ALL) {
            end = measure.rule() == rule ? measure.ordinal() + 1 : end;
        }
        return end;
    }

    void clear() {
        Arrays.fill(measures, 0);
        Arrays.fill(measures, MAX_END, MIN_END, Long.MAX_VALUE);
        measures[FIRST_MAC] = NO_MAC;
        measures[LAST_MAC] = NO_MAC;
        sets.clear();
        if (domains != null) {
            domains.clear();
        }
    }

    void add(Measure measure, long amount) {
        measures[measure.ordinal()] += amount;
    }

    void raise(Measure measure, long value) {
        int i = measure.ordinal();
        measures[i] = Math.max(measures[i], value);
    }

    void lower(Measure measure, long value) {
        int i = measure.ordinal();
        measures[i] = Math.min(measures[i], value);
    }

    /** Notes that {@code mac} claims the key's address. */
    void claim(long mac) {
        if (measures[FIRST_MAC] == NO_MAC) {
            measures[FIRST_MAC] = mac;
        } else if (measures[LAST_MAC] != mac) {
            measures[CHANGES]++;
        }
        measures[LAST_MAC] = mac;
    }

    DomainTable domains() {
        DomainTable table = domains;
        if (table == null) {
            table = new DomainTable();
            domains = table;
        }
        return table;
    }

    @Nullable
    DomainTable domainsOrNull() {
        return domains;
    }

    /** Turns the changes of the gauges, which the open pane has summed, into their values at its end. */
    void settleGauges(long[] standing) {
        for (int i = MIN_END; i < LAST_END; i++) {
            standing[i - MIN_END] += measures[i];
            measures[i] = standing[i - MIN_END];
        }
    }

    /** Returns how many gauges there are. */
    static int gauges() {
        return LAST_END - MIN_END;
    }

    /** Merges the state of the time right behind this one. */
    void merge(PaneState later) {
        long[] theirs = later.measures;
        for (int i = 0; i < SUM_END; i++) {
            measures[i] += theirs[i];
        }
        for (int i = SUM_END; i < MAX_END; i++) {
            measures[i] = Math.max(measures[i], theirs[i]);
        }
        for (int i = MAX_END; i < MIN_END; i++) {
            measures[i] = Math.min(measures[i], theirs[i]);
        }
        System.arraycopy(theirs, MIN_END, measures, MIN_END, LAST_END - MIN_END);
        mergeClaims(theirs);
        sets.merge(later.sets);
        if (later.domains != null && !later.domains.isEmpty()) {
            domains().merge(later.domains);
        }
    }

    private void mergeClaims(long[] theirs) {
        if (theirs[FIRST_MAC] == NO_MAC) {
            return;
        }
        boolean change = measures[LAST_MAC] != NO_MAC && measures[LAST_MAC] != theirs[FIRST_MAC];
        measures[CHANGES] += theirs[CHANGES] + (change ? 1 : 0);
        if (measures[FIRST_MAC] == NO_MAC) {
            measures[FIRST_MAC] = theirs[FIRST_MAC];
        }
        measures[LAST_MAC] = theirs[LAST_MAC];
    }
}
