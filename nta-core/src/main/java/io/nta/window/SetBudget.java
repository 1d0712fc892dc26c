package io.nta.window;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the large sets of all rows may take together. Half of it is for rows whose key is proven alone: forged addresses can't use up what the rows of
 * real hosts, their targets among them, need to count. Several shards may draw on one; each asks rarely.
 */
final class SetBudget {
    private final long maxBytes;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicLong saturatedSets = new AtomicLong();

    SetBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    private boolean take(int bytes, boolean unproven) {
        if (usedBytes.addAndGet(bytes) > (unproven ? maxBytes / 2 : maxBytes)) {
            usedBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Returns whether so much is used that no unproven key should be added: half of what they may have is left for those that are there to grow. */
    boolean isTight() {
        return usedBytes.get() > maxBytes / 4;
    }

    long usedBytes() {
        return usedBytes.get();
    }

    /** Returns how many sets could not grow as they should have. */
    long saturatedSets() {
        return saturatedSets.get();
    }

    /** What the sets of one row may take. */
    static final class Share {
        /** A share of memory without a limit. */
        static final Share UNLIMITED = new Share(null);

        private final @Nullable SetBudget budget;
        private boolean unproven;

        Share(@Nullable SetBudget budget) {
            this.budget = budget;
        }

        /** Chooses whether the row's key is an unproven one. */
        void unproven(boolean is) {
            unproven = is;
        }

        /** Asks for memory; false when there is none. */
        boolean take(int bytes) {
            return budget == null || budget.take(bytes, unproven);
        }

        /** Counts a set that was too small for the first time. */
        void noteTooSmall() {
            if (budget != null) {
                budget.saturatedSets.incrementAndGet();
            }
        }

        void giveBack(int bytes) {
            if (budget != null) {
                budget.usedBytes.addAndGet(-bytes);
            }
        }
    }
}
