package io.nta.packet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of a datagram from the fragments seen of it. Pooled by {@link FragmentTable}. */
final class FragmentedDatagram {
    /** How a fragment relates to those before it. */
    enum Relation {
        NEW,
        /** It has the place and length of one before. */
        DUPLICATE,
        /** It shares bytes with one before, or one of both lies behind the datagram's end. */
        OVERLAP,
        /** There are too many to tell. */
        UNCOMPARED
    }

    private static final int UNKNOWN = -1;
    private static final int FIRST_PLACES = 4;
    private static final int BLOCK_SHIFT = 3;

    // The key.
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int protocol;
    int id;

    long startNanos;

    /** Whether the transport header was read, so that the rest of the datagram's fragments know whose they are. */
    boolean told;

    int ipProtocol;
    boolean hasPorts;
    int sourcePort;
    int destinationPort;
    int icmpType;
    int icmpCode;

    byte @Nullable [] prefix;
    /** A bit for each 8 bytes of the prefix that are there. */
    private long present;
    /** Where the capture has cut the prefix for good. */
    private int capturedLimit;

    /** Start and end of each fragment, in the halves of an int. */
    private int[] places = new int[FIRST_PLACES];

    private int fragments;
    private int total;
    private int highestEnd;
    private int received;

    // The table's own links: by hash, and by age.
    int hash;

    @Nullable
    FragmentedDatagram nextInBucket;

    @Nullable
    FragmentedDatagram older;

    @Nullable
    FragmentedDatagram newer;

    void reset(PacketView view, int keyProtocol, int newHash) {
        sourceHigh = view.sourceHigh;
        sourceLow = view.sourceLow;
        destinationHigh = view.destinationHigh;
        destinationLow = view.destinationLow;
        protocol = keyProtocol;
        id = view.fragmentId;
        hash = newHash;
        startNanos = view.timestampNanos;
        told = false;
        prefix = null;
        present = 0;
        capturedLimit = Integer.MAX_VALUE;
        fragments = 0;
        total = UNKNOWN;
        highestEnd = 0;
        received = 0;
    }

    boolean isOf(PacketView view, int keyProtocol) {
        return id == view.fragmentId
                && sourceLow == view.sourceLow
                && destinationLow == view.destinationLow
                && protocol == keyProtocol
                && sourceHigh == view.sourceHigh
                && destinationHigh == view.destinationHigh;
    }

    /** Notes where a fragment lies; linear in the number of fragments so far. */
    Relation place(int start, int end, boolean last, int maxFragments) {
        int place = start << 16 | end;
        for (int i = 0; i < fragments; i++) {
            if (places[i] == place) {
                return Relation.DUPLICATE;
            }
        }
        if (total != UNKNOWN && (end > total || last) || last && end < highestEnd) {
            return Relation.OVERLAP;
        }
        for (int i = 0; i < fragments; i++) {
            if (start < (places[i] & 0xFFFF) && places[i] >>> 16 < end) {
                return Relation.OVERLAP;
            }
        }
        if (last) {
            total = end;
        }
        highestEnd = Math.max(highestEnd, end);
        if (fragments == maxFragments) {
            return Relation.UNCOMPARED;
        }
        if (fragments == places.length) {
            places = Arrays.copyOf(places, Math.min(2 * fragments, maxFragments));
        }
        places[fragments++] = place;
        received += end - start;
        return Relation.NEW;
    }

    boolean isComplete() {
        return received == total;
    }

    /** Copies what the prefix lacks; what came first stays. {@code captured} counts from {@code start}, as {@code end} does not. */
    void keep(byte[] buffer, int from, int start, int end, int captured) {
        byte[] into = prefix;
        if (into == null) {
            return;
        }
        if (captured < end - start) {
            capturedLimit = Math.min(capturedLimit, start + captured >> BLOCK_SHIFT << BLOCK_SHIFT);
        }
        int stop = Math.min(start + captured, into.length);
        for (int at = start; at < stop; at += 1 << BLOCK_SHIFT) {
            int count = Math.min(1 << BLOCK_SHIFT, stop - at);
            long bit = 1L << (at >> BLOCK_SHIFT);
            if ((present & bit) == 0) {
                System.arraycopy(buffer, from + at - start, into, at, count);
                present |= bit;
            }
        }
    }

    /** Returns how many bytes there are from the start on, without a gap, if they are all that the prefix will hold; -1 if not. */
    int readablePrefix(int prefixBytes) {
        int want = Math.min(Math.min(prefixBytes, capturedLimit), total == UNKNOWN ? prefixBytes : total);
        int have = Long.numberOfTrailingZeros(~present) << BLOCK_SHIFT;
        return have >= want ? want : -1;
    }

    /** Returns the datagram's length as far as it's known. */
    int knownLength(int readable) {
        return total == UNKNOWN ? readable : total;
    }

    /** Takes the header that {@code view} shows for that of the datagram. */
    void tell(PacketView view) {
        told = true;
        ipProtocol = view.ipProtocol;
        hasPorts = view.hasPorts;
        sourcePort = view.sourcePort;
        destinationPort = view.destinationPort;
        icmpType = view.icmpType;
        icmpCode = view.icmpCode;
    }

    /** Tells a fragment without a header whose it is. */
    void attribute(PacketView view) {
        view.ipProtocol = ipProtocol;
        view.hasPorts = hasPorts;
        view.sourcePort = sourcePort;
        view.destinationPort = destinationPort;
        view.icmpType = icmpType;
        view.icmpCode = icmpCode;
        view.attributed = true;
    }
}
