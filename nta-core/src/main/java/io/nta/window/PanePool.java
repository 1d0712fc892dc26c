package io.nta.window;

import java.util.ArrayDeque;

/** States of closed windows that wait to be used again. Not thread-safe. */
final class PanePool {
    private final ArrayDeque<PaneState> free = new ArrayDeque<>();
    private final int maxStates;
    private final SetBudget setBudget;

    /** Creates an empty pool of at most {@code maxStates}, whose large sets draw on {@code setBudget}. */
    PanePool(int maxStates, SetBudget setBudget) {
        this.maxStates = maxStates;
        this.setBudget = setBudget;
    }

    /** Returns an empty state for a row of a proven or an unproven key. */
    PaneState take(boolean unproven) {
        PaneState state = free.isEmpty() ? newState() : free.pop();
        state.sets.memory().unproven(unproven);
        return state;
    }

    private PaneState newState() {
        PaneState state = new PaneState();
        state.sets.drawOn(new SetBudget.Share(setBudget));
        return state;
    }

    /** Clears the state, whose sets give their memory back even when it isn't kept. */
    void giveBack(PaneState state) {
        state.clear();
        if (free.size() < maxStates) {
            free.push(state);
        }
    }
}
