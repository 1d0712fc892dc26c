package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Wire;

/** ARP for IPv4 over Ethernet (RFC 826). */
public final class ArpMessages {
    /** To everybody. */
    public static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private static final int ETHERTYPE = 0x0806;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private ArpMessages() {}

    /** Asks who has an address: of everybody, or of one host, as systems do to renew what they know. */
    public static void request(Wire wire, long toMac, long senderMac, int sender, int target) {
        send(wire, toMac, REQUEST, senderMac, sender, toMac == BROADCAST ? 0 : toMac, target);
    }

    /** Tells that a MAC has an address. */
    public static void reply(Wire wire, long toMac, long senderMac, int sender, int target) {
        send(wire, toMac, REPLY, senderMac, sender, toMac, target);
    }

    /** Tells everybody, unasked, by a request (most systems) or a reply for the address itself (RFC 5227, 3). */
    public static void announce(Wire wire, long senderMac, int address, boolean asReply) {
        send(wire, BROADCAST, asReply ? REPLY : REQUEST, senderMac, address, asReply ? BROADCAST : 0, address);
    }

    /** Asks whether an address is free (RFC 5227, 2.1.1). */
    public static void probe(Wire wire, long senderMac, int address) {
        send(wire, BROADCAST, REQUEST, senderMac, 0, 0, address);
    }

    /** Claims an address in a frame from another MAC than the one that claims it: by a reply or a request. */
    public static void forge(
            Wire wire, long frameMac, long toMac, boolean asReply, long senderMac, int sender, int target) {
        send(wire, frameMac, toMac, asReply ? REPLY : REQUEST, senderMac, sender, asReply ? toMac : 0, target);
    }

    private static void send(
            Wire wire, long toMac, int operation, long senderMac, int sender, long targetMac, int target) {
        send(wire, senderMac, toMac, operation, senderMac, sender, targetMac, target);
    }

    private static void send(
            Wire wire,
            long frameMac,
            long toMac,
            int operation,
            long senderMac,
            int sender,
            long targetMac,
            int target) {
        wire.frame()
                .ethernet(toMac, frameMac, ETHERTYPE)
                .u16(1)
                .u16(0x0800)
                .u8(6)
                .u8(4)
                .u16(operation);
        wire.frame().mac(senderMac).u32(sender).mac(targetMac).u32(target);
        wire.pass();
    }
}
