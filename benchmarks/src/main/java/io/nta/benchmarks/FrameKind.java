package io.nta.benchmarks;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.packet.IpAddress;
import io.nta.packet.TcpFlags;
import java.util.Arrays;
import java.util.List;

/** The frames that decoding is measured with, one of each kind. */
public enum FrameKind {
    TCP,
    UDP,
    ICMP,
    ICMP_ERROR,
    ARP,
    DNS_QUERY,
    DNS_ANSWER,
    HTTP_REQUEST,
    HTTP_ANSWER,
    SSH,
    TCP_OVER_IPV6,
    VLAN,
    MPLS,
    GRE,
    VXLAN;

    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "192.0.2.2";
    private static final String NAME = "www.department.example.org";
    private static final long MAC = 0x0200_0000_0001L;
    private static final long GATEWAY = 0x0200_0000_00FEL;
    private static final int TTL = 64;
    private static final int CLIENT_PORT = 40_000;
    private static final int ETHERNET_HEADER = 14;
    /** The two MACs, behind which a VLAN's tag lies. */
    private static final int MACS = 12;

    /** Returns a new frame of the kind: Ethernet, without its checksum. */
    public byte[] frame() {
        return switch (this) {
            case TCP -> tcp(443, opaque(512));
            case UDP -> udp(5_000, opaque(22));
            case ICMP -> finish(ip(CLIENT, SERVER, FrameBuilder.ICMP).icmp(8, 0, 1), opaque(56));
            case ICMP_ERROR -> icmpError();
            case ARP -> arp();
            case DNS_QUERY -> udp(53, dnsQuery());
            case DNS_ANSWER -> finish(ip(SERVER, CLIENT, FrameBuilder.UDP).udp(53, CLIENT_PORT), dnsAnswer());
            case HTTP_REQUEST -> tcp(80, httpRequest());
            case HTTP_ANSWER -> tcp(SERVER, CLIENT, 80, CLIENT_PORT, HttpMessages.answer(200, 800, 1));
            case SSH -> tcp(22, Payload.text("SSH-2.0-OpenSSH_9.2p1\r\n"));
            case TCP_OVER_IPV6 -> tcp("2001:db8::1", "2001:db8:1::2", CLIENT_PORT, 443, opaque(512));
            case VLAN -> vlan(TCP.frame());
            case MPLS -> mpls(TCP.frame());
            case GRE -> gre(TCP.frame());
            case VXLAN -> vxlan(TCP.frame());
        };
    }

    private static FrameBuilder ip(String from, String to, int protocol) {
        return new FrameBuilder().ip(MAC, GATEWAY, IpAddress.parse(from), IpAddress.parse(to), TTL, protocol, 1);
    }

    private static byte[] tcp(int port, Payload payload) {
        return tcp(CLIENT, SERVER, CLIENT_PORT, port, payload);
    }

    private static byte[] tcp(String from, String to, int sourcePort, int port, Payload payload) {
        int flags = TcpFlags.ACK | TcpFlags.PSH;
        FrameBuilder header = ip(from, to, FrameBuilder.TCP).tcp(sourcePort, port, 1, 1, flags, 64_240, new byte[0], 0);
        return finish(header, payload);
    }

    private static byte[] udp(int port, Payload payload) {
        return finish(ip(CLIENT, SERVER, FrameBuilder.UDP).udp(CLIENT_PORT, port), payload);
    }

    /** A port that is unreachable, with the datagram that asked for it. */
    private static byte[] icmpError() {
        byte[] asked = udp(33_434, opaque(24));
        Payload quoted = Payload.of(behind(asked, ETHERNET_HEADER));
        return finish(ip(SERVER, CLIENT, FrameBuilder.ICMP).icmp(3, 3, 0), quoted);
    }

    private static byte[] arp() {
        FrameBuilder request = new FrameBuilder().ethernet(ArpMessages.BROADCAST, MAC, 0x0806);
        request.u16(1).u16(0x0800).u8(6).u8(4).u16(1);
        request.mac(MAC).address(IpAddress.parse(CLIENT)).mac(0).address(IpAddress.parse("10.0.0.2"));
        return finish(request, Payload.text(""));
    }

    private static Payload dnsQuery() {
        return DnsMessages.query(7, NAME, DnsMessages.A, 1_232).payload();
    }

    private static Payload dnsAnswer() {
        DnsMessages.Answer address = new DnsMessages.Answer(DnsMessages.A, 300, new byte[] {10, 0, 0, 9});
        return DnsMessages.answer(7, NAME, DnsMessages.A, DnsMessages.NO_ERROR, List.of(address, address), 1_232)
                .payload();
    }

    private static Payload httpRequest() {
        return HttpMessages.get("www.example.org", "/account/orders.html?id=17", HttpMessages.AGENTS.get(0));
    }

    private static byte[] vlan(byte[] frame) {
        return new Bytes()
                .all(Arrays.copyOf(frame, MACS))
                .u16(0x8100)
                .u16(7)
                .all(behind(frame, MACS))
                .toByteArray();
    }

    private static byte[] mpls(byte[] frame) {
        Bytes labelled = new Bytes().all(Arrays.copyOf(frame, MACS)).u16(0x8847).u32(16 << 12 | 1 << 8 | TTL);
        return labelled.all(behind(frame, ETHERNET_HEADER)).toByteArray();
    }

    private static byte[] gre(byte[] frame) {
        return finish(
                ip("172.16.0.1", "172.16.0.2", 47).u16(0).u16(0x0800), Payload.of(behind(frame, ETHERNET_HEADER)));
    }

    private static byte[] vxlan(byte[] frame) {
        FrameBuilder header = ip("172.16.0.1", "172.16.0.2", FrameBuilder.UDP).udp(50_000, 4_789);
        return finish(header.u32(0x0800_0000).u32(42 << 8), Payload.of(frame));
    }

    private static byte[] behind(byte[] frame, int from) {
        return Arrays.copyOfRange(frame, from, frame.length);
    }

    /** What is encrypted, say: it begins like no protocol that is read. */
    private static Payload opaque(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xA5);
        return Payload.of(bytes);
    }

    private static byte[] finish(FrameBuilder frame, Payload payload) {
        payload.copy(0, frame.bytes(), frame.length(), payload.length());
        frame.grow(payload.length()).finish(true);
        return Arrays.copyOf(frame.bytes(), frame.length());
    }
}
