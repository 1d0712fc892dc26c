package io.nta.window;

import io.nta.packet.IpAddress;
import java.util.List;

/**
 * Writes a {@link BindingTable} as bytes, and reads it back. Equal tables give equal bytes: the order of the claims is not kept.
 *
 * <pre>
 * header      {@link StateHeader#BINDINGS}
 * varint      claims left out
 * varint n    addresses; n times, in ascending order as unsigned numbers:
 *             16 bytes address, varint m at least 1, m times 6 bytes MAC in ascending order
 * </pre>
 */
final class BindingTableCodec {
    private static final int MAC_BYTES = 6;

    private BindingTableCodec() {}

    static byte[] write(BindingTable table) {
        StateOutput out = new StateOutput();
        StateHeader.BINDINGS.write(out);
        out.varint(table.leftOut());
        List<IpAddress> addresses = table.addresses().stream().sorted().toList();
        out.varint(addresses.size());
        for (IpAddress address : addresses) {
            out.fixed(address.high(), Long.BYTES);
            out.fixed(address.low(), Long.BYTES);
            out.varint(table.macsOf(address).size());
            table.macsOf(address).stream().sorted().forEach(mac -> out.fixed(mac, MAC_BYTES));
        }
        return out.toByteArray();
    }

    /**
     * Returns a new table with what {@code bytes} hold.
     *
     * @throws StateFormatException if they aren't exactly what {@link #write} gives
     */
    static BindingTable read(byte[] bytes) throws StateFormatException {
        StateInput in = new StateInput(bytes);
        StateHeader.BINDINGS.check(in);
        BindingTable table = new BindingTable();
        table.leftOut(in.amount("claims left out"));
        int addresses = in.count("addresses", 0, BindingTable.MAX_PAIRS);
        int pairs = 0;
        IpAddress before = null;
        for (int i = 0; i < addresses; i++) {
            IpAddress address = new IpAddress(in.fixed(Long.BYTES), in.fixed(Long.BYTES));
            if (before != null && before.compareTo(address) >= 0) {
                throw in.refuse("the addresses are not in ascending order");
            }
            before = address;
            int macs = in.count("MACs of an address", 1, BindingTable.MAX_PAIRS - pairs);
            pairs += macs;
            readMacs(in, macs, address, table);
        }
        in.end();
        return table;
    }

    private static void readMacs(StateInput in, int macs, IpAddress address, BindingTable into)
            throws StateFormatException {
        long before = -1;
        for (int i = 0; i < macs; i++) {
            long mac = in.fixed(MAC_BYTES);
            if (mac <= before) {
                throw in.refuse("the MACs of " + address + " are not in ascending order");
            }
            into.claim(mac, address);
            before = mac;
        }
    }
}
