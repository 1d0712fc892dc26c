package io.nta.store.jdbc.spool;

import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A packet as bytes. */
final class PacketCodec {
    private static final int PORTS = 1;
    private static final int TCP = 2;
    private static final int ICMP = 4;
    private static final int ARP = 8;
    private static final int DNS = 16;
    private static final int HTTP = 32;
    private static final int FRAME = 64;

    private PacketCodec() {}

    static void write(DataOutputStream out, PacketRecord packet) throws IOException {
        out.writeLong(packet.timestampNanos());
        WriteCodec.text(out, packet.interfaceName());
        WriteCodec.address(out, packet.source());
        WriteCodec.address(out, packet.destination());
        out.writeByte(packet.protocol().ordinal());
        out.writeInt(packet.length());
        PacketRecord.Ports ports = packet.ports();
        PacketRecord.Tcp tcp = packet.tcp();
        PacketRecord.Icmp icmp = packet.icmp();
        PacketRecord.Arp arp = packet.arp();
        out.writeByte(present(packet));
        if (ports != null) {
            out.writeShort(ports.source());
            out.writeShort(ports.destination());
        }
        if (tcp != null) {
            out.writeByte(tcp.flags());
            out.writeInt((int) tcp.sequence());
            out.writeInt((int) tcp.acknowledgment());
        }
        if (icmp != null) {
            out.writeByte(icmp.type());
            out.writeByte(icmp.code());
        }
        if (arp != null) {
            out.writeShort(arp.operation());
            out.writeLong(arp.senderMac());
            out.writeLong(arp.targetMac());
        }
        writeContent(out, packet);
    }

    private static int present(PacketRecord packet) {
        return (packet.ports() == null ? 0 : PORTS)
                | (packet.tcp() == null ? 0 : TCP)
                | (packet.icmp() == null ? 0 : ICMP)
                | (packet.arp() == null ? 0 : ARP)
                | (packet.dns() == null ? 0 : DNS)
                | (packet.http() == null ? 0 : HTTP)
                | (packet.frame() == null ? 0 : FRAME);
    }

    private static void writeContent(DataOutputStream out, PacketRecord packet) throws IOException {
        PacketRecord.Dns dns = packet.dns();
        PacketRecord.Http http = packet.http();
        PacketRecord.Frame frame = packet.frame();
        if (dns != null) {
            out.writeBoolean(dns.response());
            WriteCodec.text(out, dns.name());
            out.writeShort(dns.type());
            out.writeShort(dns.answerCount());
            out.writeInt(dns.answerBytes());
        }
        if (http != null) {
            WriteCodec.text(out, http.method());
            WriteCodec.text(out, http.path());
            WriteCodec.text(out, http.host());
            out.writeShort(http.status());
        }
        if (frame != null) {
            out.writeShort(frame.linkType().code());
            out.writeInt(frame.bytes().length);
            out.write(frame.bytes());
        }
    }

    static PacketRecord read(DataInputStream in) throws IOException {
        long timestampNanos = in.readLong();
        String interfaceName = WriteCodec.text(in);
        IpAddress source = WriteCodec.requiredAddress(in);
        IpAddress destination = WriteCodec.requiredAddress(in);
        Protocol protocol = Protocol.values()[in.readByte()];
        int length = in.readInt();
        int present = in.readByte();
        return new PacketRecord(
                timestampNanos,
                interfaceName,
                source,
                destination,
                protocol,
                length,
                (present & PORTS) == 0 ? null : new PacketRecord.Ports(in.readUnsignedShort(), in.readUnsignedShort()),
                (present & TCP) == 0
                        ? null
                        : new PacketRecord.Tcp(
                                in.readUnsignedByte(),
                                Integer.toUnsignedLong(in.readInt()),
                                Integer.toUnsignedLong(in.readInt())),
                (present & ICMP) == 0 ? null : new PacketRecord.Icmp(in.readUnsignedByte(), in.readUnsignedByte()),
                (present & ARP) == 0
                        ? null
                        : new PacketRecord.Arp(in.readUnsignedShort(), in.readLong(), in.readLong()),
                (present & DNS) == 0 ? null : dns(in),
                (present & HTTP) == 0
                        ? null
                        : new PacketRecord.Http(
                                WriteCodec.text(in), WriteCodec.text(in), WriteCodec.text(in), in.readUnsignedShort()),
                (present & FRAME) == 0 ? null : frame(in));
    }

    private static PacketRecord.Dns dns(DataInputStream in) throws IOException {
        return new PacketRecord.Dns(
                in.readBoolean(), WriteCodec.text(in), in.readUnsignedShort(), in.readUnsignedShort(), in.readInt());
    }

    private static PacketRecord.@Nullable Frame frame(DataInputStream in) throws IOException {
        LinkType linkType = LinkType.ofCode(in.readUnsignedShort());
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return linkType == null ? null : new PacketRecord.Frame(linkType, bytes);
    }
}
