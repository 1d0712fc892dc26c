package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Measure.Part;
import java.util.Arrays;
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
    private static final int CHANGES = AT + Measure.CLAIM_CHANGES.ordinal();
    private static final int FIRST_MAC = AT + Measure.FIRST_CLAIM_MAC.ordinal();
    private static final int LAST_MAC = AT + Measure.LAST_CLAIM_MAC.ordinal();
    private static final int GAUGES =
            Arrays.stream(BLOCKS).mapToInt(MeasureBlock::gauges).sum();
    /** The parts that have gauges, a bit each. */
    private static final int GAUGED_PARTS = gaugedParts();

    private static final int LENGTH = AT + ALL.length;
    /** Where the measures end that most rows touch. */
    private static final int OFTEN_END = AT + Measure.OPEN_START_MICROS.ordinal() + 1;

    private static final int CELLS_PER_LINE = 64 / Long.BYTES;

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

    /** Reads one cell of each cache line that most rows use; what it returns says nothing. */
    long load() {
        long sum = touched + sets.load();
        for (int i = KeySets.OFTEN_AT; i < OFTEN_END; i += CELLS_PER_LINE) {
            sum += cells[i];
        }
        return sum;
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

    /** Notes the time of a packet. */
    void seenAt(long nanos) {
        raise(Measure.LAST_PACKET_NANOS, nanos);
        lower(Measure.FIRST_PACKET_NANOS, nanos);
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

    private static int gaugedParts() {
        int parts = 0;
        for (Part part : Part.values()) {
            parts |= BLOCKS[part.ordinal()].gauges() > 0 ? part.bit() : 0;
        }
        return parts;
    }

    /** Turns the changes of the key's gauges, which the open pane has summed, into their values at its end. */
    void settleGauges(KeyState key) {
        for (int bits = (touched | key.standing) & GAUGED_PARTS; bits != 0; bits &= bits - 1) {
            int bit = Integer.lowestOneBit(bits);
            if (BLOCKS[Integer.numberOfTrailingZeros(bits)].settle(cells, key.gauges)) {
                touched |= bit;
                key.standing |= bit;
            } else {
                key.standing &= ~bit;
            }
        }
    }

    /** Returns the gauges of a new key between panes. */
    static long[] newGauges() {
        return new long[GAUGES];
    }

    /** Merges the state of the time right behind this one. */
    void merge(PaneState later) {
        touched |= later.touched;
        for (int bits = touched; bits != 0; bits &= bits - 1) {
            BLOCKS[Integer.numberOfTrailingZeros(bits)].merge(cells, later.cells);
        }
        mergeOthers(later);
    }

    /** Adds what another shard has of the same key in the same pane, before the gauges of either are settled. Claims are made in one shard alone. */
    void unite(PaneState other) {
        touched |= other.touched;
        for (int bits = touched; bits != 0; bits &= bits - 1) {
            BLOCKS[Integer.numberOfTrailingZeros(bits)].unite(cells, other.cells);
        }
        mergeOthers(other);
    }

    private void mergeOthers(PaneState later) {
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
