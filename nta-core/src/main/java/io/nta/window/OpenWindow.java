package io.nta.window;

import java.util.ArrayList;
import java.util.List;

/** One window that is open now: the keys that something happened to, and the bindings claimed. Reused. */
final class OpenWindow {
    static final long NONE = Long.MIN_VALUE;

    long startNanos = NONE;
    final List<KeyState> keys = new ArrayList<>();
    final BindingTable bindings;

    OpenWindow(int maxBindings) {
        bindings = new BindingTable(maxBindings);
    }

    boolean isOpen() {
        return startNanos != NONE;
    }

    void open(long start) {
        startNanos = start;
    }

    void close() {
        startNanos = NONE;
        keys.clear();
        bindings.clear();
    }
}
