package io.nta.examples.generate.network;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.packet.IpAddress;

/** How a neighbour's MAC is asked for: ARP (RFC 826) or neighbour discovery (RFC 4861). */
final class NeighbourTalk {
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;
    private static final int ARP = 0x0806;
    private static final int HOPS = 255;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;

    private NeighbourTalk() {}

    /** One asks, of the other alone or of everybody, and the other tells. */
    static void ask(Wire wire, Host from, Host to, boolean ipv6, Randomness random) {
        boolean directly = random.chance(0.6);
        long delay = (long) (random.logUniform(0.00003, 0.002) * Clock.SECOND);
        if (ipv6) {
            solicit(wire, from, to);
            wire.clock().after(delay, () -> advertise(wire, to, from));
        } else {
            arp(wire, directly ? to.mac() : BROADCAST, 1, from, directly ? to.mac() : 0, to);
            wire.clock().after(delay, () -> arp(wire, from.mac(), 2, to, from.mac(), from));
        }
    }

    private static void arp(Wire wire, long receiver, int operation, Host sender, long targetMac, Host target) {
        wire.frame()
                .ethernet(receiver, sender.mac(), ARP)
                .u16(1)
                .u16(0x0800)
                .u16(0x0604)
                .u16(operation);
        wire.frame().mac(sender.mac()).address(sender.four().address());
        wire.frame().mac(targetMac).address(target.four().address());
        wire.pass();
    }

    private static void solicit(Wire wire, Host from, Host to) {
        IpAddress target = to.at(true).address();
        wire.frame()
                .ip(from.mac(), to.mac(), from.at(true).address(), target, HOPS, FrameBuilder.ICMPV6, 0)
                .icmp(SOLICITATION, 0, 0)
                .address(target)
                .u16(0x0101)
                .mac(from.mac());
        wire.pass();
    }

    private static void advertise(Wire wire, Host from, Host to) {
        IpAddress own = from.at(true).address();
        wire.frame()
                .ip(from.mac(), to.mac(), own, to.at(true).address(), HOPS, FrameBuilder.ICMPV6, 0)
                .icmp(ADVERTISEMENT, 0, 0x6000_0000)
                .address(own)
                .u16(0x0201)
                .mac(from.mac());
        wire.pass();
    }
}
