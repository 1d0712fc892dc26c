package io.nta.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import io.nta.packet.TcpFlags;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets one after another. A value of the wrong kind or out of range is a fault of its packet: the rest of it is skipped, and the next can be read. Reused,
 * one thread.
 */
final class PacketFields {
    private final WireLimits limits;
    private final FieldValue value;

    private @Nullable Long timestampNanos;
    private @Nullable Long roundedNanos;
    private @Nullable String interfaceName;
    private @Nullable IpAddress source;
    private @Nullable IpAddress destination;
    private @Nullable Protocol protocol;
    private @Nullable Integer length;
    private @Nullable Integer sourcePort;
    private @Nullable Integer destinationPort;
    private boolean hasTcp;
    private int flags;
    private long sequence;
    private long acknowledgment;
    private @Nullable Integer icmpType;
    private int icmpCode;
    private int arpOperation;
    private @Nullable IpAddress arpSource;
    private @Nullable IpAddress arpDestination;
    private long senderMac;
    private long targetMac;
    private boolean hasDns;
    private boolean dnsResponse;
    private @Nullable String dnsName;
    private int dnsType;
    private int dnsAnswers;
    private int dnsAnswerBytes;
    private @Nullable String httpMethod;
    private @Nullable String httpPath;
    private @Nullable String httpHost;
    private int httpStatus;
    private @Nullable Integer linkType;
    private byte @Nullable [] frame;

    private String fault = "";

    PacketFields(WireLimits limits) {
        this.limits = limits;
        this.value = new FieldValue(limits);
    }

