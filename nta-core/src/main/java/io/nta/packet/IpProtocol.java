package io.nta.packet;

/** IP protocol numbers (IANA) that the decoder tells apart. */
public final class IpProtocol {
    /** ICMP, protocol 1. */
    public static final int ICMP = 1;
    /** TCP, protocol 6. */
    public static final int TCP = 6;
    /** UDP, protocol 17. */
    public static final int UDP = 17;
    /** ICMPv6, protocol 58. */
    public static final int ICMPV6 = 58;

    private IpProtocol() {}
}
