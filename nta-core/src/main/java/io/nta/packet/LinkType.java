package io.nta.packet;

import org.jspecify.annotations.Nullable;

/**
 * The link-layer framings that {@link PacketDecoder} reads, with the names and numbers of their {@code LINKTYPE_} codes (tcpdump.org, "Link-layer header types"),
 * the ones that pcap and pcapng files carry.
 */
public enum LinkType {
    /** BSD loopback: a 4-byte address family in the byte order of the capturing host. */
    NULL(0),
    /** Ethernet II or IEEE 802.3. */
    ETHERNET(1),
    /** Token Ring. */
    IEEE802_5(6),
    /** ARCnet, as BSD gives it: the source, the destination, the protocol. */
    ARCNET_BSD(7),
    /** SLIP with BSD's 16-byte header. */
    SLIP(8),
    /** PPP, with or without HDLC's address and control bytes; Cisco HDLC is told apart. */
    PPP(9),
    /** FDDI. */
    FDDI(10),
    /** PPP in HDLC-like framing, or Cisco HDLC. */
    PPP_HDLC(50),
    /** PPPoE sessions without their Ethernet header. */
    PPP_ETHER(51),
    /** ATM with the LLC encapsulation of RFC 2684 (once RFC 1483). */
    ATM_RFC1483(100),
    /** A bare IPv4 or IPv6 packet, told apart by its version nibble. */
    RAW(101),
    /** Cisco HDLC. */
    C_HDLC(104),
    /** IEEE 802.11 without a radio header. */
    IEEE802_11(105),
    /** Linux' classical IP over ATM: LLC or bare IP. */
    LINUX_ATM_CLIP(106),
    /** Frame relay: RFC 2427 or Cisco's encapsulation. */
    FRELAY(107),
    /** OpenBSD loopback: a 4-byte address family in network byte order. */
    LOOP(108),
    /** OpenBSD's view into IPsec: 12 bytes, then the IP packet. */
    ENC(109),
    /** Linux "cooked" capture, version 1. */
    LINUX_SLL(113),
    /** OpenBSD's packet filter log. */
    PFLOG(117),
    /** IEEE 802.11 behind a Prism or AVS header. */
    IEEE802_11_PRISM(119),
    /** IP over Fibre Channel (RFC 2625). */
    IP_OVER_FC(122),
    /** ATM as SunATM gives it: 4 bytes, then LLC or LAN emulation. */
    SUNATM(123),
    /** IEEE 802.11 behind a radiotap header. */
    IEEE802_11_RADIOTAP(127),
    /** ARCnet, as Linux gives it. */
    ARCNET_LINUX(129),
    /** Juniper's header, then ATM1. */
    JUNIPER_ATM1(137),
    /** IP over IEEE 1394 (RFC 2734), as macOS gives it. */
    APPLE_IP_OVER_IEEE1394(138),
    /** DOCSIS MAC frames. */
    DOCSIS(143),
    /** IEEE 802.11 behind an AVS header. */
    IEEE802_11_AVS(163),
    /** PPP whose address byte was replaced by the direction. */
    PPP_PPPD(166),
    /** Juniper's header, then Ethernet that carries PPPoE. */
    JUNIPER_PPPOE(167),
    /** Juniper's header, then Ethernet. */
    JUNIPER_ETHER(178),
    /** Juniper's header, then PPP. */
    JUNIPER_PPP(179),
    /** Juniper's header, then frame relay. */
    JUNIPER_FRELAY(180),
    /** Juniper's header, then Cisco HDLC. */
    JUNIPER_CHDLC(181),
    /** Per-packet information, then a frame of the link type that it names. */
    PPI(192),
    /** A byte for the direction, then PPP. */
    PPP_WITH_DIR(204),
    /** A byte for the direction, then Cisco HDLC. */
    C_HDLC_WITH_DIR(205),
    /** A byte for the direction, then frame relay. */
    FRELAY_WITH_DIR(206),
    /** MPLS labels, then what they carry. */
    MPLS(219),
    /** Solaris' IP network interface: 24 bytes, then the IP packet. */
    IPNET(226),
    /** A bare IPv4 packet. */
    IPV4(228),
    /** A bare IPv6 packet. */
    IPV6(229),
    /** Linux' netfilter log. */
    NFLOG(239),
    /** Hilscher netANALYZER: 4 bytes, then Ethernet with its check sequence. */
    NETANALYZER(240),
    /** Hilscher netANALYZER in transparent mode: 4 bytes, the preamble, then Ethernet with its check sequence. */
    NETANALYZER_TRANSPARENT(241),
    /** IP over InfiniBand, as Solaris gives it. */
    IPOIB(242),
    /** macOS' packet metadata, then a frame of the link type that it names. */
    PKTAP(258),
    /** Linux "cooked" capture, version 2. */
    LINUX_SLL2(276),
    /** Ethernet with a Broadcom switch tag behind the addresses. */
    DSA_TAG_BRCM(281),
    /** Ethernet behind a Broadcom switch tag. */
    DSA_TAG_BRCM_PREPEND(282),
    /** Ethernet with a Marvell DSA switch tag behind the addresses. */
    DSA_TAG_DSA(284),
    /** Ethernet with a Marvell EDSA switch tag behind the addresses. */
    DSA_TAG_EDSA(285);

    private static final int DLT_RAW_BSD = 12;
    private static final int DLT_RAW_OPENBSD = 14;
    private static final @Nullable LinkType[] BY_CODE = byCode();

    private final int code;

    LinkType(int code) {
        this.code = code;
    }

    private static @Nullable LinkType[] byCode() {
        int largest = 0;
        for (LinkType type : values()) {
            largest = Math.max(largest, type.code);
        }
        @Nullable LinkType[] table = new LinkType[largest + 1];
        for (LinkType type : values()) {
            table[type.code] = type;
        }
        table[DLT_RAW_BSD] = RAW;
        table[DLT_RAW_OPENBSD] = RAW;
        return table;
    }

    /** Returns the {@code LINKTYPE_} code. */
    public int code() {
        return code;
    }

    /**
     * Returns the link type of a {@code LINKTYPE_} (or, for raw IP, {@code DLT_}) code, or {@code null} when {@link PacketDecoder} doesn't read it. Allocates
     * nothing.
     */
    public static @Nullable LinkType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
