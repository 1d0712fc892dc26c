package io.nta.packet;

/** IP protocol numbers (IANA) that the decoder tells apart. */
public final class IpProtocol {
    /** ICMP, protocol 1. */
    public static final int ICMP = 1;
    /** TCP, protocol 6. */
    public static final int TCP = 6;
    /** UDP, protocol 17. */
    public static final int UDP = 17;
    /** The encapsulating security payload, protocol 50: encrypted, so without ports. */
    public static final int ESP = 50;
    /** The authentication header, protocol 51. A packet has it as its protocol only when what follows it couldn't be read. */
    public static final int AH = 51;
    /** ICMPv6, protocol 58. */
    public static final int ICMPV6 = 58;

    private IpProtocol() {}
}
