package io.nta.window;

import io.nta.feature.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one key in one window. {@link #merge} is the one law of the aggregation: merging the panes of a window, in time order, gives the state that the
 * window's own stream would have given.
 */
final class PaneState {
    private static final Measure[] ALL = Measure.values();
    /** Where the measures begin in the cells: behind the first values of the sets. */
    private static final int AT = KeySets.CELLS;

    private static final MeasureBlock COMMON = new MeasureBlock(AT, 0, Measure.COMMON);
    private static final MeasureBlock RARE = new MeasureBlock(AT, Measure.COMMON, ALL.length);
    private static final int CHANGES = AT + Measure.CLAIM_CHANGES.ordinal();
    private static final int FIRST_MAC = AT + Measure.FIRST_CLAIM_MAC.ordinal();
    private static final int LAST_MAC = AT + Measure.LAST_CLAIM_MAC.ordinal();
    private static final int LENGTH = AT + ALL.length;

    /** First values of the sets, common measures, rare measures: in one array, because what a packet touches is to lie together. */
    private final long[] cells = new long[LENGTH];

    final KeySets sets = new KeySets(cells);
    private @Nullable DomainTable domains;
    /** Whether a rare measure may differ from its resting value. */
    private boolean rare;

    PaneState() {
        COMMON.rest(cells);
        RARE.rest(cells);
    }

    void clear() {
        sets.clear();
        COMMON.rest(cells);
        if (rare) {
            RARE.rest(cells);
            rare = false;
        }
        if (domains != null) {
            domains.clear();
        }
    }

    long get(Measure measure) {
        return cells[AT + measure.ordinal()];
    }

    void set(Measure measure, long value) {
        cells[AT + measure.ordinal()] = value;
        rare |= !measure.isCommon();
    }

    void add(Measure measure, long amount) {
        if (amount != 0) {
            cells[AT + measure.ordinal()] += amount;
            rare |= !measure.isCommon();
        }
    }

    void raise(Measure measure, long value) {
        set(measure, Math.max(get(measure), value));
    }

    void lower(Measure measure, long value) {
        set(measure, Math.min(get(measure), value));
    }

    /** Returns whether every measure that isn't common has its resting value. */
    boolean isCommonOnly() {
        return !rare;
    }

    /** Notes that {@code mac} claims the key's address. */
    void claim(long mac) {
        rare = true;
        if (cells[FIRST_MAC] == Measure.NO_MAC) {
            cells[FIRST_MAC] = mac;
        } else if (cells[LAST_MAC] != mac) {
            cells[CHANGES]++;
        }
        cells[LAST_MAC] = mac;
    }

    DomainTable domains() {
        DomainTable table = domains;
        if (table == null) {
            table = new DomainTable(sets.memory());
            domains = table;
        }
        return table;
    }

    @Nullable
    DomainTable domainsOrNull() {
        return domains;
    }

    /** Turns the changes of the gauges, which the open pane has summed, into their values at its end. */
    void settleGauges(Gauges standing) {
        COMMON.settle(cells, standing.common);
        if (rare || standing.anyRare) {
            standing.anyRare = RARE.settle(cells, standing.rare);
            rare |= standing.anyRare;
        }
    }

    /** The gauges of a key between panes. */
    static final class Gauges {
        private final long[] common = new long[COMMON.gauges()];
        private final long[] rare = new long[RARE.gauges()];
        private boolean anyRare;
    }

    /** Merges the state of the time right behind this one. */
    void merge(PaneState later) {
        COMMON.merge(cells, later.cells);
        if (rare || later.rare) {
            RARE.merge(cells, later.cells);
            mergeClaims(later.cells);
            rare = true;
        }
        sets.merge(later.sets);
        if (later.domains != null && !later.domains.isEmpty()) {
            domains().merge(later.domains);
        }
    }

    private void mergeClaims(long[] theirs) {
        if (theirs[FIRST_MAC] == Measure.NO_MAC) {
            return;
        }
        boolean change = cells[LAST_MAC] != Measure.NO_MAC && cells[LAST_MAC] != theirs[FIRST_MAC];
        cells[CHANGES] += theirs[CHANGES] + (change ? 1 : 0);
        if (cells[FIRST_MAC] == Measure.NO_MAC) {
            cells[FIRST_MAC] = theirs[FIRST_MAC];
        }
        cells[LAST_MAC] = theirs[LAST_MAC];
    }
}