    /** Reads the object that {@code json} stands at the start of, to its end. Returns null when it is no packet; then {@link #fault} says why. */
    @Nullable
    PacketRecord read(JsonParser json) throws IOException {
        clear();
        boolean sound = true;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (!sound || token == JsonToken.VALUE_NULL) {
                json.skipChildren();
                continue;
            }
            try {
                value.at(name, json);
                field(name);
            } catch (IllegalArgumentException e) {
                sound = false;
                fault = String.valueOf(e.getMessage());
            }
            // Where the value was none that the field takes, or nobody knows the field.
            json.skipChildren();
        }
        return sound ? packet() : null;
    }

    /** Returns what was wrong with the last packet that {@link #read} returned null for. */
    String fault() {
        return fault;
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "timestamp" -> roundedNanos = value.seconds();
            case "timestamp_ns" -> timestampNanos = value.whole(Long.MIN_VALUE, Long.MAX_VALUE);
            case "interface" -> interfaceName = value.text();
            case "src_ip" -> source = value.address();
            case "dst_ip" -> destination = value.address();
            case "protocol" -> protocol = value.protocol();
            case "length" -> length = value.number(0, PacketRecord.MAX_LENGTH);
            case "src_port" -> sourcePort = value.number(0, 0xFFFF);
            case "dst_port" -> destinationPort = value.number(0, 0xFFFF);
            case "link_type" -> linkType = value.number(0, 0xFFFF);
            case "frame" -> frame = frame();
            default -> header(name);
        }
    }

    private void header(String name) throws IOException {
        switch (name) {
            case "tcp_flags" -> flag(FlagNames.bits(value.text()), true);
            case "tcp_syn" -> flag(TcpFlags.SYN, value.truth());
            case "tcp_ack" -> flag(TcpFlags.ACK, value.truth());
            case "tcp_fin" -> flag(TcpFlags.FIN, value.truth());
            case "tcp_rst" -> flag(TcpFlags.RST, value.truth());
            case "tcp_psh" -> flag(TcpFlags.PSH, value.truth());
            case "seq" -> sequence = value.whole(0, 0xFFFF_FFFFL);
            case "ack" -> acknowledgment = value.whole(0, 0xFFFF_FFFFL);
            case "icmp_type" -> icmpType = value.number(0, 0xFF);
            case "icmp_code" -> icmpCode = value.number(0, 0xFF);
            case "arp_op" -> arpOperation = value.number(0, 0xFFFF);
            case "arp_psrc" -> arpSource = value.address();
            case "arp_pdst" -> arpDestination = value.address();
            case "arp_hwsrc" -> senderMac = value.mac();
            case "arp_hwdst" -> targetMac = value.mac();
            default -> content(name);
        }
    }

    private void content(String name) throws IOException {
        switch (name) {
            case "dns_query" -> hasDns |= value.truth();
            case "dns_response" -> {
                dnsResponse = value.truth();
                hasDns |= dnsResponse;
            }
            case "dns_qname" -> dnsName = withoutFinalDot(value.text());
            case "dns_qtype" -> dnsType = value.dnsType();
            case "dns_answer_count" -> dnsAnswers = value.number(0, 0xFFFF);
            case "dns_answer_size" -> dnsAnswerBytes = value.number(0, PacketRecord.MAX_LENGTH);
            case "http_method" -> httpMethod = value.text();
            case "http_path" -> httpPath = value.text();
            case "http_host" -> httpHost = value.text();
            case "http_status_code" -> httpStatus = value.number(0, 999);
            default -> {
                // A field of another client, or of a later version.
            }
        }
    }

    private void flag(int bits, boolean set) {
        hasTcp = true;
        flags |= set ? bits : 0;
    }

    private byte[] frame() throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value.longText());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("frame is no base64: " + e.getMessage(), e);
        }
        if (bytes.length > limits.maxFrameBytes()) {
            throw new IllegalArgumentException(
                    "frame has " + bytes.length + " bytes; it has " + limits.maxFrameBytes() + " at most");
        }
        return bytes;
    }

    private static @Nullable String withoutFinalDot(String name) {
        String text = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return text.isEmpty() ? null : text;
    }

    private @Nullable PacketRecord packet() {
        try {
            return build();
        } catch (IllegalArgumentException e) {
            fault = String.valueOf(e.getMessage());
            return null;
        }
    }

    private PacketRecord build() {
        boolean isArp = protocol == Protocol.ARP;
        PacketRecord.Frame captured = capturedFrame();
        return new PacketRecord(
                required("timestamp", timestampNanos != null ? timestampNanos : roundedNanos),
                interfaceName,
                required("src_ip", isArp && arpSource != null ? arpSource : source),
                required("dst_ip", isArp && arpDestination != null ? arpDestination : destination),
                required("protocol", protocol),
                required("length", length),
                ports(),
                protocol == Protocol.TCP && hasTcp ? new PacketRecord.Tcp(flags, sequence, acknowledgment) : null,
                isIcmp() && icmpType != null ? new PacketRecord.Icmp(icmpType, icmpCode) : null,
                isArp ? new PacketRecord.Arp(arpOperation, senderMac, targetMac) : null,
                hasDns ? new PacketRecord.Dns(dnsResponse, dnsName, dnsType, dnsAnswers, dnsAnswerBytes) : null,
                http(),
                captured);
    }

    private boolean isIcmp() {
        return protocol == Protocol.ICMP || protocol == Protocol.ICMPV6;
    }

    private PacketRecord.@Nullable Ports ports() {
        boolean transport = protocol == Protocol.TCP || protocol == Protocol.UDP;
        return transport && sourcePort != null && destinationPort != null
                ? new PacketRecord.Ports(sourcePort, destinationPort)
                : null;
    }

    private PacketRecord.@Nullable Http http() {
        boolean any = httpMethod != null || httpPath != null || httpStatus != 0;
        return any ? new PacketRecord.Http(httpMethod, httpPath, httpHost, httpStatus) : null;
    }

    private PacketRecord.@Nullable Frame capturedFrame() {
        if (frame == null) {
            return null;
        }
        int code = required("link_type", linkType);
        LinkType type = LinkType.ofCode(code);
        if (type == null) {
            throw new IllegalArgumentException("link_type is " + code + ", which isn't supported");
        }
        return new PacketRecord.Frame(type, frame);
    }

    private static <T> T required(String name, @Nullable T field) {
        if (field == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return field;
    }

    private void clear() {
        timestampNanos = null;
        roundedNanos = null;
        interfaceName = null;
        source = null;
        destination = null;
        protocol = null;
        length = null;
        sourcePort = null;
        destinationPort = null;
        hasTcp = false;
        flags = 0;
        sequence = 0;
        acknowledgment = 0;
        icmpType = null;
        icmpCode = 0;
        arpOperation = 0;
        arpSource = null;
        arpDestination = null;
        senderMac = 0;
        targetMac = 0;
        clearContent();
    }

    private void clearContent() {
        hasDns = false;
        dnsResponse = false;
        dnsName = null;
        dnsType = 0;
        dnsAnswers = 0;
        dnsAnswerBytes = 0;
        httpMethod = null;
        httpPath = null;
        httpHost = null;
        httpStatus = 0;
        linkType = null;
        frame = null;
    }
}
