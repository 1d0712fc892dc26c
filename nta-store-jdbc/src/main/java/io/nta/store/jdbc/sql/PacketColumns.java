package io.nta.store.jdbc.sql;

import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.MacAddress;
import io.nta.packet.PacketRecord;
import io.nta.packet.TcpFlags;
import io.nta.wire.FlagNames;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets as rows of {@code raw_packets}, and back. */
final class PacketColumns {
    /** All that a packet has, in the order in which {@link #write} gives them. */
    static final List<String> NAMES = List.of(
            "timestamp_ns",
            "timestamp",
            "interface",
            "src_ip",
            "dst_ip",
            "protocol",
            "length",
            "src_port",
            "dst_port",
            "tcp_flags",
            "tcp_syn",
            "tcp_ack",
            "tcp_fin",
            "tcp_rst",
            "tcp_psh",
            "seq",
            "ack",
            "icmp_type",
            "icmp_code",
            "arp_op",
            "arp_psrc",
            "arp_pdst",
            "arp_hwsrc",
            "arp_hwdst",
            "dns_query",
            "dns_qname",
            "dns_qtype",
            "dns_response",
            "dns_answer_count",
            "dns_answer_size",
            "http_method",
            "http_path",
            "http_status_code",
            "http_host",
            "link_type",
            "frame",
            "direction");

    private static final double NANOS = 1e9;
    private static final int TCP_COLUMNS = 8;
    private static final int ARP_COLUMNS = 5;
    private static final int DNS_COLUMNS = 6;
    private static final int HTTP_COLUMNS = 4;

    private PacketColumns() {}

    /**
     * Writes a packet.
     *
     * @param source the text of its source
     * @param destination the text of its destination
     */
    static void write(PacketRecord packet, String source, String destination, StoredText texts, RowOutput row)
            throws SQLException {
        row.int8(packet.timestampNanos());
        row.float8(packet.timestampNanos() / NANOS);
        row.text(texts.fitted(packet.interfaceName()));
        row.text(source);
        row.text(destination);
        row.text(packet.protocol().label());
        row.int4(packet.length());
        PacketRecord.Ports ports = packet.ports();
        if (ports == null) {
            row.nulls(2);
        } else {
            row.int4(ports.source());
            row.int4(ports.destination());
        }
        writeTcp(packet.tcp(), row);
        writeIcmp(packet.icmp(), row);
        writeArp(packet.arp(), source, destination, row);
        writeDns(packet.dns(), texts, row);
        writeHttp(packet.http(), texts, row);
        PacketRecord.Frame frame = packet.frame();
        if (frame == null) {
            row.nulls(2);
        } else {
            row.int2(frame.linkType().code());
            row.bytes(frame.bytes());
        }
        row.int2(direction(packet).ordinal());
    }

    static Direction direction(PacketRecord packet) {
        return Direction.of(packet.source(), packet.destination(), packet.arp() != null);
    }

    private static void writeTcp(PacketRecord.@Nullable Tcp tcp, RowOutput row) throws SQLException {
        if (tcp == null) {
            row.nulls(TCP_COLUMNS);
            return;
        }
        row.text(FlagNames.text(tcp.flags()));
        row.bool(tcp.has(TcpFlags.SYN));
        row.bool(tcp.has(TcpFlags.ACK));
        row.bool(tcp.has(TcpFlags.FIN));
        row.bool(tcp.has(TcpFlags.RST));
        row.bool(tcp.has(TcpFlags.PSH));
        row.int8(tcp.sequence());
        row.int8(tcp.acknowledgment());
    }

    private static void writeIcmp(PacketRecord.@Nullable Icmp icmp, RowOutput row) throws SQLException {
        if (icmp == null) {
            row.nulls(2);
        } else {
            row.int2(icmp.type());
            row.int2(icmp.code());
        }
    }

