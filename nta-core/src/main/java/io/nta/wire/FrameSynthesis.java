package io.nta.wire;

import io.nta.packet.IpAddress;
import io.nta.packet.IpProtocol;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.packet.TcpFlags;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames from packets' facts: Ethernet, or bare IP where the packet's length leaves no room for more. What is not made of a frame counts as not captured, so
 * its length is given apart. Not thread-safe.
 */
final class FrameSynthesis {
    private static final int MAX_FRAME = 8_192;
    private static final int ETHERNET = 14;
    private static final int MAC_BYTES = 6;
    private static final int TYPE_IPV4 = 0x0800;
    private static final int TYPE_IPV6 = 0x86DD;
    private static final int TYPE_ARP = 0x0806;
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int TCP = 20;
    private static final int UDP = 8;
    private static final int ICMP = 8;
    private static final int MAX_OPTIONS = 40;
    private static final int MAX_U16 = 0xFFFF;
    private static final int TIME_TO_LIVE = 64;
    private static final int WINDOW = 0xFFFF;
    /** RFC 3692's number for experiments: nothing looks into it. */
    private static final int OTHER_PROTOCOL = 253;

    private static final int DNS_PORT = 53;

    private final byte[] buffer = new byte[MAX_FRAME];
    private final ByteBuffer frame = ByteBuffer.wrap(buffer);
    private LinkType linkType = LinkType.ETHERNET;

    /** Returns the buffer that each {@link #make} fills from its start. */
    byte[] buffer() {
        return buffer;
    }

    /** Returns how the last frame is laid out. */
    LinkType linkType() {
        return linkType;
    }

    /** Makes the frame of {@code packet} and returns how many bytes were made. */
    int make(PacketRecord packet) {
        frame.clear();
        linkType = LinkType.ETHERNET;
        PacketRecord.Arp arp = packet.arp();
        if (arp != null) {
            arp(packet, arp);
        } else {
            ip(packet);
        }
        return frame.position();
    }

    private void ethernet(long source, long destination, int type) {
        mac(destination);
        mac(source);
        frame.putShort((short) type);
    }

    private void mac(long address) {
        for (int i = MAC_BYTES - 1; i >= 0; i--) {
            frame.put((byte) (address >>> (Byte.SIZE * i)));
        }
    }

    private void arp(PacketRecord packet, PacketRecord.Arp arp) {
        ethernet(arp.senderMac(), BROADCAST, TYPE_ARP);
        frame.putShort((short) 1).putShort((short) TYPE_IPV4);
        frame.put((byte) MAC_BYTES).put((byte) Integer.BYTES).putShort((short) arp.operation());
        mac(arp.senderMac());
        frame.putInt((int) packet.source().low());
        mac(arp.targetMac());
        frame.putInt((int) packet.destination().low());
    }

    private void ip(PacketRecord packet) {
        boolean four = packet.source().isIpv4() && packet.destination().isIpv4();
        int header = four ? IPV4 : IPV6;
        // The client's interface has no link header, or one of another kind.
        boolean bare = packet.length() < ETHERNET + header + transportHeader(packet);
        if (bare) {
            linkType = LinkType.RAW;
        } else {
            ethernet(0, 0, four ? TYPE_IPV4 : TYPE_IPV6);
        }
        int content = Math.max(0, packet.length() - frame.position() - header);
        if (four) {
            ipv4(packet, content + header);
        } else {
            ipv6(packet, content);
        }
        transport(packet, content);
    }

    private static int transportHeader(PacketRecord packet) {
        if (packet.icmp() != null) {
            return ICMP;
        }
        return packet.tcp() != null ? TCP : packet.ports() != null ? UDP : 0;
    }

    private void ipv4(PacketRecord packet, int total) {
        // 0, as segmentation offload leaves it, where it doesn't fit.
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (total <= MAX_U16 ? total : 0));
        frame.putInt(0).put((byte) TIME_TO_LIVE).put((byte) number(packet)).putShort((short) 0);
        frame.putInt((int) packet.source().low())
                .putInt((int) packet.destination().low());
    }

    private void ipv6(PacketRecord packet, int content) {
        frame.putInt(0x6000_0000).putShort((short) (content <= MAX_U16 ? content : 0));
        frame.put((byte) number(packet)).put((byte) TIME_TO_LIVE);
        address(packet.source());
        address(packet.destination());
    }

    private void address(IpAddress address) {
        frame.putLong(address.high()).putLong(address.low());
    }

    private static int number(PacketRecord packet) {
        switch (packet.protocol()) {
            case TCP:
                return IpProtocol.TCP;
            case UDP:
                return IpProtocol.UDP;
            case ICMP:
                return IpProtocol.ICMP;
            case ICMPV6:
                return IpProtocol.ICMPV6;
            default:
                return OTHER_PROTOCOL;
        }
    }

    /** What isn't known of a transport header ends the frame: it counts as not captured. */
    private void transport(PacketRecord packet, int content) {
        PacketRecord.Ports ports = packet.ports();
        PacketRecord.Icmp icmp = packet.icmp();
        if (icmp != null) {
            frame.put((byte) icmp.type()).put((byte) icmp.code());
            zeros(ICMP - 2);
        } else if (ports != null) {
            frame.putShort((short) ports.source()).putShort((short) ports.destination());
            if (packet.protocol() == PacketRecord.Protocol.UDP) {
                frame.putShort((short) (content <= MAX_U16 ? Math.max(UDP, content) : 0))
                        .putShort((short) 0);
                dns(packet, ports, false);
            } else if (packet.tcp() != null) {
                tcp(packet, packet.tcp(), ports, Math.max(0, content - TCP));
            }
        }
    }

    private void tcp(PacketRecord packet, PacketRecord.Tcp tcp, PacketRecord.Ports ports, int behindHeader) {
        boolean tells = packet.dns() != null || packet.http() != null;
        int options = tells ? 0 : options(tcp, behindHeader);
        frame.putInt((int) tcp.sequence()).putInt((int) tcp.acknowledgment());
        frame.put((byte) ((TCP + options) / Integer.BYTES << 4)).put((byte) tcp.flags());
        frame.putShort((short) WINDOW).putInt(0);
        zeros(options);
        dns(packet, ports, true);
        PacketRecord.Http http = packet.http();
        if (http != null) {
            HttpText.write(http, frame);
        }
    }

    /** Returns how many bytes behind the fixed header are taken for options: a multiple of 4, and Ethernet's padding with it. */
    private static int options(PacketRecord.Tcp tcp, int behindHeader) {
        int words = (behindHeader + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
        if (tcp.has(TcpFlags.SYN)) {
            return Math.min(words, MAX_OPTIONS);
        }
        return !tcp.has(TcpFlags.PSH) && words <= MAX_OPTIONS ? words : 0;
    }

    private void dns(PacketRecord packet, PacketRecord.Ports ports, boolean overTcp) {
        PacketRecord.@Nullable Dns dns = packet.dns();
        if (dns != null && (ports.source() == DNS_PORT || ports.destination() == DNS_PORT)) {
            DnsMessage.write(dns, overTcp, frame);
        }
    }

    private void zeros(int count) {
        for (int i = 0; i < count; i++) {
            frame.put((byte) 0);
        }
    }
}
