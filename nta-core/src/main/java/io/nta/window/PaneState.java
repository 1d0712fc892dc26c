package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Measure.Part;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one key in one window. {@link #merge} is the one law of the aggregation: merging the panes of a window, in time order, gives the state that the
 * window's own stream would have given.
 */
final class PaneState {
    private static final Measure[] ALL = Measure.values();
    /** Where the measures begin in the cells: behind the first values of the sets. */
    private static final int AT = KeySets.CELLS;

    private static final MeasureBlock[] BLOCKS = MeasureBlock.all(AT);
    private static final MeasureBlock COMMON = BLOCKS[Part.COMMON.ordinal()];
    private static final MeasureBlock REQUESTS = BLOCKS[Part.REQUESTS.ordinal()];
    private static final int CHANGES = AT + Measure.CLAIM_CHANGES.ordinal();
    private static final int FIRST_MAC = AT + Measure.FIRST_CLAIM_MAC.ordinal();
    private static final int LAST_MAC = AT + Measure.LAST_CLAIM_MAC.ordinal();
    /** Where the gauges of a key tell whether any request waits. */
    private static final int ANY_REQUEST = COMMON.gauges() + REQUESTS.gauges();

    private static final int LENGTH = AT + ALL.length;

    /** First values of the sets, common measures, the other parts: in one array, because what a packet touches is to lie together. */
    private final long[] cells = new long[LENGTH];

    final KeySets sets = new KeySets(cells);
    private @Nullable DomainTable domains;
    /** The parts in which a measure may differ from its resting value; never without {@link Part#COMMON}. */
    private int touched = Part.COMMON.bit();

    PaneState() {
        for (MeasureBlock block : BLOCKS) {
            block.rest(cells);
        }
    }

    void clear() {
        sets.clear();
        for (int bits = touched; bits != 0; bits &= bits - 1) {
            BLOCKS[Integer.numberOfTrailingZeros(bits)].rest(cells);
        }
        touched = Part.COMMON.bit();
        if (domains != null) {
            domains.clear();
        }
    }

    long get(Measure measure) {
        return cells[AT + measure.ordinal()];
    }

    void set(Measure measure, long value) {
        cells[AT + measure.ordinal()] = value;
        touched |= measure.partBit();
    }

    void add(Measure measure, long amount) {
        if (amount != 0) {
            cells[AT + measure.ordinal()] += amount;
            touched |= measure.partBit();
        }
    }

    void raise(Measure measure, long value) {
        set(measure, Math.max(get(measure), value));
    }

    void lower(Measure measure, long value) {
        set(measure, Math.min(get(measure), value));
    }

    /** Returns the parts in which a measure may differ from its resting value, a bit each. */
    int touched() {
        return touched;
    }

    /** Notes that {@code mac} claims the key's address. */
    void claim(long mac) {
        touched |= Part.ARP.bit();
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
    void settleGauges(long[] standing) {
        COMMON.settle(cells, standing, 0);
        if ((touched & Part.REQUESTS.bit()) != 0 || standing[ANY_REQUEST] != 0) {
            boolean any = REQUESTS.settle(cells, standing, COMMON.gauges());
            standing[ANY_REQUEST] = any ? 1 : 0;
            touched |= any ? Part.REQUESTS.bit() : 0;
        }
    }

    /** Returns the gauges of a new key between panes, in one array because each pane that closes touches them: the common ones, those of requests, and whether any of these isn't 0. */
    static long[] newGauges() {
        return new long[ANY_REQUEST + 1];
    }

    /** Merges the state of the time right behind this one. */
    void merge(PaneState later) {
        touched |= later.touched;
        for (int bits = touched; bits != 0; bits &= bits - 1) {
            BLOCKS[Integer.numberOfTrailingZeros(bits)].merge(cells, later.cells);
        }
        if ((touched & Part.ARP.bit()) != 0) {
            mergeClaims(later.cells);
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