    private static void writeArp(PacketRecord.@Nullable Arp arp, String source, String destination, RowOutput row)
            throws SQLException {
        if (arp == null) {
            row.nulls(ARP_COLUMNS);
            return;
        }
        row.int4(arp.operation());
        row.text(source);
        row.text(destination);
        row.text(new MacAddress(arp.senderMac()).toString());
        row.text(new MacAddress(arp.targetMac()).toString());
    }

    private static void writeDns(PacketRecord.@Nullable Dns dns, StoredText texts, RowOutput row) throws SQLException {
        if (dns == null) {
            row.nulls(DNS_COLUMNS);
            return;
        }
        row.bool(!dns.response());
        row.text(texts.fitted(dns.name()));
        row.int4(dns.type());
        row.bool(dns.response());
        row.int4(dns.answerCount());
        row.int4(dns.answerBytes());
    }

    private static void writeHttp(PacketRecord.@Nullable Http http, StoredText texts, RowOutput row)
            throws SQLException {
        if (http == null) {
            row.nulls(HTTP_COLUMNS);
            return;
        }
        row.text(texts.fitted(http.method()));
        row.text(texts.fitted(http.path()));
        if (http.status() == 0) {
            row.nulls(1);
        } else {
            row.int2(http.status());
        }
        row.text(texts.fitted(http.host()));
    }

    /** Reads a packet back; texts are as {@link StoredText} left them. */
    static PacketRecord read(ResultSet row) throws SQLException {
        PacketRecord.Protocol protocol = PacketRecord.Protocol.ofLabel(row.getString("protocol"));
        return new PacketRecord(
                row.getLong("timestamp_ns"),
                row.getString("interface"),
                IpAddress.parse(row.getString("src_ip")),
                IpAddress.parse(row.getString("dst_ip")),
                protocol == null ? PacketRecord.Protocol.OTHER : protocol,
                row.getInt("length"),
                isNull(row, "src_port") ? null : new PacketRecord.Ports(row.getInt("src_port"), row.getInt("dst_port")),
                tcp(row),
                isNull(row, "icmp_type")
                        ? null
                        : new PacketRecord.Icmp(row.getInt("icmp_type"), row.getInt("icmp_code")),
                arp(row),
                dns(row),
                http(row),
                frame(row));
    }

    private static PacketRecord.@Nullable Tcp tcp(ResultSet row) throws SQLException {
        String flags = row.getString("tcp_flags");
        return flags == null
                ? null
                : new PacketRecord.Tcp(FlagNames.bits(flags), row.getLong("seq"), row.getLong("ack"));
    }

    private static PacketRecord.@Nullable Arp arp(ResultSet row) throws SQLException {
        if (isNull(row, "arp_op")) {
            return null;
        }
        return new PacketRecord.Arp(
                row.getInt("arp_op"),
                MacAddress.parse(row.getString("arp_hwsrc")).value(),
                MacAddress.parse(row.getString("arp_hwdst")).value());
    }

    private static PacketRecord.@Nullable Dns dns(ResultSet row) throws SQLException {
        if (isNull(row, "dns_response")) {
            return null;
        }
        return new PacketRecord.Dns(
                row.getBoolean("dns_response"),
                row.getString("dns_qname"),
                row.getInt("dns_qtype"),
                row.getInt("dns_answer_count"),
                row.getInt("dns_answer_size"));
    }

    private static PacketRecord.@Nullable Http http(ResultSet row) throws SQLException {
        String method = row.getString("http_method");
        String path = row.getString("http_path");
        String host = row.getString("http_host");
        int status = row.getInt("http_status_code");
        return method == null && path == null && host == null && status == 0
                ? null
                : new PacketRecord.Http(method, path, host, status);
    }

    private static PacketRecord.@Nullable Frame frame(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("frame");
        LinkType linkType = LinkType.ofCode(row.getInt("link_type"));
        return bytes == null || linkType == null ? null : new PacketRecord.Frame(linkType, bytes);
    }

    private static boolean isNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null;
    }
}
