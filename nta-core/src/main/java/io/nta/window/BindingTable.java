package io.nta.window;

import io.nta.feature.WindowState.Bindings;
import io.nta.packet.IpAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The pairs of MAC and protocol address that ARP claimed in one window: at most {@value #MAX_PAIRS}, further ones are counted and left out. Merging is union.
 */
final class BindingTable {
    static final int MAX_PAIRS = 1 << 14;

    private final Map<IpAddress, Set<Long>> macsOf = new LinkedHashMap<>();
    private final Map<Long, Set<IpAddress>> addressesOf = new LinkedHashMap<>();
    private int pairs;
    private long leftOut;

    void claim(long mac, IpAddress address) {
        Set<Long> macs = macsOf.get(address);
        if (macs != null && macs.contains(mac)) {
            return;
        }
        if (pairs >= MAX_PAIRS) {
            leftOut++;
            return;
        }
        pairs++;
        macsOf.computeIfAbsent(address, a -> new LinkedHashSet<>()).add(mac);
        addressesOf.computeIfAbsent(mac, m -> new LinkedHashSet<>()).add(address);
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

    /** Returns a reading over A, the addresses claimed by any MAC that claims {@code key}. */
    long get(Bindings reading, IpAddress key) {
        Set<Long> claimants = macsOf(key);
        if (claimants.isEmpty()) {
            return 0;
        }
        Set<IpAddress> around = new HashSet<>();
        claimants.forEach(mac -> around.addAll(addressesOf(mac)));
        return switch (reading) {
            case ADDRESSES -> around.size();
            case PAIRS -> around.stream().mapToLong(a -> macsOf(a).size()).sum();
            case MACS ->
                around.stream().flatMap(a -> macsOf(a).stream()).distinct().count();
            case MOST_MACS ->
                around.stream().mapToLong(a -> macsOf(a).size()).max().orElse(0);
            case SHARING ->
                around.stream()
                        .filter(a -> macsOf(a).stream()
                                .anyMatch(mac -> addressesOf(mac).size() > 1))
                        .count();
            case CONTESTED -> around.stream().filter(a -> macsOf(a).size() > 1).count();
        };
    }

    boolean isEmpty() {
        return pairs == 0;
    }

    /** Returns how many claims were left out because there were too many. */
    long leftOut() {
        return leftOut;
    }

    void clear() {
        macsOf.clear();
        addressesOf.clear();
        pairs = 0;
        leftOut = 0;
    }
}
