package io.nta.packet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One decoded packet, seen in place: valid until the next {@link PacketDecoder#decode}, and not thread-safe.
 *
 * <p>The decoder overwrites the same instance for each packet, so the hot path allocates nothing. Addresses are two longs, as in
 * {@link IpAddress}: {@link #sourceHigh} and {@link #sourceLow} for what is done per packet, {@link #sourceAddress} where an {@link IpAddress} is wanted and
 * may be allocated; likewise of the destination. Ports, types and codes are non-negative; a fact that the packet doesn't have is 0, false or null. The payload is what
 * follows the TCP, UDP or (8-byte) ICMP header; of another IP protocol and of a later fragment, what follows the IP headers. Offsets count from
 * its start. Of the fragment with which {@link FragmentTable} could read the header of a datagram, it is what the datagram's start holds behind
 * that header.
 *
 * <p>Where a frame carries packets within packets, this is the innermost one that could be read; only the lengths of the frame are the frame's own.
 *
 * <p>The methods that say "scans" read the captured payload when called and remember nothing: linear in {@link #payloadCaptured}, no allocation.
 */
public final class PacketView extends PacketPayload {
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
    private long dnsNameHash;
    private boolean dnsNameHashed;

    Http http = Http.NONE;

    @Nullable
    String httpMethod;

    int httpPathOffset;
    int httpPathLength;
    int httpHostOffset;
    int httpHostLength;
    int httpStatus;
    boolean httpLogin;

    boolean sshBanner;

    /** Creates a view that holds no packet yet. */
    public PacketView() {}

    void reset(
            long newTimestampNanos,
            byte[] newBuffer,
            int newFrameOffset,
            int newCapturedLength,
            int newWireLength,
            int newInterfaceId) {
        timestampNanos = newTimestampNanos;
        buffer = newBuffer;
        frameOffset = newFrameOffset;
        capturedLength = newCapturedLength;
        wireLength = newWireLength;
        interfaceId = newInterfaceId;
        clear();
    }

    /** Forgets what was decoded from the frame. */
    void clear() {
        resetHeaders();
        payloadOffset = 0;
        payloadCaptured = 0;
        payloadLength = 0;
        sshBanner = false;
        dnsNameHashed = false;
        // Few packets have these, so few need them cleared.
        if (hasDns) {
            resetDns();
        }
        if (http != Http.NONE) {
            resetHttp();
        }
    }

    private void resetDns() {
        hasDns = false;
        dnsResponse = false;
        dnsId = 0;
        dnsResponseCode = 0;
        dnsQueryType = 0;
        dnsAnswerCount = 0;
        dnsAnswerBytes = 0;
        dnsNameLength = 0;
        dnsLabelCount = 0;
    }

    private void resetHttp() {
        http = Http.NONE;
        httpMethod = null;
        httpPathOffset = 0;
        httpPathLength = 0;
        httpHostOffset = 0;
        httpHostLength = 0;
        httpStatus = 0;
        httpLogin = false;
    }

    /** Takes back what the transport header said: it will be told by the fragment that completes it. */
    void forgetTransport() {
        resetTransport();
        sshBanner = false;
        dnsNameHashed = false;
        resetDns();
        resetHttp();
        payload(fragmentStart, fragmentCapturedEnd, fragmentWireEnd);
    }

    void ports(int offset) {
        hasPorts = true;
        sourcePort = Bytes.u16(buffer, offset);
        destinationPort = Bytes.u16(buffer, offset + 2);
    }

    /** Returns whether the payload is a DNS message (UDP or TCP, port 53 on either side) whose header could be read. */
    public boolean hasDns() {
        return hasDns;
    }

    /** Returns whether the DNS message is a response. */
    public boolean dnsResponse() {
        return dnsResponse;
    }

    /** Returns the DNS transaction number. */
    public int dnsId() {
        return dnsId;
    }

    /** Returns the DNS response code: 0 no error, 3 no such name. */
    public int dnsResponseCode() {
        return dnsResponseCode;
    }

    /** Returns the type of the first DNS question; 0 when there is no question or it wasn't captured. */
    public int dnsQueryType() {
        return dnsQueryType;
    }

    /** Returns the number of answer records that the DNS header announces. */
    public int dnsAnswerCount() {
        return dnsAnswerCount;
    }

    /**
     * Returns the bytes of a DNS response's answer section on the wire; 0 for a query, and when the question wasn't captured. When the bytes at
     * hand end within the section, it's taken to reach to the end of the payload, so that the authority and additional sections count too.
     */
    public int dnsAnswerBytes() {
        return dnsAnswerBytes;
    }

    /** Returns the length of the first question's name in characters, without the final dot; 0 for the root and when the name wasn't captured. */
    public int dnsNameLength() {
        return dnsNameLength;
    }

    /** Returns the number of labels of the first question's name. */
    public int dnsLabelCount() {
        return dnsLabelCount;
    }

    /**
     * Returns one byte of the first question's name: labels joined by dots, A to Z in lower case, all other bytes as they were.
     *
     * @param i 0 to {@link #dnsNameLength} - 1
     */
    public byte dnsNameByte(int i) {
        return dnsName[i];
    }

    /** Returns a 64-bit hash of the first question's name; the same on every machine and in every run. Computed once per packet. */
    public long dnsNameHash() {
        if (!dnsNameHashed) {
            dnsNameHash = DnsName.hash(dnsName, dnsNameLength);
            dnsNameHashed = true;
        }
        return dnsNameHash;
    }

    /** Returns the first question's name, each byte as one character. Allocates: for cold paths. */
    public String dnsNameText() {
        return new String(dnsName, 0, dnsNameLength, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether the payload starts with an HTTP/1 request or status line, on any TCP port. */
    public Http http() {
        return http;
    }

    /** Returns the HTTP request's method, a constant; {@code null} when there is no request. */
    public @Nullable String httpMethod() {
        return httpMethod;
    }

    /** Returns where the HTTP request's path starts in the payload. */
    public int httpPathOffset() {
        return httpPathOffset;
    }

    /** Returns the length of the HTTP request's path, query included, as far as this packet's captured bytes have it. */
    public int httpPathLength() {
        return httpPathLength;
    }

    /** Returns where the HTTP request's host starts in the payload. */
    public int httpHostOffset() {
        return httpHostOffset;
    }

    /** Returns the length of the host named by the HTTP request's target or by a whole Host line in this packet; 0 when there is none. */
    public int httpHostLength() {
        return httpHostLength;
    }

    /** Returns the status of the HTTP response, 100 to 999; 0 when there is none or it wasn't captured. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Returns whether the HTTP request's path has a whole segment that names a login: login, signin, sign-in, auth, authenticate or wp-login. */
    public boolean httpLogin() {
        return httpLogin;
    }

    /** Returns the same as {@link #httpMethod}. */
    public @Nullable String httpMethodText() {
        return httpMethod;
    }

    /** Returns the HTTP request's path with its query, {@code null} when there is no request. Allocates: for cold paths. */
    public @Nullable String httpPath() {
        return http == Http.REQUEST ? payloadText(httpPathOffset, httpPathLength) : null;
    }

    /** Returns the HTTP request's host as sent, with its port if it names one; {@code null} when there is none. Allocates: for cold paths. */
    public @Nullable String httpHost() {
        return httpHostLength > 0 ? payloadText(httpHostOffset, httpHostLength) : null;
    }

    /** Returns whether the payload starts with an SSH identification ("SSH-"). */
    public boolean sshBanner() {
        return sshBanner;
    }

    /** The flow that an ICMP error quotes: the packet that caused it, in that packet's own direction. Its addresses are halves of an {@link IpAddress}. */
    public static final class Quoted {
        long sourceHigh;
        long sourceLow;
        long destinationHigh;
        long destinationLow;
        int ipProtocol;
        int sourcePort;
        int destinationPort;
        boolean hasPorts;

        Quoted() {}

        /** Returns the high half of the quoted packet's source address. */
        public long sourceHigh() {
            return sourceHigh;
        }

        /** Returns the low half of the quoted packet's source address. */
        public long sourceLow() {
            return sourceLow;
        }

        /** Returns the high half of the quoted packet's destination address. */
        public long destinationHigh() {
            return destinationHigh;
        }

        /** Returns the low half of the quoted packet's destination address. */
        public long destinationLow() {
            return destinationLow;
        }

        /** Returns the quoted packet's IP protocol number. */
        public int ipProtocol() {
            return ipProtocol;
        }

        /** Returns whether enough of a TCP or UDP header is quoted to have its ports. */
        public boolean hasPorts() {
            return hasPorts;
        }

        /** Returns the quoted packet's source port. */
        public int sourcePort() {
            return sourcePort;
        }

        /** Returns the quoted packet's destination port. */
        public int destinationPort() {
            return destinationPort;
        }
    }

    /** Copies the captured bytes of the frame to {@code into}, from {@code at} on. */
    public void copyFrame(byte[] into, int at) {
        System.arraycopy(buffer, frameOffset, into, at, capturedLength);
    }

    /** Returns a copy of the captured bytes of the frame. */
    public byte[] frameBytes() {
        return Arrays.copyOfRange(buffer, frameOffset, frameOffset + capturedLength);
    }
}
