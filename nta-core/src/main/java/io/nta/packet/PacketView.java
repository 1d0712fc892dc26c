package io.nta.packet;

import org.jspecify.annotations.Nullable;

/**
 * One decoded packet, seen in place: valid until the next {@link PacketDecoder#decode}, and not thread-safe.
 *
 * <p>The decoder overwrites the same instance for each packet, so the hot path allocates nothing. Addresses are two longs, as in {@link IpAddress}. Ports, types
 * and codes are non-negative; a field that the packet doesn't have is 0, or -1 where its comment says so.
 */
public final class PacketView {
    /** What the packet carries above the link layer. */
    public enum Network {
        /** Neither IP nor ARP, or too damaged to tell. */
        OTHER,
        /** ARP for IPv4 over Ethernet. */
        ARP,
        /** IPv4. */
        IPV4,
        /** IPv6. */
        IPV6
    }

    /** What the start of a TCP payload says about HTTP/1. */
    public enum Http {
        /** The payload doesn't start with an HTTP/1 start line. */
        NONE,
        /** It starts with a request line. */
        REQUEST,
        /** It starts with a status line. */
        RESPONSE
    }

    /** The longest DNS name, in characters (RFC 1035, 2.3.4). */
    public static final int MAX_NAME_LENGTH = 255;

    long timestampNanos;
    int interfaceId;
    int wireLength;
    int capturedLength;

    boolean hasMacs;
    long sourceMac;
    long destinationMac;

    Network network = Network.OTHER;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int ipProtocol;
    int timeToLive;
    boolean fragment;
    boolean laterFragment;
    int fragmentId;

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
    final Quoted quoted = new Quoted();
    boolean hasQuoted;

    int arpOperation;
    long arpSenderMac;
    long arpTargetMac;

    byte[] buffer = new byte[0];
    int payloadOffset;
    int payloadCaptured;
    int payloadLength;

    boolean hasDns;
    boolean dnsResponse;
    int dnsId;
    int dnsResponseCode;
    int dnsQueryType;
    int dnsAnswerCount;
    int dnsAnswerBytes;
    final byte[] dnsName = new byte[MAX_NAME_LENGTH + 1];
    int dnsNameLength;
    int dnsLabelCount;

    Http http = Http.NONE;
    @Nullable String httpMethod;
    int httpPathOffset;
    int httpPathLength;
    int httpHostOffset;
    int httpHostLength;
    int httpStatus;
    boolean httpLogin;

    boolean sshBanner;

    /** Creates a view that holds no packet yet. */
    public PacketView() {}

    /** The flow that an ICMP error quotes: the packet that caused it, in that packet's own direction. */
    public static final class Quoted {
        long sourceHigh;
        long sourceLow;
        long destinationHigh;
        long destinationLow;
        int ipProtocol;
        int sourcePort;
        int destinationPort;
        boolean hasPorts;

        private Quoted() {}

        public long sourceHigh() {
            return sourceHigh;
        }

        public long sourceLow() {
            return sourceLow;
        }

        public long destinationHigh() {
            return destinationHigh;
        }

        public long destinationLow() {
            return destinationLow;
        }

        public int ipProtocol() {
            return ipProtocol;
        }

        public boolean hasPorts() {
            return hasPorts;
        }

        public int sourcePort() {
            return sourcePort;
        }

        public int destinationPort() {
            return destinationPort;
        }
    }
}
