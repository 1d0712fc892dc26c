package io.nta;

import java.util.ArrayList;
import java.util.List;

/** Sums that should be equal, and a sentence for each that isn't. */
final class Balances {
    private final List<Balance> all = new ArrayList<>();

    /** Starts a balance with its left side. */
    Balance of(String name, long whole) {
        Balance balance = new Balance(name, whole);
        all.add(balance);
        return balance;
    }

    /** Returns a sentence for each balance whose sides are unequal. */
    List<String> broken() {
        return all.stream()
                .filter(balance -> balance.whole != balance.sum)
                .map(balance -> balance.text.toString())
                .toList();
    }

    /** A whole and its parts. */
    static final class Balance {
        private final long whole;
        private final StringBuilder text = new StringBuilder();
        private long sum;

        private Balance(String name, long whole) {
            this.whole = whole;
            text.append(name).append(' ').append(whole).append(" is not ");
        }

        /** Adds the first part. */
        Balance is(String name, long part) {
            sum += part;
            text.append(name).append(' ').append(part);
            return this;
        }

        /** Adds a further part. */
        Balance and(String name, long part) {
            text.append(" + ");
            return is(name, part);
        }
    }
}
