package io.nta.window;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts distinct 64-bit hashes: exact up to {@value #MAX_EXACT}, then an UltraLogLog sketch with m = 2048 registers of one byte, whose estimate is within 1.7 % at
 * one standard deviation (Ertl 2024, "UltraLogLog", table 1: 0.76 / sqrt(m)).
 *
 * <p>Union is exact up to the limit, and beyond it gives the very sketch that the united stream would have given, so merging in any order and grouping gives equal
 * results. Grows from 4 to 256 longs, then 2 KiB more. One that is given a share of limited memory may have to stop growing: then further values are left out and the
 * count is too low. {@link #clear} keeps a little memory. Not thread-safe.
 */
public final class DistinctCounter {
    /** The most values counted exactly. */
    public static final int MAX_EXACT = 128;

    private static final int FIRST_CAPACITY = 4;
    /** What every counter may take without asking. */
    private static final int FREE_CAPACITY = 16;

    private static final int PRECISION = 11;
    private static final long ZERO = 0x9E37_79B9_7F4A_7C15L;

    private long[] exact = new long[FIRST_CAPACITY];
    private int size;
    private @Nullable UltraLogLog sketch;
    private boolean sketching;
    private final SetBudget.Share memory;
    /** Whether values were left out for want of memory. */
    private boolean incomplete;

    /** Creates an empty counter. */
    public DistinctCounter() {
        this(SetBudget.Share.UNLIMITED);
    }

    DistinctCounter(SetBudget.Share memory) {
        this.memory = memory;
    }

    /**
     * Counts a value by its hash, whose low bits must be well mixed. Amortised O(1); allocates only when it grows.
     *
     * @return false if the value has certainly been counted before; while the count is exact, exactly then
     */
    public boolean add(long hash) {
        long value = nonZero(hash);
        if (sketching) {
            sketch().add(value);
            return true;
        }
        int mask = exact.length - 1;
        int i = (int) value & mask;
        while (exact[i] != 0) {
            if (exact[i] == value) {
                return false;
            }
            i = (i + 1) & mask;
        }
        if (size == MAX_EXACT) {
            if (startSketch()) {
                sketch().add(value);
            }
            return true;
        }
        if ((size + 1) * 2 > exact.length) {
            if (!grow()) {
                return true;
            }
            i = free(value);
        }
        exact[i] = value;
        size++;
        return true;
    }

    /** Returns the free place of a value that isn't there. */
    private int free(long value) {
        int mask = exact.length - 1;
        int i = (int) value & mask;
        while (exact[i] != 0) {
            i = (i + 1) & mask;
        }
        return i;
    }

    /** Asks for memory to grow. Asks again the next time: what was too much in one moment may be there in the next. */
    private boolean mayTake(int bytes) {
        if (memory.take(bytes)) {
            return true;
        }
        if (!incomplete) {
            incomplete = true;
            memory.noteTooSmall();
        }
        return false;
    }

    /** Returns the hash, or another number for 0, which marks a free place. */
    static long nonZero(long hash) {
        return hash == 0 ? ZERO : hash;
    }

    private UltraLogLog sketch() {
        UltraLogLog current = sketch;
        if (current == null) {
            current = UltraLogLog.create(PRECISION);
            sketch = current;
        }
        return current;
    }

    private boolean startSketch() {
        if (!mayTake(sketchBytes())) {
            return false;
        }
        sketching = true;
        for (long value : exact) {
            if (value != 0) {
                sketch().add(value);
            }
        }
        return true;
    }

    private boolean grow() {
        long[] old = exact;
        if (old.length >= FREE_CAPACITY && !mayTake(old.length * Long.BYTES)) {
            return false;
        }
        exact = new long[old.length * 2];
        for (long value : old) {
            if (value != 0) {
                exact[free(value)] = value;
            }
        }
        return true;
    }

    /** Adds everything that {@code other} has counted. */
    public void merge(DistinctCounter other) {
        if (other.sketching && (sketching || startSketch())) {
            sketch().add(other.sketch());
            return;
        }
        for (long value : other.exact) {
            if (value != 0) {
                add(value);
            }
        }
        incomplete |= other.incomplete;
    }

    /** Returns the number of distinct values: exact up to {@value #MAX_EXACT}, then an estimate, never below that limit. O(m) when estimating. */
    public long count() {
        return sketching ? Math.max(MAX_EXACT, Math.round(sketch().getDistinctCountEstimate())) : size;
    }

    /** Returns whether the count is exact. */
    public boolean isExact() {
        return !sketching && !incomplete;
    }

    /** Reads what counting begins with; what it returns says nothing. */
    long load() {
        return exact[0] + size;
    }

    /** Forgets everything. */
    public void clear() {
        if (exact.length > FREE_CAPACITY) {
            memory.giveBack((exact.length - FREE_CAPACITY) * Long.BYTES);
            exact = new long[FIRST_CAPACITY];
        } else if (size > 0) {
            Arrays.fill(exact, 0);
        }
        size = 0;
        if (sketching) {
            memory.giveBack(sketchBytes());
            sketch = null;
            sketching = false;
        }
        incomplete = false;
    }

    /** Returns the exact values, in no particular order; empty when sketching. */
    long[] exactValues() {
        return sketching
                ? new long[0]
                : Arrays.stream(exact).filter(value -> value != 0).toArray();
    }

    /** Returns the sketch's registers; {@code null} when exact. */
    byte @Nullable [] sketchState() {
        return sketching ? sketch().getState().clone() : null;
    }

    /** Takes over a sketch's registers. */
    void restoreSketch(byte[] state) {
        clear();
        startSketch();
        sketch().add(UltraLogLog.wrap(state));
    }

    /** Returns whether each register has a value that registers take: 0, or at least that of the first update of one (Ertl 2024, section 2.3). */
    static boolean isSketch(byte[] registers) {
        int least = 4 * PRECISION - 4;
        for (byte register : registers) {
            if (register != 0 && (register & 0xFF) < least) {
                return false;
            }
        }
        return registers.length == sketchBytes();
    }

    /** Returns how many bytes a sketch's state has. */
    static int sketchBytes() {
        return 1 << PRECISION;
    }
}
