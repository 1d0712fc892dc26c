package io.nta.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.nta.packet.MacAddress;
import io.nta.packet.PacketRecord;
import io.nta.packet.TcpFlags;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A packet as a JSON object: the 33 fields of the earlier system, which its readers know, and three that carry the frame itself.
 *
 * <p>Always there: {@code timestamp} (seconds since the epoch, with nine decimals), {@code timestamp_ns} (the same in nanoseconds, as a string, since many readers hold numbers in
 * 53 bits), {@code src_ip}, {@code dst_ip}, {@code protocol}, {@code length}. The others are written when they are known, and absent means null. Among them
 * {@code link_type} (the {@code LINKTYPE_} number) and {@code frame} (base64 without line breaks): the captured bytes, from which whoever receives them reads what a capture file
 * would have told ({@link RecordFrames}).
 */
public final class PacketJson {
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    // Encoded once: names are a third of what is written.
    private static final SerializedString TIMESTAMP = new SerializedString("timestamp");
    private static final SerializedString TIMESTAMP_NS = new SerializedString("timestamp_ns");
    private static final SerializedString SRC_IP = new SerializedString("src_ip");
    private static final SerializedString DST_IP = new SerializedString("dst_ip");
    private static final SerializedString PROTOCOL = new SerializedString("protocol");
    private static final SerializedString LENGTH = new SerializedString("length");
    private static final SerializedString SRC_PORT = new SerializedString("src_port");
    private static final SerializedString DST_PORT = new SerializedString("dst_port");
    private static final SerializedString LINK_TYPE = new SerializedString("link_type");
    private static final SerializedString FRAME = new SerializedString("frame");
    private static final SerializedString TCP_FLAGS = new SerializedString("tcp_flags");
    private static final SerializedString TCP_SYN = new SerializedString("tcp_syn");
    private static final SerializedString TCP_ACK = new SerializedString("tcp_ack");
    private static final SerializedString TCP_FIN = new SerializedString("tcp_fin");
    private static final SerializedString TCP_RST = new SerializedString("tcp_rst");
    private static final SerializedString TCP_PSH = new SerializedString("tcp_psh");
    private static final SerializedString SEQ = new SerializedString("seq");
    private static final SerializedString ACK = new SerializedString("ack");
    private static final SerializedString ICMP_TYPE = new SerializedString("icmp_type");
    private static final SerializedString ICMP_CODE = new SerializedString("icmp_code");
    private static final SerializedString ARP_OP = new SerializedString("arp_op");
    private static final SerializedString ARP_PSRC = new SerializedString("arp_psrc");
    private static final SerializedString ARP_PDST = new SerializedString("arp_pdst");
    private static final SerializedString ARP_HWSRC = new SerializedString("arp_hwsrc");
    private static final SerializedString ARP_HWDST = new SerializedString("arp_hwdst");
    private static final SerializedString DNS_QUERY = new SerializedString("dns_query");
    private static final SerializedString DNS_QTYPE = new SerializedString("dns_qtype");
    private static final SerializedString DNS_RESPONSE = new SerializedString("dns_response");
    private static final SerializedString DNS_ANSWER_COUNT = new SerializedString("dns_answer_count");
    private static final SerializedString DNS_ANSWER_SIZE = new SerializedString("dns_answer_size");
    private static final SerializedString HTTP_STATUS_CODE = new SerializedString("http_status_code");
    private static final SerializedString INTERFACE = new SerializedString("interface");
    private static final SerializedString DNS_QNAME = new SerializedString("dns_qname");
    private static final SerializedString HTTP_METHOD = new SerializedString("http_method");
    private static final SerializedString HTTP_PATH = new SerializedString("http_path");
    private static final SerializedString HTTP_HOST = new SerializedString("http_host");

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private PacketJson() {}

    /** Writes the object to {@code json}, which stays open. */
    public static void write(PacketRecord packet, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(packet, json);
        json.writeEndObject();
    }

