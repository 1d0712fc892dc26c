package io.nta.examples.generate.protocol;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Wire;
import io.nta.packet.IpAddress;

/** ICMP and ICMPv6: echo, errors that quote what caused them, and neighbour discovery. */
public final class IcmpMessages {
    private static final int IPV4_HEADER = 20;
    private static final int USUAL_TRANSPORT = 40;

    private IcmpMessages() {}

    /** What an error says. */
    public enum Complaint {
        NET_UNREACHABLE(3, 0, 1, 0),
        HOST_UNREACHABLE(3, 1, 1, 3),
        PORT_UNREACHABLE(3, 3, 1, 4),
        TOO_BIG(3, 4, 2, 0),
        PROHIBITED(3, 13, 1, 1),
        TIME_EXCEEDED(11, 0, 3, 0);

        private final int type;
        private final int code;
        private final int type6;
        private final int code6;

        Complaint(int type, int code, int type6, int code6) {
            this.type = type;
            this.code = code;
            this.type6 = type6;
            this.code6 = code6;
        }
    }

    /** Sends an echo request or its reply with a payload of that size. */
    public static void echo(
            Wire wire, Endpoint from, Endpoint to, boolean reply, int identifier, int sequence, int bytes) {
        boolean four = from.address().isIpv4();
        int type = four ? reply ? 0 : 8 : reply ? 129 : 128;
        message(wire, from, to, type, 0, identifier << 16 | sequence & 0xFFFF, bytes);
    }

    /** Sends any message: four bytes of its own and a payload. */
    public static void message(Wire wire, Endpoint from, Endpoint to, int type, int code, int rest, int bytes) {
        boolean four = from.address().isIpv4();
        FrameBuilder frame = wire.ip(from, to, four ? FrameBuilder.ICMP : FrameBuilder.ICMPV6)
                .icmp(type, code, rest);
        Content.OPAQUE.fill(frame.bytes(), frame.length(), bytes, rest >>> 16);
        frame.grow(bytes);
        wire.pass();
    }

    /**
     * Sends an error about a datagram or segment, of which it quotes the IP header and 8 bytes.
     *
     * @param reporter who sends it; need not be the one to whom the quoted packet went
     * @param sender whose packet it was
     * @param target to whom that went
     * @param protocol UDP or TCP
     * @param third the four bytes behind the ports: a sequence number, or length and checksum
     * @param rest the error's own four bytes, such as an MTU
     */
    public static void error(
            Wire wire,
            Complaint error,
            Endpoint reporter,
            Endpoint sender,
            Endpoint target,
            int protocol,
            int senderPort,
            int targetPort,
            int third,
            int rest) {
        boolean four = sender.address().isIpv4();
        FrameBuilder frame = wire.ip(reporter, sender, four ? FrameBuilder.ICMP : FrameBuilder.ICMPV6);
        if (four) {
            frame.icmp(error.type, error.code, rest).u16(0x4500).u16(quotedLength(protocol, third));
            frame.u32(0).u8(1).u8(protocol).u16(0).address(sender.address()).address(target.address());
            frame.sealQuotedIpv4();
        } else {
            frame.icmp(error.type6, error.code6, rest)
                    .u32(0x6000_0000)
                    .u16(8)
                    .u8(protocol)
                    .u8(1);
            frame.address(sender.address()).address(target.address());
        }
        frame.u16(senderPort).u16(targetPort).u32(third);
        wire.pass();
    }

    /** A datagram tells its own length; of a SYN or an echo request the quote doesn't show it. */
    private static int quotedLength(int protocol, int third) {
        return IPV4_HEADER + (protocol == FrameBuilder.UDP ? third >>> 16 : USUAL_TRANSPORT);
    }

    /** Tells a client that a filter prohibits its connection. */
    static void prohibited(Wire wire, TcpLink.Place server, TcpLink.Place client, int sequence) {
        error(
                wire,
                Complaint.PROHIBITED,
                server.endpoint(),
                client.endpoint(),
                server.endpoint(),
                FrameBuilder.TCP,
                client.port(),
                server.port(),
                sequence,
                0);
    }

    /** Asks for, or tells, the MAC of an IPv6 neighbour (RFC 4861, 4.3 and 4.4). */
    public static void neighbour(Wire wire, Endpoint from, Endpoint to, IpAddress target, boolean advertisement) {
        Endpoint sender = new Endpoint(from.mac(), from.address(), 255);
        FrameBuilder frame = wire.ip(sender, to, FrameBuilder.ICMPV6)
                .icmp(advertisement ? 136 : 135, 0, advertisement ? 0x6000_0000 : 0)
                .address(target);
        frame.u8(advertisement ? 2 : 1).u8(1).mac(from.mac());
        wire.pass();
    }
}
