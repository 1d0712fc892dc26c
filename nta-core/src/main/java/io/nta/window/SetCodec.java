package io.nta.window;

import io.nta.packet.IpAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes and reads the sets of a {@link PaneState}; the layout is told there, at {@link PaneStateCodec}. An absent set is written like an
 * empty one, and reading asks for the place of a set only when there is something to put there. */
final class SetCodec {
    private static final int SKETCHED = DistinctCounter.MAX_EXACT + 1;
    private static final int PORTS = 65_536;

    private SetCodec() {}

    static void writeDistinct(@Nullable DistinctCounter counter, StateOutput out) {
        if (counter == null) {
            out.varint(0);
            return;
        }
        byte[] sketch = counter.sketchState();
        if (sketch != null) {
            out.varint(SKETCHED);
            out.raw(sketch);
        } else {
            long[] values = counter.exactValues();
            out.varint(values.length);
            out.ascending(values);
        }
    }

    static void readDistinct(StateInput in, Supplier<DistinctCounter> place) throws StateFormatException {
        int n = in.count("values of a counter", 0, SKETCHED);
        if (n == 0) {
            return;
        }
        DistinctCounter into = place.get();
        if (n == SKETCHED) {
            byte[] registers = in.raw(DistinctCounter.sketchBytes());
            if (!DistinctCounter.isSketch(registers)) {
                throw in.refuse("a register of the sketch has a value that no register takes");
            }
            into.restoreSketch(registers);
            return;
        }
        long before = 0;
        for (int i = 0; i < n; i++) {
            long hash = in.fixed(Long.BYTES);
            if (hash == 0 || i > 0 && hash <= before) {
                throw in.refuse("the hashes of a counter are not in ascending order, or one is 0");
            }
            into.add(hash);
            before = hash;
        }
    }

    static void writePorts(@Nullable PortSet ports, StateOutput out) {
        int n = ports == null ? 0 : ports.size();
        out.varint(n);
        if (ports == null || n == 0) {
            return;
        }
        byte[] bitmap = new byte[n > PortSet.MAX_SPARSE ? PORTS / Byte.SIZE : 0];
        int before = -1;
        for (int port = ports.next(0); port >= 0; port = ports.next(port + 1)) {
            if (bitmap.length > 0) {
                bitmap[port >> 3] |= (byte) (1 << (port & 7));
            } else {
                out.varint(port - before);
                before = port;
            }
        }
        out.raw(bitmap);
    }

    static void readPorts(StateInput in, Supplier<PortSet> place) throws StateFormatException {
        int n = in.count("ports", 0, PORTS);
        if (n == 0) {
            return;
        }
        PortSet into = place.get();
        if (n > PortSet.MAX_SPARSE) {
            byte[] bitmap = in.raw(PORTS / Byte.SIZE);
            for (int port = 0; port < PORTS; port++) {
                if ((bitmap[port >> 3] >> (port & 7) & 1) != 0) {
                    into.add(port);
                }
            }
            if (into.size() != n) {
                throw in.refuse(n + " ports are announced, the bitmap has " + into.size());
            }
            return;
        }
        int port = -1;
        for (int i = 0; i < n; i++) {
            port += in.count("gap to the next port", 1, PORTS - 1 - port);
            into.add(port);
        }
    }

    static void writeTally(@Nullable PeerTally tally, StateOutput out) {
        if (tally == null) {
            out.varint(0);
            out.varint(0);
            return;
        }
        long[] triples = tally.toArray();
        Integer[] order = new Integer[triples.length / 3];
        Arrays.setAll(order, i -> 3 * i);
        Arrays.sort(order, Comparator.comparing(i -> new IpAddress(triples[i], triples[i + 1])));
        out.varint(tally.total());
        out.varint(order.length);
        for (int i : order) {
            out.fixed(triples[i], Long.BYTES);
            out.fixed(triples[i + 1], Long.BYTES);
            out.varint(triples[i + 2]);
        }
    }

    static void readTally(StateInput in, Supplier<PeerTally> place) throws StateFormatException {
        long total = in.amount("total of a tally");
        long[] triples = new long[3 * in.count("peers of a tally", 0, PeerTally.MAX_PEERS)];
        int[] peersOf = new int[AddressParts.COUNT];
        IpAddress before = null;
        long left = total;
        for (int i = 0; i < triples.length; i += 3) {
            IpAddress peer = new IpAddress(in.fixed(Long.BYTES), in.fixed(Long.BYTES));
            long weight = in.amount("weight of a peer");
            if (before != null && before.compareTo(peer) >= 0) {
                throw in.refuse("the peers of a tally are not in ascending order");
            }
            if (++peersOf[AddressParts.of(peer.high(), peer.low())] > PeerTally.COUNTERS) {
                throw in.refuse("a tally has more than " + PeerTally.COUNTERS + " peers of one part");
            }
            if (weight == 0 || weight > left) {
                throw in.refuse("a peer weighs " + weight + " of " + left + " that are left of the total");
            }
            triples[i] = peer.high();
            triples[i + 1] = peer.low();
            triples[i + 2] = weight;
            left -= weight;
            before = peer;
        }
        if (total > 0) {
            place.get().restore(triples, total);
        }
    }
}
