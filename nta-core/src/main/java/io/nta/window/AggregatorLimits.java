package io.nta.window;

/**
 * How much aggregation keeps, whatever an attacker sends. Each limit has a counter in {@link io.nta.spi.AggregatorStats}; what each costs in memory, and what is seen of
 * an attack when it bites: docs/limits.md. How keys are let in: docs/adr/0007-rows-are-earned.md.
 *
 * @param maxKeysPerKind the most keys of one kind kept at once, 1 to 16 777 216
 * @param maxUnprovenKeysPerKind the most of them that may be unproven, 0 to 16 777 216: sources that nobody knows to be more than a forged address, and targets that have never
 *     answered. As many again may be that keep coming
 * @param maxUnprovenPerPeer the most unproven keys that one peer may bring, 0 to 16 777 216: sources of one target, targets of one source
 * @param persistentPackets after how many packets without a row, more than all others of its place in the candidates' table, a key is taken for real; 1 to 65 535
 * @param maxSetBytes the most memory, in bytes, that the large port sets, distinct counters and domains of all rows take together, at least 0; beyond it they stop growing. Rows of unproven
 *     keys get half of it
 * @param maxPooledPanes the most states of closed windows kept for reuse, 0 to 16 777 216; a matter of memory only
 * @param maxBindingsPerWindow the most pairs of MAC and address that ARP may claim in one window, 1 to 16 384
 * @param maxArpHistory the most holders of addresses, and claims of them, remembered beyond windows, 1 to 16 777 216
 */
public record AggregatorLimits(
        int maxKeysPerKind,
        int maxUnprovenKeysPerKind,
        int maxUnprovenPerPeer,
        int persistentPackets,
        long maxSetBytes,
        int maxPooledPanes,
        int maxBindingsPerWindow,
        int maxArpHistory) {
    private static final int MOST = 1 << 24;

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when one is out of its range; the message names it, its value and what is allowed
     */
    public AggregatorLimits {
        check("maxKeysPerKind", maxKeysPerKind, 1, MOST);
        check("maxUnprovenKeysPerKind", maxUnprovenKeysPerKind, 0, MOST);
        check("maxUnprovenPerPeer", maxUnprovenPerPeer, 0, MOST);
        check("persistentPackets", persistentPackets, 1, Candidates.MAX_VOTES);
        check("maxSetBytes", maxSetBytes, 0, Long.MAX_VALUE);
        check("maxPooledPanes", maxPooledPanes, 0, MOST);
        check("maxBindingsPerWindow", maxBindingsPerWindow, 1, BindingTable.MAX_PAIRS);
        check("maxArpHistory", maxArpHistory, 1, MOST);
    }

    private static void check(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are " + least + " to " + most);
        }
    }

    /** Returns the defaults. Whatever is forged, they hold in a heap of 256 MiB; 65 536 real hosts that never rest need more, see docs/limits.md. */
    public static AggregatorLimits defaults() {
        return new AggregatorLimits(1 << 16, 1 << 12, 1 << 10, 64, 1 << 26, 1 << 14, BindingTable.MAX_PAIRS, 1 << 14);
    }

    /** Returns these limits, but for keys that prove nothing as high as for all keys. */
    public AggregatorLimits withUnprovenUnlimited() {
        return new AggregatorLimits(
                maxKeysPerKind,
                maxKeysPerKind,
                maxKeysPerKind,
                persistentPackets,
                maxSetBytes,
                maxPooledPanes,
                maxBindingsPerWindow,
                maxArpHistory);
    }
}
