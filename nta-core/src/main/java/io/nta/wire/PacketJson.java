package io.nta.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nta.packet.MacAddress;
import io.nta.packet.PacketRecord;
import io.nta.packet.TcpFlags;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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
        json.writeFieldName("timestamp");
        json.writeNumber(BigDecimal.valueOf(packet.timestampNanos(), NANO_DIGITS));
        json.writeStringField("timestamp_ns", Long.toString(packet.timestampNanos()));
        writeText("interface", packet.interfaceName(), json);
        json.writeStringField("src_ip", packet.source().toString());
        json.writeStringField("dst_ip", packet.destination().toString());
        json.writeStringField("protocol", packet.protocol().label());
        json.writeNumberField("length", packet.length());
        PacketRecord.Ports ports = packet.ports();
        if (ports != null) {
            json.writeNumberField("src_port", ports.source());
            json.writeNumberField("dst_port", ports.destination());
        }
        writeHeaders(packet, json);
        writeContent(packet, json);
        PacketRecord.Frame frame = packet.frame();
        if (frame != null) {
            json.writeNumberField("link_type", frame.linkType().code());
            json.writeBinaryField("frame", frame.bytes());
        }
    }

    private static void writeHeaders(PacketRecord packet, JsonGenerator json) throws IOException {
        PacketRecord.Tcp tcp = packet.tcp();
        if (tcp != null) {
            json.writeStringField("tcp_flags", FlagNames.text(tcp.flags()));
            json.writeBooleanField("tcp_syn", tcp.has(TcpFlags.SYN));
            json.writeBooleanField("tcp_ack", tcp.has(TcpFlags.ACK));
            json.writeBooleanField("tcp_fin", tcp.has(TcpFlags.FIN));
            json.writeBooleanField("tcp_rst", tcp.has(TcpFlags.RST));
            json.writeBooleanField("tcp_psh", tcp.has(TcpFlags.PSH));
            json.writeNumberField("seq", tcp.sequence());
            json.writeNumberField("ack", tcp.acknowledgment());
        }
        PacketRecord.Icmp icmp = packet.icmp();
        if (icmp != null) {
            json.writeNumberField("icmp_type", icmp.type());
            json.writeNumberField("icmp_code", icmp.code());
        }
        PacketRecord.Arp arp = packet.arp();
        if (arp != null) {
            json.writeNumberField("arp_op", arp.operation());
            json.writeStringField("arp_psrc", packet.source().toString());
            json.writeStringField("arp_pdst", packet.destination().toString());
            json.writeStringField("arp_hwsrc", new MacAddress(arp.senderMac()).toString());
            json.writeStringField("arp_hwdst", new MacAddress(arp.targetMac()).toString());
        }
    }

    private static void writeContent(PacketRecord packet, JsonGenerator json) throws IOException {
        PacketRecord.Dns dns = packet.dns();
        if (dns != null) {
            json.writeBooleanField("dns_query", !dns.response());
            writeText("dns_qname", dns.name(), json);
            json.writeNumberField("dns_qtype", dns.type());
            json.writeBooleanField("dns_response", dns.response());
            json.writeNumberField("dns_answer_count", dns.answerCount());
            json.writeNumberField("dns_answer_size", dns.answerBytes());
        }
        PacketRecord.Http http = packet.http();
        if (http != null) {
            writeText("http_method", http.method(), json);
            writeText("http_path", http.path(), json);
            if (http.status() != 0) {
                json.writeNumberField("http_status_code", http.status());
            }
            writeText("http_host", http.host(), json);
        }
    }

    private static void writeText(String name, @Nullable String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
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
