package io.nta.packet;

/** The part of a {@link PacketView} that comes from the link, network and transport headers. */
abstract sealed class PacketHeaders permits PacketPayload {
    long timestampNanos;
    int interfaceId;
    int wireLength;
    int capturedLength;

    boolean hasMacs;
    long sourceMac;
    long destinationMac;

    PacketView.Network network = PacketView.Network.OTHER;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int ipProtocol;
    int timeToLive;
    boolean fragment;
    boolean laterFragment;
    int fragmentId;
    boolean attributed;
    /** Whether fragments follow this one; false when this is no fragment. */
    boolean moreFragments;

    // Of a fragment only: its place in the datagram in bytes, where its data lies in the buffer, and the protocol that
    // the datagram's data begins with.
    int fragmentOffset;
    int fragmentStart;
    int fragmentCapturedEnd;
    int fragmentWireEnd;
    int fragmentProtocol;

    boolean hasPorts;
    int sourcePort;
    int destinationPort;

    boolean hasTcp;
    int tcpFlags;
    long sequence;
    long acknowledgment;
    int tcpWindow;

    boolean hasIcmp;
    int icmpType;
    int icmpCode;
    final PacketView.Quoted quoted = new PacketView.Quoted();
    boolean hasQuoted;

    int arpOperation;
    long arpSenderMac;
    long arpTargetMac;

    PacketHeaders() {}

    final void resetHeaders() {
        hasMacs = false;
        sourceMac = 0;
        destinationMac = 0;
        network = PacketView.Network.OTHER;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        ipProtocol = 0;
        timeToLive = 0;
        fragment = false;
        laterFragment = false;
        fragmentId = 0;
        attributed = false;
        moreFragments = false;
        resetTransport();
        arpOperation = 0;
        arpSenderMac = 0;
        arpTargetMac = 0;
    }

    /** Forgets what a transport header says. */
    final void resetTransport() {
        hasPorts = false;
        sourcePort = 0;
        destinationPort = 0;
        hasTcp = false;
        tcpFlags = 0;
        sequence = 0;
        acknowledgment = 0;
        tcpWindow = 0;
        hasIcmp = false;
        icmpType = 0;
        icmpCode = 0;
        hasQuoted = false;
    }

    /** Takes the packet for a fragment whose data lies between the two ends. */
    final void fragment(int id, int offset, boolean more, int protocol, int start, int capturedEnd, int wireEnd) {
        fragment = true;
        laterFragment = offset != 0;
        fragmentId = id;
        fragmentOffset = offset;
        moreFragments = more;
        fragmentProtocol = protocol;
        fragmentStart = start;
        fragmentCapturedEnd = Math.min(capturedEnd, wireEnd);
        fragmentWireEnd = wireEnd;
    }

    /** Returns when the packet was captured, in nanoseconds since the epoch. */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** Returns which interface captured the packet, numbered from 0 within its source. */
    public int interfaceId() {
        return interfaceId;
    }

    /** Returns the bytes of the whole frame on the wire, link header, padding and the headers of tunnels included. */
    public int wireLength() {
        return wireLength;
    }

    /** Returns how many bytes of the frame were captured; less than {@link #wireLength} when the snap length cut it. */
    public int capturedLength() {
        return capturedLength;
    }

    /**
     * Returns whether the link layer gives MAC addresses: Ethernet and 802.11 both, Linux cooked capture only the source, others none. They are those of the
     * innermost frame; a packet that IP carries without a frame of its own has none.
     */
    public boolean hasMacs() {
        return hasMacs;
    }

    /** Returns the link layer's source address, as in {@link MacAddress}. */
    public long sourceMac() {
        return sourceMac;
    }

    /** Returns the link layer's destination address, as in {@link MacAddress}; 0 in a Linux cooked capture. */
    public long destinationMac() {
        return destinationMac;
    }

    /** Returns what the innermost packet is; addresses, ports and all that follows are that packet's. */
    public PacketView.Network network() {
        return network;
    }

    /** Returns the high half of the source address; of ARP, of the sender's protocol address. */
    public long sourceHigh() {
        return sourceHigh;
    }

    /** Returns the low half of the source address; of ARP, of the sender's protocol address. */
    public long sourceLow() {
        return sourceLow;
    }

    /** Returns the high half of the destination address; of ARP, of the target's protocol address. */
    public long destinationHigh() {
        return destinationHigh;
    }

    /** Returns the low half of the destination address; of ARP, of the target's protocol address. */
    public long destinationLow() {
        return destinationLow;
    }

    /** Returns the source address, or ARP's sender protocol address. Allocates: for cold paths. */
    public IpAddress sourceAddress() {
        return new IpAddress(sourceHigh, sourceLow);
    }

