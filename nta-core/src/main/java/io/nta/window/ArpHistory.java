package io.nta.window;

import io.nta.feature.RowContext;
import io.nta.packet.IpAddress;
import io.nta.packet.MacAddress;
import io.nta.packet.PacketView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who was first seen to hold which address, longer than any window: tells a rival claim from a first one and names the rival by its own address. Bounded: of
 * each kind of entry, beyond the limit, the one that was used least recently is forgotten, and counted. Allocates only for what it doesn't
 * know. Not thread-safe.
 */
final class ArpHistory {
    /** After this long without a claim of its own a holder no longer stands: common ARP caches keep an entry for at most 20 minutes (RFC 1122, 2.3.2.1 asks for a minute or so). */
    static final long HOLDER_NANOS = 1_200L * 1_000_000_000L;

    private static final class Holder {
        final long mac;
        long lastClaimNanos;

        Holder(long mac, long lastClaimNanos) {
            this.mac = mac;
            this.lastClaimNanos = lastClaimNanos;
        }
    }

    /** A MAC's claim of an address: to whom it was made, and how often to somebody who had not asked. */
    static final class Claim {
        final Long mac;
        final IpAddress address;
        private boolean told;
        private long toldHigh;
        private long toldLow;
        private long lies;

        Claim(long mac, IpAddress address) {
            this.mac = mac;
            this.address = address;
        }

        private @Nullable IpAddress toldTo() {
            return told ? new IpAddress(toldHigh, toldLow) : null;
        }
    }

    /** What claims are found by. Comparable, so that a map stays fast even if somebody chooses claims whose hashes collide. */
    private static final class Pair implements Comparable<Pair> {
        private long mac;
        private long high;
        private long low;

        /** Only for one that is in no map. */
        Pair set(long newMac, long newHigh, long newLow) {
            mac = newMac;
            high = newHigh;
            low = newLow;
            return this;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair that && mac == that.mac && low == that.low && high == that.high;
        }

        @Override
        public int hashCode() {
            return (int) Hashes.mix(Hashes.mix(mac + high) + low);
        }

        @Override
        public int compareTo(Pair other) {
            int byMac = Long.compare(mac, other.mac);
            int byHigh = Long.compareUnsigned(high, other.high);
            return byMac != 0 ? byMac : byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
        }
    }

    private final int maxEntries;
    private final Map<IpAddress, Holder> holders = bounded();
    private final Map<Long, IpAddress> ownAddresses = bounded();
    private final Map<Pair, Claim> claims = bounded();
    /** By which the claims are found. */
    private final Pair sought = new Pair();

    private long forgotten;

    ArpHistory(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    private <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                boolean full = size() > maxEntries;
                forgotten += full ? 1 : 0;
                return full;
            }
        };
    }

    /** Returns how many entries were forgotten because there were too many. */
    long forgotten() {
        return forgotten;
    }

    /** Returns the MAC's claim of the address. Allocates when it isn't known. */
    Claim claim(long mac, long high, long low) {
        Claim claim = claims.get(sought.set(mac, high, low));
        if (claim == null) {
            claim = new Claim(mac, new IpAddress(high, low));
            claims.put(new Pair().set(mac, high, low), claim);
        }
        return claim;
    }

    private @Nullable Claim find(long mac, IpAddress address) {
        return claims.get(sought.set(mac, address.high(), address.low()));
    }

    /** Notes the packet's claim; returns whether it rivals the standing holder of the address. */
    boolean isRival(PacketView packet, Claim claim, boolean unsolicited) {
        long now = packet.timestampNanos();
        boolean gratuitous =
                packet.sourceLow() == packet.destinationLow() && packet.sourceHigh() == packet.destinationHigh();
        if (!gratuitous) {
            noteTold(claim, packet, unsolicited);
        }
        Holder holder = holders.get(claim.address);
        boolean rival = false;
        if (holder == null || now - holder.lastClaimNanos > HOLDER_NANOS) {
            holders.put(claim.address, new Holder(claim.mac, now));
        } else if (holder.mac == claim.mac) {
            holder.lastClaimNanos = now;
        } else {
            rival = true;
        }
        if (!rival && !unsolicited && !gratuitous) {
            // It asks with the address, or answers for it when asked, and nobody else held it: its own.
            ownAddresses.putIfAbsent(claim.mac, claim.address);
        }
        return rival;
    }

    private static void noteTold(Claim claim, PacketView packet, boolean unsolicited) {
        claim.lies += unsolicited ? 1 : 0;
        if (unsolicited || claim.lies == 0) {
            claim.told = true;
            claim.toldHigh = packet.destinationHigh();
            claim.toldLow = packet.destinationLow();
        }
    }

    private long lies(long mac, IpAddress address) {
        Claim claim = find(mac, address);
        return claim == null ? 0 : claim.lies;
    }

    /** Returns whether nobody else than this MAC was seen to hold the address. */
    boolean isHolder(long mac, IpAddress address) {
        Holder holder = holders.get(address);
        return holder == null || holder.mac == mac;
    }

    /** Returns who else than its holder claims the address in a window with these bindings, or {@code null} when nobody does. */
    RowContext.@Nullable Rival rival(IpAddress address, BindingTable bindings) {
        Holder holder = holders.get(address);
        Long suspect = null;
        for (Long mac : bindings.macsOf(address)) {
            if (suspect == null || isMoreSuspect(mac, suspect, address, holder)) {
                suspect = mac;
            }
        }
        if (suspect == null || !isSuspicious(suspect, address, holder, bindings)) {
            return null;
        }
        IpAddress own = ownAddresses.get(suspect);
        Claim claim = find(suspect, address);
        return new RowContext.Rival(
                new MacAddress(suspect),
                own == null || own.equals(address) ? null : own,
                claim == null ? null : claim.toldTo());
    }

    private static boolean isSuspicious(long mac, IpAddress address, @Nullable Holder holder, BindingTable bindings) {
        return holder != null && holder.mac != mac || bindings.macsOf(address).size() > 1 || bindings.sharesMac(mac);
    }

    /** More suspect is who has an address of its own, then who tells more often without being asked, then who isn't the holder. */
    private boolean isMoreSuspect(long mac, long than, IpAddress address, @Nullable Holder holder) {
        boolean own = hasOtherAddress(mac, address);
        if (own != hasOtherAddress(than, address)) {
            return own;
        }
        long moreLies = lies(mac, address) - lies(than, address);
        if (moreLies != 0) {
            return moreLies > 0;
        }
        return holder != null && holder.mac == than && holder.mac != mac;
    }

    private boolean hasOtherAddress(long mac, IpAddress address) {
        IpAddress own = ownAddresses.get(mac);
        return own != null && !own.equals(address);
    }
}
