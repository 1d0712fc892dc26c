package io.nta.packet;

import static io.nta.packet.Encapsulations.bytes;

import java.util.LinkedHashMap;
import java.util.Map;

/** One frame for each encapsulation, all with the same UDP packet 192.0.2.1:1111 → 192.0.2.2:2222 or its IPv6 twin innermost. */
final class TunnelFrames {
    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final int ERSPAN = 0x88BE;
    private static final int ERSPAN_3 = 0x22EB;
    private static final int SEQUENCE = 0x1000;

    static final byte[] FOUR = Frames.raw()
            .ip("192.0.2.1", "192.0.2.2")
            .udp(1111, 2222)
            .payload("hello")
            .bytes();
    static final byte[] SIX = Frames.raw()
            .ip("2001:db8::1", "2001:db8::2")
            .udp(1111, 2222)
            .payload("hello")
            .bytes();
    static final byte[] FRAME = Frames.ethernet(0x0200_0000_0AAAL, 0x0200_0000_0BBBL)
            .vlan(7)
            .ip("192.0.2.1", "192.0.2.2")
            .udp(1111, 2222)
            .payload("hello")
            .bytes();

    private TunnelFrames() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> frames = new LinkedHashMap<>();
        addShims(frames);
        addIpTunnels(frames);
        addGre(frames);
        addUdpTunnels(frames);
        return frames;
    }

    private static void addShims(Map<String, byte[]> frames) {
        frames.put("MPLS, IPv4", typed(Encapsulations.MPLS, Encapsulations.mpls(3, FOUR)));
        frames.put("MPLS, IPv6", typed(0x8848, Encapsulations.mpls(1, SIX)));
        frames.put("MPLS, Ethernet", typed(Encapsulations.MPLS, Encapsulations.mpls(2, FRAME)));
        byte[] controlled = DnsMessages.join(new byte[4], FRAME);
        frames.put("MPLS, control word, Ethernet", typed(Encapsulations.MPLS, Encapsulations.mpls(2, controlled)));
        frames.put(
                "PPPoE, IPv4",
                typed(Encapsulations.PPPOE_SESSION, Encapsulations.pppoe(Encapsulations.ppp(0x21, FOUR))));
        frames.put(
                "PPPoE, IPv6",
                typed(Encapsulations.PPPOE_SESSION, Encapsulations.pppoe(Encapsulations.ppp(0x57, SIX))));
        frames.put(
                "PPP with address and short protocol",
                typed(Encapsulations.PPP, DnsMessages.join(bytes(0xFF, 3, 0x21), FOUR)));
        frames.put("PPP, MPLS", typed(Encapsulations.PPP, Encapsulations.ppp(0x281, Encapsulations.mpls(1, FOUR))));
        frames.put("802.1ah", typed(0x88E7, Encapsulations.backbone(FRAME)));
        frames.put("bridged Ethernet", typed(Encapsulations.TEB, FRAME));
        frames.put("service header", typed(0x894F, Encapsulations.services(1, FOUR)));
    }

    private static void addIpTunnels(Map<String, byte[]> frames) {
        frames.put("4 in 4", four(4, FOUR));
        frames.put("6 in 4", four(41, SIX));
        frames.put("4 in 6", six(4, FOUR));
        frames.put("6 in 6", six(41, SIX));
        frames.put("EtherIP", four(97, DnsMessages.join(bytes(0x30, 0), FRAME)));
        frames.put("MPLS in IP", four(137, Encapsulations.mpls(1, FOUR)));
        frames.put("Ethernet in IPv6", six(143, FRAME));
        frames.put("authentication header, 4 in 4", four(51, Encapsulations.authentication(4, FOUR)));
    }

    private static void addGre(Map<String, byte[]> frames) {
        frames.put("GRE", four(47, Encapsulations.gre(0, IPV4, FOUR)));
        frames.put("GRE, checksum, key, sequence", four(47, Encapsulations.gre(0xB000, IPV6, SIX)));
        frames.put("GRE, routing", six(47, Encapsulations.gre(0x4000, IPV4, FOUR)));
        frames.put("NVGRE", four(47, Encapsulations.gre(0x2000, Encapsulations.TEB, FRAME)));
        frames.put("GRE, MPLS", four(47, Encapsulations.gre(0, Encapsulations.MPLS, Encapsulations.mpls(1, FOUR))));
        frames.put("PPTP", four(47, Encapsulations.pptp(Encapsulations.ppp(0x21, FOUR))));
        frames.put("WCCP 1", four(47, Encapsulations.gre(0, 0x883E, FOUR)));
        frames.put("WCCP 2", four(47, Encapsulations.gre(0, 0x883E, DnsMessages.join(new byte[4], FOUR))));
        frames.put("ERSPAN I", four(47, Encapsulations.gre(0, ERSPAN, FRAME)));
        byte[] second = DnsMessages.join(bytes(0x10, 1, 0, 0, 0, 0, 0, 0), FRAME);
        frames.put("ERSPAN II", four(47, Encapsulations.gre(SEQUENCE, ERSPAN, second)));
        byte[] third = DnsMessages.join(bytes(0x20, 1), new byte[10], FRAME);
        frames.put("ERSPAN III", four(47, Encapsulations.gre(SEQUENCE, ERSPAN_3, third)));
        byte[] subheader = DnsMessages.join(bytes(0x20, 1), new byte[9], bytes(1), new byte[8], FRAME);
        frames.put("ERSPAN III, subheader", four(47, Encapsulations.gre(SEQUENCE, ERSPAN_3, subheader)));
    }

    private static void addUdpTunnels(Map<String, byte[]> frames) {
        frames.put("VXLAN", udp(4789, Encapsulations.vxlan(FRAME)));
        frames.put("VXLAN at Linux's old port", udp(8472, Encapsulations.vxlan(FRAME)));
        frames.put("VXLAN in IPv6", sixUdp(4789, Encapsulations.vxlan(FRAME)));
        frames.put("VXLAN-GPE, IPv4", udp(4790, Encapsulations.vxlanGeneric(1, FOUR)));
        frames.put("VXLAN-GPE, IPv6", udp(4790, Encapsulations.vxlanGeneric(2, SIX)));
        frames.put("VXLAN-GPE, Ethernet", udp(4790, Encapsulations.vxlanGeneric(3, FRAME)));
        frames.put(
                "VXLAN-GPE, service header",
                udp(4790, Encapsulations.vxlanGeneric(4, Encapsulations.services(3, FRAME))));
        frames.put("Geneve, Ethernet", udp(6081, Encapsulations.geneve(0, Encapsulations.TEB, FRAME)));
        frames.put("Geneve, options, IPv4", udp(6081, Encapsulations.geneve(5, IPV4, FOUR)));
        frames.put("GTP-U", udp(2152, Encapsulations.gtp(0, FOUR)));
        frames.put("GTP-U, extensions", udp(2152, Encapsulations.gtp(2, SIX)));
        frames.put("Teredo", udp(3544, SIX));
        frames.put("Teredo, authentication and origin", udp(3544, Encapsulations.teredo(SIX)));
        frames.put("L2TP", udp(1701, Encapsulations.l2tp(Encapsulations.ppp(0x21, FOUR))));
        frames.put("MPLS in UDP", udp(6635, Encapsulations.mpls(2, FOUR)));
    }

    static byte[] typed(int etherType, byte[] content) {
        return Frames.ethernet().vlan(3).etherType(etherType).payload(content).bytes();
    }

    static byte[] four(int protocol, byte[] content) {
        return Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .protocol(protocol)
                .payload(content)
                .bytes();
    }

    static byte[] six(int protocol, byte[] content) {
        return Frames.ethernet()
                .ip("fd00::1", "fd00::2")
                .extension(60, 8)
                .protocol(protocol)
                .payload(content)
                .bytes();
    }

    static byte[] udp(int port, byte[] content) {
        return Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .udp(50000, port)
                .payload(content)
                .bytes();
    }

    private static byte[] sixUdp(int port, byte[] content) {
        return Frames.ethernet()
                .ip("fd00::1", "fd00::2")
                .udp(50000, port)
                .payload(content)
                .bytes();
    }
}