    /** Returns the destination address, or ARP's target protocol address. Allocates: for cold paths. */
    public IpAddress destinationAddress() {
        return new IpAddress(destinationHigh, destinationLow);
    }

    /**
     * Returns the IP protocol number behind any IPv6 extension headers, see {@link IpProtocol}; in a later IPv6 fragment, the number that its
     * fragment header names. 0 when the packet isn't IP.
     */
    public int ipProtocol() {
        return ipProtocol;
    }

    /** Returns the IPv4 time to live or the IPv6 hop limit. */
    public int timeToLive() {
        return timeToLive;
    }

    /** Returns whether the packet is one fragment of several: more fragments follow it, or its offset isn't 0. */
    public boolean fragment() {
        return fragment;
    }

    /**
     * Returns whether the packet is a fragment other than the first: it has no transport header, so no flags, and ports only if it is
     * {@link #attributed}. False for one with which {@link FragmentTable} could read the header that the fragments before it have begun.
     */
    public boolean laterFragment() {
        return laterFragment;
    }

    /**
     * Returns whether the packet is a fragment that knows by {@link FragmentTable} whose it is: its ports, or its ICMP type and code, are those of its
     * datagram. All else that a transport header says is told by the fragment that carries it, so that it counts once.
     */
    public boolean attributed() {
        return attributed;
    }

    /** Returns what the fragments of one packet have in common: 16 bits in IPv4, 32 in IPv6 (as a signed int). 0 when this is no fragment. */
    public int fragmentId() {
        return fragmentId;
    }

    /** Returns whether this is IP of protocol TCP, whether or not the TCP header could be read. */
    public boolean isTcp() {
        return ipProtocol == IpProtocol.TCP;
    }

    /** Returns whether this is IP of protocol UDP, whether or not the UDP header could be read. */
    public boolean isUdp() {
        return ipProtocol == IpProtocol.UDP;
    }

    /** Returns whether this is IP of protocol ICMP or ICMPv6, whether or not the ICMP header could be read. */
    public boolean isIcmp() {
        return ipProtocol == IpProtocol.ICMP || ipProtocol == IpProtocol.ICMPV6;
    }

    /** Returns whether this is ARP for IPv4 over Ethernet. */
    public boolean isArp() {
        return network == PacketView.Network.ARP;
    }

    /** Returns whether TCP or UDP ports could be read, or are known from another fragment of the datagram. */
    public boolean hasPorts() {
        return hasPorts;
    }

    /** Returns the TCP or UDP source port. */
    public int sourcePort() {
        return sourcePort;
    }

    /** Returns the TCP or UDP destination port. */
    public int destinationPort() {
        return destinationPort;
    }

    /** Returns whether the fixed part of the TCP header could be read. */
    public boolean hasTcp() {
        return hasTcp;
    }

    /** Returns the TCP flags octet, see {@link TcpFlags}. */
    public int tcpFlags() {
        return tcpFlags;
    }

    /** Returns the TCP sequence number, 0 to 2^32 - 1. */
    public long sequence() {
        return sequence;
    }

    /** Returns the TCP acknowledgment number, 0 to 2^32 - 1. */
    public long acknowledgment() {
        return acknowledgment;
    }

    /** Returns the TCP window as sent, unscaled. */
    public int tcpWindow() {
        return tcpWindow;
    }

    /** Returns whether an ICMP or ICMPv6 type and code could be read. */
    public boolean hasIcmp() {
        return hasIcmp;
    }

    /** Returns the ICMP or ICMPv6 type. */
    public int icmpType() {
        return icmpType;
    }

    /** Returns the ICMP or ICMPv6 code. */
    public int icmpCode() {
        return icmpCode;
    }

    /** Returns whether this is an ICMP error (types 3, 4, 5, 11, 12; ICMPv6 1 to 4) whose {@link #quoted} packet could be read. */
    public boolean hasQuoted() {
        return hasQuoted;
    }

    /** Returns the packet that an ICMP error quotes; means something only when {@link #hasQuoted}. Always the same instance. */
    public PacketView.Quoted quoted() {
        return quoted;
    }

    /** Returns the ARP operation: 1 request, 2 reply; 0 when the packet isn't ARP. */
    public int arpOperation() {
        return arpOperation;
    }

    /** Returns ARP's sender hardware address, as in {@link MacAddress}. */
    public long arpSenderMac() {
        return arpSenderMac;
    }

    /** Returns ARP's target hardware address, as in {@link MacAddress}. */
    public long arpTargetMac() {
        return arpTargetMac;
    }
}
