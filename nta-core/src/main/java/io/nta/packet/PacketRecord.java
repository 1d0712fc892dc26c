package io.nta.packet;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One packet by value: what a {@link PacketView} said of it, to be kept, sent and stored, and as a rule the captured frame itself. Immutable, and so thread-safe.
 *
 * <p>Its facts are the 33 fields of the earlier system. They say less than the frame does: {@link io.nta.wire.RecordFrames} lists what is lost without it.
 *
 * @param timestampNanos when it was captured, in nanoseconds since the epoch; any value
 * @param interfaceName what captured it; null when unknown
 * @param source the IP source; of ARP, the address that the sender claims
 * @param destination the IP destination; of ARP, the address asked for or told to
 * @param protocol what it carries
 * @param length the bytes of the frame on the wire, link header included; 0 to {@link #MAX_LENGTH}, and no less than were captured
 * @param ports of TCP and UDP; null when they are unknown, as in a later fragment
 * @param tcp of TCP; null when its header is unknown
 * @param icmp of ICMP and ICMPv6; null when they are unknown
 * @param arp of ARP, and only of ARP
 * @param dns what a DNS message says; null when there is none
 * @param http what an HTTP/1 start line says; null when there is none
 * @param frame what was captured; null when a client sent only facts
 */
public record PacketRecord(
        long timestampNanos,
        @Nullable String interfaceName,
        IpAddress source,
        IpAddress destination,
        Protocol protocol,
        int length,
        @Nullable Ports ports,
        @Nullable Tcp tcp,
        @Nullable Icmp icmp,
        @Nullable Arp arp,
        @Nullable Dns dns,
        @Nullable Http http,
        @Nullable Frame frame) {
    /** The longest frame. */
    public static final int MAX_LENGTH = PacketDecoder.MAX_WIRE_LENGTH;

    /** The most characters of a path or host that {@link #of} keeps; the frame has the rest. */
    public static final int MAX_TEXT = 2_048;

    private static final int MAX_U8 = 0xFF;
    private static final int MAX_U16 = 0xFFFF;
    private static final long MAX_U32 = 0xFFFF_FFFFL;
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 999;

    /**
     * Checks what belongs together.
     *
     * @throws IllegalArgumentException when {@code length} is out of range, or when ARP facts don't go with protocol and addresses
     */
    public PacketRecord {
        range("length", length, 0, MAX_LENGTH);
        if (frame != null && frame.bytes().length > length) {
            throw new IllegalArgumentException(
                    "length is " + length + ", but the frame has " + frame.bytes().length + " captured bytes");
        }
        if ((arp != null) != (protocol == Protocol.ARP)) {
            throw new IllegalArgumentException("ARP facts go with the protocol ARP, and only with it");
        }
        if (protocol == Protocol.ARP && !(source.isIpv4() && destination.isIpv4())) {
            throw new IllegalArgumentException(
                    "ARP is of IPv4, but its addresses are " + source + " and " + destination);
        }
    }

    /** What a packet carries; {@link #label} is its name in the earlier system. */
    public enum Protocol {
        TCP("TCP"),
        UDP("UDP"),
        ICMP("ICMP"),
        ICMPV6("ICMPv6"),
        ARP("ARP"),
        /** IP with another protocol. */
        OTHER("OTHER");

        private final String label;

        Protocol(String label) {
            this.label = label;
        }

        /** Returns the name on the wire and in stores. */
        public String label() {
            return label;
        }

        /** Returns the protocol of a name, whatever its case; null when there is none. */
        public static @Nullable Protocol ofLabel(String label) {
            for (Protocol protocol : values()) {
                if (protocol.label.equalsIgnoreCase(label)) {
                    return protocol;
                }
            }
            return null;
        }

        private static Protocol of(PacketView view) {
            if (view.isArp()) {
                return ARP;
            }
            switch (view.ipProtocol()) {
                case IpProtocol.TCP:
                    return TCP;
                case IpProtocol.UDP:
                    return UDP;
                case IpProtocol.ICMP:
                    return ICMP;
                case IpProtocol.ICMPV6:
                    return ICMPV6;
                default:
                    return OTHER;
            }
        }
    }

    /** Ports, each 0 to 65535. */
    public record Ports(int source, int destination) {
        /** Checks the ranges. */
        public Ports {
            range("src_port", source, 0, MAX_U16);
            range("dst_port", destination, 0, MAX_U16);
        }
    }

    /**
     * A TCP header.
     *
     * @param flags the bits of {@link TcpFlags}, 0 to 255
     * @param sequence 0 to 2^32 - 1
     * @param acknowledgment 0 to 2^32 - 1
     */
    public record Tcp(int flags, long sequence, long acknowledgment) {
        /** Checks the ranges. */
        public Tcp {
            range("tcp_flags", flags, 0, MAX_U8);
            range("seq", sequence, 0, MAX_U32);
            range("ack", acknowledgment, 0, MAX_U32);
        }

        /** Returns whether all bits of {@code mask}, of {@link TcpFlags}, are set. */
        public boolean has(int mask) {
            return (flags & mask) == mask;
        }
    }

    /** The type and code of ICMP or ICMPv6, each 0 to 255. */
    public record Icmp(int type, int code) {
        /** Checks the ranges. */
        public Icmp {
            range("icmp_type", type, 0, MAX_U8);
            range("icmp_code", code, 0, MAX_U8);
        }
    }

    /**
     * ARP for IPv4; its protocol addresses are those of the record.
     *
     * @param operation 1 request, 2 reply; 0 to 65535
     * @param senderMac as in {@link MacAddress}
     * @param targetMac as in {@link MacAddress}
     */
    public record Arp(int operation, long senderMac, long targetMac) {
        /** Checks the range, and keeps 48 bits of the addresses. */
        public Arp {
            range("arp_op", operation, 0, MAX_U16);
            senderMac = new MacAddress(senderMac).value();
            targetMac = new MacAddress(targetMac).value();
        }
    }

    /**
     * A DNS message.
     *
     * @param response whether it is an answer
     * @param name the first question's name without the final dot, each byte as one character; null when unknown
     * @param type the first question's type, 0 to 65535; 0 when unknown
     * @param answerCount the answers that the header announces, 0 to 65535
     * @param answerBytes the bytes of the answer section, 0 to {@link #MAX_LENGTH}
     */
    public record Dns(boolean response, @Nullable String name, int type, int answerCount, int answerBytes) {
        /** Checks the ranges. */
        public Dns {
            range("dns_qtype", type, 0, MAX_U16);
            range("dns_answer_count", answerCount, 0, MAX_U16);
            range("dns_answer_size", answerBytes, 0, MAX_LENGTH);
        }
    }

    /**
     * The start line of an HTTP/1 message: a request has a method, an answer a status.
     *
     * @param method null in an answer
     * @param path with its query; null in an answer
     * @param host as sent; null when the packet doesn't name it
     * @param status 100 to 999; 0 in a request, and when it wasn't captured
     */
    public record Http(
            @Nullable String method,
            @Nullable String path,
            @Nullable String host,
            int status) {
        /** Checks the range. */
        public Http {
            if (status != 0) {
                range("http_status_code", status, MIN_STATUS, MAX_STATUS);
            }
        }
    }

    /** What was captured of a frame. */
    public static final class Frame {
        private final LinkType linkType;
        private final byte[] bytes;

        /**
         * Takes the array over: it isn't copied, and nobody may change it afterwards.
         *
         * @param linkType how the frame is laid out
         * @param bytes as captured
         */
        public Frame(LinkType linkType, byte[] bytes) {
            this.linkType = Objects.requireNonNull(linkType);
            this.bytes = Objects.requireNonNull(bytes);
        }

        /** Returns how the frame is laid out. */
        public LinkType linkType() {
            return linkType;
        }

        /** Returns the captured bytes themselves, not a copy: not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Frame that && linkType == that.linkType && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return 31 * linkType.hashCode() + Arrays.hashCode(bytes);
        }

        /** Returns the link type and the number of bytes. */
        @Override
        public String toString() {
            return linkType + ", " + bytes.length + " bytes";
        }
    }

    /**
     * Copies a packet with its frame.
     *
     * @param view as {@link PacketDecoder#decode} has left it, which returned true; not one that {@link FragmentTable} has completed
     * @param interfaceName what captured it; null when unknown
     * @param linkType how its frame is laid out
     */
    public static PacketRecord of(PacketView view, @Nullable String interfaceName, LinkType linkType) {
        byte[] bytes = view.frameBytes();
        return new PacketRecord(
                view.timestampNanos(),
                interfaceName,
                view.sourceAddress(),
                view.destinationAddress(),
                Protocol.of(view),
                view.wireLength(),
                view.hasPorts() ? new Ports(view.sourcePort(), view.destinationPort()) : null,
                view.hasTcp() ? new Tcp(view.tcpFlags(), view.sequence(), view.acknowledgment()) : null,
                view.hasIcmp() ? new Icmp(view.icmpType(), view.icmpCode()) : null,
                view.isArp() ? new Arp(view.arpOperation(), view.arpSenderMac(), view.arpTargetMac()) : null,
                view.hasDns() ? dns(view) : null,
                view.http() == PacketView.Http.NONE ? null : http(view),
                new Frame(linkType, bytes));
    }

    /** Returns the same packet, captured so many nanoseconds later. */
    public PacketRecord movedBy(long nanos) {
        return new PacketRecord(
                timestampNanos + nanos,
                interfaceName,
                source,
                destination,
                protocol,
                length,
                ports,
                tcp,
                icmp,
                arp,
                dns,
                http,
                frame);
    }

    /** Returns the same packet without its frame. */
    public PacketRecord withoutFrame() {
        return new PacketRecord(
                timestampNanos,
                interfaceName,
                source,
                destination,
                protocol,
                length,
                ports,
                tcp,
                icmp,
                arp,
                dns,
                http,
                null);
    }

    private static Dns dns(PacketView view) {
        String name = view.dnsNameLength() == 0 ? null : view.dnsNameText();
        return new Dns(view.dnsResponse(), name, view.dnsQueryType(), view.dnsAnswerCount(), view.dnsAnswerBytes());
    }

    private static Http http(PacketView view) {
        return new Http(view.httpMethod(), cut(view.httpPath()), cut(view.httpHost()), view.httpStatus());
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private static void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; it is " + least + " to " + most);
        }
    }
}
