package io.nta.window;

import io.nta.feature.WindowState.Bindings;
import io.nta.packet.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The pairs of MAC and protocol address that ARP claimed in one window: a limited number, further ones are counted and left out. Merging is union.
 */
final class BindingTable {
    /** The most pairs that a table may be set to keep. */
    static final int MAX_PAIRS = 1 << 14;

    /** The most addresses in A, and the most MACs of each, that a reading looks at. */
    static final int MAX_AROUND = 256;

    /** The readings around an address that nobody claims. */
    static final long[] NOTHING = new long[Bindings.values().length];

    /** The readings around an address that one MAC claims, and that MAC no other. */
    static final long[] ONE_TO_ONE = oneToOne();

    private static long[] oneToOne() {
        long[] readings = NOTHING.clone();
        readings[Bindings.ADDRESSES.ordinal()] = 1;
        readings[Bindings.PAIRS.ordinal()] = 1;
        readings[Bindings.MACS.ordinal()] = 1;
        readings[Bindings.MOST_MACS.ordinal()] = 1;
        return readings;
    }

    private final Map<IpAddress, Set<Long>> macsOf = new LinkedHashMap<>();
    private final Map<Long, Set<IpAddress>> addressesOf = new LinkedHashMap<>();
    /** The readings around a set of claimants: the same for each address that they claim, and asked for once a row. */
    private final Map<Set<Long>, long[]> ofClaimants = new HashMap<>();

    /** Whether every address has one MAC and every MAC one address, as on most networks at most times: spares the look-ups. */
    private boolean plain = true;

    private final int maxPairs;
    private int pairs;
    private long leftOut;

    BindingTable() {
        this(MAX_PAIRS);
    }

    BindingTable(int maxPairs) {
        this.maxPairs = maxPairs;
    }

    /** Notes a claim. The MAC as an object, so that the caller can keep it: a claim that is known makes none. */
    void claim(Long mac, IpAddress address) {
        Set<Long> macs = macsOf.get(address);
        if (macs != null && macs.contains(mac)) {
            return;
        }
        if (pairs >= maxPairs) {
            leftOut++;
            return;
        }
        ofClaimants.clear();
        pairs++;
        Set<Long> claiming = macsOf.computeIfAbsent(address, a -> new LinkedHashSet<>());
        Set<IpAddress> claimed = addressesOf.computeIfAbsent(mac, m -> new LinkedHashSet<>());
        claiming.add(mac);
        claimed.add(address);
        plain &= claiming.size() == 1 && claimed.size() == 1;
    }

    void merge(BindingTable other) {
        other.macsOf.forEach((address, macs) -> macs.forEach(mac -> claim(mac, address)));
        leftOut += other.leftOut;
    }

    /** Returns the MACs that claim the address, in the order of their first claims. */
    Set<Long> macsOf(IpAddress address) {
        return macsOf.getOrDefault(address, Set.of());
    }

    /** Returns the addresses that the MAC claims, in the order of its first claims. */
    Set<IpAddress> addressesOf(long mac) {
        return addressesOf.getOrDefault(mac, Set.of());
    }

    /** Returns whether every address has one MAC and every MAC one address. */
    boolean isPlain() {
        return plain;
    }

    /** Returns whether the MAC claims more than one address. */
    boolean sharesMac(long mac) {
        return !plain && addressesOf(mac).size() > 1;
    }

    /** Returns a reading over A, the addresses claimed by any MAC that claims {@code key}. */
    long get(Bindings reading, IpAddress key) {
        return around(key)[reading.ordinal()];
    }

    /** Returns all readings over A, in the order of {@link Bindings}. */
    long[] around(IpAddress key) {
        Set<Long> claimants = macsOf(key);
        if (claimants.isEmpty()) {
            return NOTHING;
        }
        return isPlain()
                        || claimants.size() == 1
                                && !sharesMac(claimants.iterator().next())
                ? ONE_TO_ONE
                : ofClaimants.computeIfAbsent(claimants, this::compute);
    }

    /**
     * Of what is more than {@value #MAX_AROUND} only the first are looked at: who claims thousands of addresses makes as many
     * rows, and where somebody else claims each of them too, each row would look at all of them.
     */
    private long[] compute(Set<Long> claimants) {
        Set<IpAddress> around = addressesOf(claimants);
        Set<Long> macs = new HashSet<>();
        long[] readings = new long[Bindings.values().length];
        for (IpAddress address : around) {
            Set<Long> claiming = macsOf(address);
            readings[Bindings.PAIRS.ordinal()] += claiming.size();
            readings[Bindings.MOST_MACS.ordinal()] = Math.max(readings[Bindings.MOST_MACS.ordinal()], claiming.size());
            readings[Bindings.CONTESTED.ordinal()] += claiming.size() > 1 ? 1 : 0;
            readings[Bindings.SHARING.ordinal()] += isShared(claiming, macs) ? 1 : 0;
        }
        readings[Bindings.ADDRESSES.ordinal()] = around.size();
        readings[Bindings.MACS.ordinal()] = macs.size();
        return readings;
    }

    private Set<IpAddress> addressesOf(Set<Long> claimants) {
        Set<IpAddress> around = new LinkedHashSet<>();
        for (Long mac : claimants) {
            for (IpAddress address : addressesOf(mac)) {
                if (around.size() == MAX_AROUND) {
                    return around;
                }
                around.add(address);
            }
        }
        return around;
    }

    /** Returns whether one of the MACs claims another address too, and adds them to those seen. */
    private boolean isShared(Set<Long> claiming, Set<Long> seen) {
        boolean shared = false;
        int looks = 0;
        for (Long mac : claiming) {
            if (looks == MAX_AROUND) {
                break;
            }
            looks++;
            seen.add(mac);
            shared |= addressesOf(mac).size() > 1;
        }
        return shared;
    }

    /** Returns all addresses claimed. */
    Set<IpAddress> addresses() {
        return macsOf.keySet();
    }

    boolean isEmpty() {
        return pairs == 0;
    }

    /** Returns how many claims were left out because there were too many. */
    long leftOut() {
        return leftOut;
    }

    void leftOut(long count) {
        leftOut = count;
    }

    void clear() {
        macsOf.clear();
        addressesOf.clear();
        ofClaimants.clear();
        plain = true;
        pairs = 0;
        leftOut = 0;
    }
}