    /** Writes the fields into the object that {@code json} is in, for those that add to them. */
    public static void writeFields(PacketRecord packet, JsonGenerator json) throws IOException {
        String nanos = Long.toString(packet.timestampNanos());
        json.writeFieldName(TIMESTAMP);
        json.writeNumber(seconds(nanos, packet.timestampNanos()));
        text(TIMESTAMP_NS, nanos, json);
        text(INTERFACE, packet.interfaceName(), json);
        text(SRC_IP, packet.source().toString(), json);
        text(DST_IP, packet.destination().toString(), json);
        text(PROTOCOL, packet.protocol().label(), json);
        number(LENGTH, packet.length(), json);
        PacketRecord.Ports ports = packet.ports();
        if (ports != null) {
            number(SRC_PORT, ports.source(), json);
            number(DST_PORT, ports.destination(), json);
        }
        writeHeaders(packet, json);
        writeContent(packet, json);
        PacketRecord.Frame frame = packet.frame();
        if (frame != null) {
            number(LINK_TYPE, frame.linkType().code(), json);
            json.writeFieldName(FRAME);
            writeBase64(frame.bytes(), json);
        }
    }

    private static void writeHeaders(PacketRecord packet, JsonGenerator json) throws IOException {
        PacketRecord.Tcp tcp = packet.tcp();
        if (tcp != null) {
            text(TCP_FLAGS, FlagNames.text(tcp.flags()), json);
            flag(TCP_SYN, tcp.has(TcpFlags.SYN), json);
            flag(TCP_ACK, tcp.has(TcpFlags.ACK), json);
            flag(TCP_FIN, tcp.has(TcpFlags.FIN), json);
            flag(TCP_RST, tcp.has(TcpFlags.RST), json);
            flag(TCP_PSH, tcp.has(TcpFlags.PSH), json);
            number(SEQ, tcp.sequence(), json);
            number(ACK, tcp.acknowledgment(), json);
        }
        PacketRecord.Icmp icmp = packet.icmp();
        if (icmp != null) {
            number(ICMP_TYPE, icmp.type(), json);
            number(ICMP_CODE, icmp.code(), json);
        }
        PacketRecord.Arp arp = packet.arp();
        if (arp != null) {
            number(ARP_OP, arp.operation(), json);
            text(ARP_PSRC, packet.source().toString(), json);
            text(ARP_PDST, packet.destination().toString(), json);
            text(ARP_HWSRC, new MacAddress(arp.senderMac()).toString(), json);
            text(ARP_HWDST, new MacAddress(arp.targetMac()).toString(), json);
        }
    }

    private static void writeContent(PacketRecord packet, JsonGenerator json) throws IOException {
        PacketRecord.Dns dns = packet.dns();
        if (dns != null) {
            flag(DNS_QUERY, !dns.response(), json);
            text(DNS_QNAME, dns.name(), json);
            number(DNS_QTYPE, dns.type(), json);
            flag(DNS_RESPONSE, dns.response(), json);
            number(DNS_ANSWER_COUNT, dns.answerCount(), json);
            number(DNS_ANSWER_SIZE, dns.answerBytes(), json);
        }
        PacketRecord.Http http = packet.http();
        if (http != null) {
            text(HTTP_METHOD, http.method(), json);
            text(HTTP_PATH, http.path(), json);
            if (http.status() != 0) {
                number(HTTP_STATUS_CODE, http.status(), json);
            }
            text(HTTP_HOST, http.host(), json);
        }
    }

    /** The JDK encodes several times as fast as Jackson does; into text Jackson can only do so itself. */
    private static void writeBase64(byte[] bytes, JsonGenerator json) throws IOException {
        if (json.getOutputTarget() instanceof OutputStream) {
            byte[] text = Base64.getEncoder().encode(bytes);
            json.writeRawUTF8String(text, 0, text.length);
        } else {
            json.writeBinary(bytes);
        }
    }

    /** Returns nanoseconds as seconds, by moving the point. */
    private static String seconds(String nanos, long value) {
        if (value < NANOS_PER_SECOND) {
            return BigDecimal.valueOf(value, NANO_DIGITS).toPlainString();
        }
        int point = nanos.length() - NANO_DIGITS;
        return new StringBuilder(nanos.length() + 1)
                .append(nanos, 0, point)
                .append('.')
                .append(nanos, point, nanos.length())
                .toString();
    }

    private static void text(SerializedString name, @Nullable String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeFieldName(name);
            json.writeString(text);
        }
    }

    private static void number(SerializedString name, long number, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(number);
    }

    private static void flag(SerializedString name, boolean flag, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeBoolean(flag);
    }

    /** Returns the object as one line without a line end. */
    public static String toJson(PacketRecord packet) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(packet, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter never fails", e);
        }
        return text.toString();
    }
}
