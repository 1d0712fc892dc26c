package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one kind, by address: open addressing, keyed by a secret so that nobody can choose addresses that collide. Bounded. Not thread-safe.
 */
final class KeyTable {
    private static final int FIRST_CAPACITY = 1 << 8;

    private final KeyKind kind;
    private final int maxKeys;
    private final int openPanes;
    private final long secret;
    private @Nullable KeyState[] slots = new KeyState[FIRST_CAPACITY];
    private int size;
    private long overflowed;

    KeyTable(KeyKind kind, int maxKeys, int openPanes, long secret) {
        this.kind = kind;
        this.maxKeys = maxKeys;
        this.openPanes = openPanes;
        this.secret = secret;
    }

    /** Returns the key of that address, or {@code null}. */
    @Nullable
    KeyState find(long high, long low) {
        int mask = slots.length - 1;
        int i = place(high, low) & mask;
        for (KeyState key = slots[i]; key != null; key = slots[i]) {
            if (key.address.low() == low && key.address.high() == high) {
                return key;
            }
            i = (i + 1) & mask;
        }
        return null;
    }

    /** Returns the key of that address, a new one if need be; {@code null}, counted, when there are too many. */
    @Nullable
    KeyState getOrAdd(long high, long low) {
        int mask = slots.length - 1;
        int i = place(high, low) & mask;
        for (KeyState key = slots[i]; key != null; key = slots[i]) {
            if (key.address.low() == low && key.address.high() == high) {
                return key;
            }
            i = (i + 1) & mask;
        }
        if (isFull()) {
            overflowed++;
            return null;
        }
        KeyState added = new KeyState(kind, new IpAddress(high, low), openPanes);
        slots[i] = added;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return added;
    }

    private int place(long high, long low) {
        long mixed = Hashes.mix(Hashes.mix(high ^ secret) + low);
        return (int) (mixed ^ mixed >>> 32);
    }

    private void grow() {
        @Nullable KeyState[] old = slots;
        slots = new KeyState[old.length * 2];
        int mask = slots.length - 1;
        for (KeyState key : old) {
            if (key != null) {
                int i = place(key.address.high(), key.address.low()) & mask;
                while (slots[i] != null) {
                    i = (i + 1) & mask;
                }
                slots[i] = key;
            }
        }
    }

    void remove(KeyState key) {
        int mask = slots.length - 1;
        int gap = place(key.address.high(), key.address.low()) & mask;
        while (slots[gap] != key) {
            if (slots[gap] == null) {
                return;
            }
            gap = (gap + 1) & mask;
        }
        slots[gap] = null;
        size--;
        // Shift back what the gap would hide (Knuth, TAOCP 3, 6.4, algorithm R).
        for (int i = (gap + 1) & mask; ; i = (i + 1) & mask) {
            KeyState moved = slots[i];
            if (moved == null) {
                return;
            }
            int home = place(moved.address.high(), moved.address.low()) & mask;
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                slots[gap] = moved;
                slots[i] = null;
                gap = i;
            }
        }
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= maxKeys;
    }

    /** Returns how many times a key was wanted beyond the limit. */
    long overflowed() {
        return overflowed;
    }
}
