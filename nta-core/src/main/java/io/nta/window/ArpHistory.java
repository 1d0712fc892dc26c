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
 * each kind of entry, beyond the limit, the one that was used least recently is forgotten, and counted. Not thread-safe.
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

    /** To whom a claim was made, and how often to somebody who had not asked. */
    private static final class Told {
        @Nullable
        IpAddress last;

        long lies;
    }

    /** Comparable, so that a map stays fast even if somebody chooses claims whose hashes collide. */
    private record Claim(long mac, IpAddress address) implements Comparable<Claim> {
        @Override
        public int compareTo(Claim other) {
            int byMac = Long.compare(mac, other.mac);
            return byMac != 0 ? byMac : address.compareTo(other.address);
        }
    }

    private final int maxEntries;
    private final Map<IpAddress, Holder> holders = bounded();
    private final Map<Long, IpAddress> ownAddresses = bounded();
    private final Map<Claim, Told> told = bounded();
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

    /** Notes a claim; returns whether it rivals the standing holder of the address. */
    boolean isRival(PacketView packet, IpAddress address, boolean unsolicited) {
        long mac = packet.arpSenderMac();
        long now = packet.timestampNanos();
        IpAddress toldTo = packet.destinationAddress();
        boolean gratuitous = toldTo.equals(address);
        if (!gratuitous) {
            noteTold(new Claim(mac, address), toldTo, unsolicited);
        }
        Holder holder = holders.get(address);
        boolean rival = false;
        if (holder == null || now - holder.lastClaimNanos > HOLDER_NANOS) {
            holders.put(address, new Holder(mac, now));
        } else if (holder.mac == mac) {
            holder.lastClaimNanos = now;
        } else {
            rival = true;
        }
        if (!rival && !unsolicited && !gratuitous) {
            // It asks with the address, or answers for it when asked, and nobody else held it: its own.
            ownAddresses.putIfAbsent(mac, address);
        }
        return rival;
    }

    private void noteTold(Claim claim, IpAddress toldTo, boolean unsolicited) {
        Told note = told.computeIfAbsent(claim, unknown -> new Told());
        note.lies += unsolicited ? 1 : 0;
        if (unsolicited || note.lies == 0) {
            note.last = toldTo;
        }
    }

    private long lies(long mac, IpAddress address) {
        Told note = told.get(new Claim(mac, address));
        return note == null ? 0 : note.lies;
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
        Told note = told.get(new Claim(suspect, address));
        return new RowContext.Rival(
                new MacAddress(suspect),
                own == null || own.equals(address) ? null : own,
                note == null ? null : note.last);
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
