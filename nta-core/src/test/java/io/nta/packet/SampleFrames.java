package io.nta.packet;

import java.util.List;
import java.util.stream.Stream;

/** One well-formed frame of each kind that the decoder reads: what truncation and mutation start from. */
public final class SampleFrames {
    /** A frame and its link type. */
    public record Sample(LinkType linkType, byte[] bytes) {}

    public static final List<Sample> ALL =
            Stream.concat(plain().stream(), tunnels().stream()).toList();

    private static List<Sample> plain() {
        return List.of(
                ethernet(four().tcp(40000, 80, TcpFlags.SYN, 1, 0, 20)),
                ethernet(Frames.ethernet()
                        .vlan(1)
                        .tag(Frames.SERVICE_VLAN, 2)
                        .ip("10.0.0.1", "10.0.0.2")
                        .udp(1, 2)
                        .padded()),
                ethernet(Frames.ethernet()
                        .snap()
                        .ip("10.0.0.1", "10.0.0.2")
                        .tcp(1, 22, 0)
                        .payload("SSH-2.0-x\r\n")),
                ethernet(four().options(24).fragment(9, 0, true).udp(123, 4000).payload(new byte[64])),
                ethernet(four().fragment(9, 72, false).protocol(IpProtocol.UDP).payload(new byte[32])),
                ethernet(four().tcp(40000, 80, TcpFlags.ACK)
                        .payload("POST /a/login?x=1 HTTP/1.1\r\nHost: example.org\r\nContent-Length: 4\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n")),
                ethernet(four().tcp(80, 40000, TcpFlags.ACK).payload("HTTP/1.1 401 Unauthorized\r\nA: b\r\n\r\n")),
                ethernet(four().tcp(40000, 8080, TcpFlags.ACK).payload("GET http://example.org/x HTTP/1.1\r\n\r\n")),
                ethernet(four().dnsQuery(7, "a.Long.name.example.org", DnsMessages.TXT)),
                ethernet(four().dnsResponse(7, "a.example.org", DnsMessages.TXT, 0, new byte[40], new byte[9])),
                ethernet(four().tcp(40000, 53, 0)
                        .payload(DnsMessages.overTcp(DnsMessages.response(7, "a.b", DnsMessages.A, 3, new byte[4])))),
                ethernet(four().icmp(8, 0).payload(new byte[56])),
                ethernet(four().icmp(3, 3)
                        .payload(Frames.raw()
                                .ip("10.0.0.2", "10.0.0.1")
                                .udp(5, 6)
                                .bytes())),
                ethernet(six().extension(0, 8)
                        .extension(43, 24)
                        .fragment(7, 0, true)
                        .tcp(1, 2, TcpFlags.SYN)),
                ethernet(six().extension(60, 8)
                        .fragment(7, 16, true)
                        .protocol(IpProtocol.UDP)
                        .payload(new byte[20])),
                ethernet(six().icmp(1, 4)
                        .payload(Frames.raw()
                                .ip("fd00::2", "fd00::1")
                                .extension(60, 16)
                                .tcp(1, 2, 2)
                                .bytes())),
                ethernet(six().dnsQuery(1, "example.org", DnsMessages.A)),
                ethernet(Frames.ethernet()
                        .arp(1, Frames.SOURCE_MAC, "10.0.0.1", 0, "10.0.0.2")
                        .padded()),
                new Sample(
                        LinkType.LINUX_SLL,
                        Frames.cooked()
                                .vlan(3)
                                .ip("10.0.0.1", "10.0.0.2")
                                .udp(1, 2)
                                .bytes()),
                new Sample(
                        LinkType.LINUX_SLL2,
                        Frames.cooked2(0x86DD)
                                .ip("fd00::1", "fd00::2")
                                .udp(1, 2)
                                .bytes()),
                new Sample(
                        LinkType.NULL,
                        Frames.loopback(0x1E00_0000)
                                .ip("fd00::1", "fd00::2")
                                .udp(1, 2)
                                .bytes()),
                new Sample(
                        LinkType.LOOP,
                        Frames.loopback(2).ip("10.0.0.1", "10.0.0.2").udp(1, 2).bytes()),
                new Sample(
                        LinkType.RAW,
                        Frames.raw().ip("fd00::1", "fd00::2").udp(1, 2).bytes()),
                new Sample(
                        LinkType.IPV4,
                        Frames.raw().ip("10.0.0.1", "10.0.0.2").icmp(0, 0).bytes()),
                new Sample(
                        LinkType.IPV6,
                        Frames.raw().ip("fd00::1", "fd00::2").icmp(128, 0).bytes()));
    }

    private static List<Sample> tunnels() {
        return TunnelFrames.all().values().stream()
                .map(frame -> new Sample(LinkType.ETHERNET, frame))
                .toList();
    }

    private SampleFrames() {}

    private static Frames four() {
        return Frames.ethernet().ip("10.0.0.1", "10.0.0.2");
    }

    private static Frames six() {
        return Frames.ethernet().ip("fd00::1", "fd00::2");
    }

    private static Sample ethernet(Frames frames) {
        return new Sample(LinkType.ETHERNET, frames.bytes());
    }
}
