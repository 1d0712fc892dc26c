package io.nta.packet;

/**
 * What the decoder can find wrong or unreadable in a frame.
 *
 * <p>An anomaly that {@link #isFatal} is the one reason why {@link PacketDecoder#decode} returned {@code false}: each such packet counts exactly
 * one, so that packets = decoded + the sum of the fatal ones. The others are noted, in any number, for packets that are delivered all the same.
 */
public enum DecodeAnomaly {
    /** The snap length cut the frame, wherever. Noted. */
    CAPTURED_SHORT(Cause.CAPTURE, false),
    /** The snap length cut the link header. */
    LINK_HEADER_NOT_CAPTURED(Cause.CAPTURE, true),
    /** The snap length cut the fixed IP header or the ARP packet. */
    NETWORK_HEADER_NOT_CAPTURED(Cause.CAPTURE, true),
    /**
     * The snap length cut an IPv6 extension header or the TCP, UDP or ICMP header, or the packet that an ICMP error quotes. Noted: what was
     * captured before it.
     */
    TRANSPORT_HEADER_NOT_CAPTURED(Cause.CAPTURE, false),
    /** The bytes at hand end within the question or answers of a DNS message: by the snap length, a fragment's end or a TCP segment's end. */
    DNS_NOT_CAPTURED(Cause.CAPTURE, false),
    /** The snap length cut the headers of the packet that a tunnel carries. Noted: the tunnel's own packet counts. */
    INNER_NOT_CAPTURED(Cause.CAPTURE, false),

    /** An EtherType (or LLC, frame relay or cooked-capture protocol) that is not IPv4, IPv6 or ARP and carries neither. Not malformed. */
    UNKNOWN_ETHERTYPE(Cause.OTHER_PROTOCOL, true),
    /** PPPoE discovery, which sets a session up. Not malformed. */
    PPPOE_DISCOVERY(Cause.OTHER_PROTOCOL, true),
    /** PPP that carries neither IP nor MPLS: link control, authentication, compressed or encrypted. Not malformed. */
    PPP_WITHOUT_IP(Cause.OTHER_PROTOCOL, true),
    /** MPLS that carries neither IP nor an Ethernet frame that can be told. Not malformed. */
    MPLS_WITHOUT_IP(Cause.OTHER_PROTOCOL, true),
    /** What a tunnel carries is neither IP nor ARP, or can't be read. Noted: the tunnel's own packet counts. */
    INNER_NOT_DECODED(Cause.OTHER_PROTOCOL, false),
    /** A loopback address family other than IPv4 and IPv6. Not malformed. */
    UNKNOWN_ADDRESS_FAMILY(Cause.OTHER_PROTOCOL, true),
    /** A raw IP packet of a version other than 4 and 6. */
    UNKNOWN_IP_VERSION(Cause.OTHER_PROTOCOL, true),
    /** ARP for something else than IPv4 addresses and 6-byte hardware addresses. Not malformed. */
    ARP_UNSUPPORTED(Cause.OTHER_PROTOCOL, true),
    /** A header that a capturing system adds (radiotap, PPI, Juniper …) of an unknown version, or for a link type that isn't read. */
    UNKNOWN_LINK_HEADER(Cause.OTHER_PROTOCOL, true),
    /** A frame by which the link manages itself and that carries no packet: 802.11 management and control, ATM and DOCSIS management. Not malformed. */
    LINK_CONTROL(Cause.OTHER_PROTOCOL, true),
    /** The link layer has encrypted the packet: 802.11 protected frames, DOCSIS baseline privacy. Not malformed. */
    LINK_ENCRYPTED(Cause.OTHER_PROTOCOL, true),
    /** A part, not the first, of a packet that the link layer (802.11, ARCnet) has split. Not malformed. */
    LINK_FRAGMENT(Cause.OTHER_PROTOCOL, true),
    /** An 802.11 aggregate (A-MSDU) of several packets. Noted: the first one is read, the others aren't. */
    LINK_AGGREGATED(Cause.OTHER_PROTOCOL, false),

    /** The frame is shorter than its Ethernet header with VLAN tags. */
    ETHERNET_TRUNCATED(Cause.MALFORMED, true),
    /** More VLAN tags than the decoder follows (4). */
    VLAN_TOO_MANY_TAGS(Cause.MALFORMED, true),
    /** The frame ends within an MPLS label stack or right behind it. */
    MPLS_TRUNCATED(Cause.MALFORMED, true),
    /** More MPLS labels than the decoder follows (32). */
    MPLS_TOO_MANY_LABELS(Cause.MALFORMED, true),
    /** The frame ends within a network service header or right behind it. */
    NSH_TRUNCATED(Cause.MALFORMED, true),
    /** The frame ends within the PPPoE header. */
    PPPOE_TRUNCATED(Cause.MALFORMED, true),
    /** A PPPoE session of another version or type than 1, or a code other than that of data. */
    PPPOE_BAD_HEADER(Cause.MALFORMED, true),
    /** The PPPoE length goes beyond the frame. Noted: the frame's end counts. */
    PPPOE_LENGTH_BEYOND_FRAME(Cause.MALFORMED, false),
    /** The frame ends before the PPP protocol. */
    PPP_TRUNCATED(Cause.MALFORMED, true),
    /** The IP packet ends within a GRE, authentication or EtherIP header. Noted: that IP packet counts. */
    ENCAPSULATION_TRUNCATED(Cause.MALFORMED, false),
    /**
     * More encapsulations within each other than {@link DecoderConfig#maxEncapsulations}. Noted: the last packet within the limit counts, if there is one.
     */
    ENCAPSULATIONS_TOO_DEEP(Cause.MALFORMED, false),
    /** The frame is shorter than its Linux cooked header. */
    COOKED_TRUNCATED(Cause.MALFORMED, true),
    /** The frame is shorter than its 4-byte loopback header. */
    LOOPBACK_TRUNCATED(Cause.MALFORMED, true),
    /** The frame is shorter than its LLC header, or than its link header when it is neither Ethernet, loopback nor Linux cooked. */
    LINK_HEADER_TRUNCATED(Cause.MALFORMED, true),
    /** The frame ends within the ARP packet. */
    ARP_TRUNCATED(Cause.MALFORMED, true),

    /** The frame ends within the IPv4 header. */
    IPV4_HEADER_TRUNCATED(Cause.MALFORMED, true),
    /** The version in the IPv4 header isn't 4. */
    IPV4_BAD_VERSION(Cause.MALFORMED, true),
    /** The IPv4 header length is below 20 bytes. */
    IPV4_BAD_HEADER_LENGTH(Cause.MALFORMED, true),
    /** The IPv4 total length is below the header length, and not the 0 that segmentation offload leaves. */
    IPV4_BAD_TOTAL_LENGTH(Cause.MALFORMED, true),
    /** The IPv4 total length goes beyond the frame. Noted: the frame's end counts. */
    IPV4_LENGTH_BEYOND_FRAME(Cause.MALFORMED, false),

    /** The frame ends within the fixed IPv6 header. */
    IPV6_HEADER_TRUNCATED(Cause.MALFORMED, true),
    /** The version in the IPv6 header isn't 6. */
    IPV6_BAD_VERSION(Cause.MALFORMED, true),
    /** The IPv6 payload length goes beyond the frame. Noted: the frame's end counts. */
    IPV6_LENGTH_BEYOND_FRAME(Cause.MALFORMED, false),
    /** The packet ends within an IPv6 extension header. Noted: addresses only. */
    IPV6_EXTENSION_TRUNCATED(Cause.MALFORMED, false),
    /** More IPv6 extension headers than the decoder follows. Noted: addresses only. */
    IPV6_TOO_MANY_EXTENSIONS(Cause.MALFORMED, false),

    /** The first fragment ends within the headers that say whose it is (RFC 1858, RFC 7112). Noted: {@link FragmentTable} reads them when the rest has come. */
    FRAGMENT_TINY(Cause.MALFORMED, false),
    /** A fragment is empty, isn't the last and no multiple of 8 bytes long, or ends behind the 65 535th byte. Noted: it belongs to no datagram. */
    FRAGMENT_BAD_LENGTH(Cause.MALFORMED, false),
    /** A fragment overlaps another without being its copy, or contradicts where the datagram ends (RFC 1858, RFC 5722). Noted: what came first counts. */
    FRAGMENT_OVERLAP(Cause.MALFORMED, false),

    /** The packet ends within the fixed TCP header. Noted: addresses, and ports if those are there. */
    TCP_TRUNCATED(Cause.MALFORMED, false),
    /** The TCP data offset is below 20 bytes or beyond the segment. Noted: the payload is taken as empty. */
    TCP_BAD_DATA_OFFSET(Cause.MALFORMED, false),
    /** The packet ends within the UDP header. Noted: addresses, and ports if those are there. */
    UDP_TRUNCATED(Cause.MALFORMED, false),
    /** The UDP length is 1 to 7. Noted: the payload is taken as empty. */
    UDP_LENGTH_TOO_SMALL(Cause.MALFORMED, false),
    /** The UDP length goes beyond the IP packet, which is no fragment. Noted: the packet's end counts. */
    UDP_LENGTH_BEYOND_PACKET(Cause.MALFORMED, false),
    /** The packet ends within the 8-byte ICMP header. Noted: addresses, and type and code if those are there. */
    ICMP_TRUNCATED(Cause.MALFORMED, false),
    /** An ICMP error quotes nothing that can be read as the header of an IP packet. Noted: no quoted flow. */
    ICMP_BAD_QUOTE(Cause.MALFORMED, false),

    /** A DNS message shorter than its header, question or answers. Noted: no DNS facts, or the answers as far as they go. */
    DNS_TRUNCATED(Cause.MALFORMED, false),
    /** What came to or from port 53 has an opcode that doesn't exist, or not one question. Noted: no DNS facts. */
    DNS_BAD_HEADER(Cause.MALFORMED, false),
    /** A DNS name has a label of unknown kind. Noted: no DNS facts, or the answers up to there. */
    DNS_BAD_LABEL(Cause.MALFORMED, false),
    /** A DNS name's compression pointer doesn't point backwards, or there are too many of them. Noted: no DNS facts. */
    DNS_NAME_LOOP(Cause.MALFORMED, false),
    /** A DNS name is longer than 255 bytes (RFC 1035, 2.3.4). Noted: no DNS facts. */
    DNS_NAME_TOO_LONG(Cause.MALFORMED, false);

    /** Whose doing an anomaly is. */
    public enum Cause {
        /** The capture's: bytes that were on the wire weren't recorded, or are in another packet. */
        CAPTURE,
        /** The decoder's: a protocol that it doesn't read. */
        OTHER_PROTOCOL,
        /** The sender's: the packet breaks its protocol. */
        MALFORMED
    }

    private final Cause cause;
    private final boolean fatal;

    DecodeAnomaly(Cause cause, boolean fatal) {
        this.cause = cause;
        this.fatal = fatal;
    }

    /** Returns whose doing it is. */
    public Cause cause() {
        return cause;
    }

    /** Returns whether the packet went no further: {@link PacketDecoder#decode} returned {@code false}. Otherwise the anomaly is only noted. */
    public boolean isFatal() {
        return fatal;
    }
}
