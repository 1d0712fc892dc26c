package io.nta.store.jdbc;

import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketRecord.Protocol;
import io.nta.packet.TcpFlags;
import io.nta.spi.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Packets of every kind, from a seed. */
final class MadePackets {
    /** 2026-01-01T00:00:00Z. */
    static final long START = 1_767_225_600_000_000_000L;

    private static final int HOSTS = 40;
    private static final List<Integer> SERVICES = List.of(22, 53, 80, 123, 443, 8080, 3306);

    private final Random random;
    private final boolean frames;
    private long now;
    private final long meanGapNanos;

    MadePackets(long seed, long start, long meanGapNanos, boolean frames) {
        this.random = new Random(seed);
        this.now = start;
        this.meanGapNanos = meanGapNanos;
        this.frames = frames;
    }

    static RecordBatch batch(String id, long seed, int count) {
        return new RecordBatch(id, "agent-7", new MadePackets(seed, START, 50_000_000, true).next(count));
    }

    /** Returns the packet with another sender. */
    static PacketRecord from(PacketRecord packet, IpAddress source) {
        return like(packet, packet.interfaceName(), source, packet.length());
    }

    /** Returns the packet with another length on the wire. */
    static PacketRecord ofLength(PacketRecord packet, int length) {
        return like(packet, packet.interfaceName(), packet.source(), length);
    }

    /** Returns the packet as another interface took it. */
    static PacketRecord at(PacketRecord packet, String interfaceName) {
        return like(packet, interfaceName, packet.source(), packet.length());
    }

    private static PacketRecord like(PacketRecord packet, String interfaceName, IpAddress source, int length) {
        return new PacketRecord(
                packet.timestampNanos(),
                interfaceName,
                source,
                packet.destination(),
                packet.protocol(),
                length,
                packet.ports(),
                packet.tcp(),
                packet.icmp(),
                packet.arp(),
                packet.dns(),
                packet.http(),
                packet.frame());
    }

    List<PacketRecord> next(int count) {
        List<PacketRecord> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packets.add(next());
        }
        return packets;
    }

    PacketRecord next() {
        now += 1 + (long) (random.nextDouble() * 2 * meanGapNanos);
        int kind = random.nextInt(100);
        if (kind < 3) {
            return arp();
        }
        boolean six = random.nextInt(10) == 0;
        IpAddress one = six ? IpAddress.parse("fd00::" + (1 + random.nextInt(HOSTS))) : host();
        IpAddress two = six ? IpAddress.parse("2001:db8::" + (1 + random.nextInt(HOSTS))) : host();
        if (kind < 8) {
            return record(
                    one,
                    two,
                    six ? Protocol.ICMPV6 : Protocol.ICMP,
                    null,
                    null,
                    new PacketRecord.Icmp(8, 0),
                    null,
                    null);
        }
        if (kind < 10) {
            return record(one, two, Protocol.OTHER, null, null, null, null, null);
        }
        PacketRecord.Ports ports = random.nextBoolean()
                ? new PacketRecord.Ports(ephemeral(), service())
                : new PacketRecord.Ports(service(), ephemeral());
        if (kind < 30) {
            return record(one, two, Protocol.UDP, ports, null, null, dns(ports), null);
        }
        int[] flags = {
            TcpFlags.SYN,
            TcpFlags.SYN | TcpFlags.ACK,
            TcpFlags.ACK,
            TcpFlags.ACK | TcpFlags.PSH,
            TcpFlags.FIN | TcpFlags.ACK,
            TcpFlags.RST
        };
        PacketRecord.Tcp tcp = new PacketRecord.Tcp(
                flags[random.nextInt(flags.length)],
                Integer.toUnsignedLong(random.nextInt()),
                Integer.toUnsignedLong(random.nextInt()));
        return record(one, two, Protocol.TCP, ports, tcp, null, null, http(ports));
    }

    private IpAddress host() {
        // A few hosts talk most, as everywhere.
        int which = (int) Math.min(HOSTS - 1, Math.abs(random.nextGaussian()) * HOSTS / 3);
        return random.nextInt(4) == 0
                ? IpAddress.ofIpv4(0x5DB8_D800 + which)
                : IpAddress.ofIpv4((random.nextBoolean() ? 0x0A00_0000 : 0xAC14_0000) + which);
    }

    private int ephemeral() {
        return 32_768 + random.nextInt(28_000);
    }

    private int service() {
        return SERVICES.get(random.nextInt(SERVICES.size()));
    }

    private PacketRecord.Dns dns(PacketRecord.Ports ports) {
        boolean query = ports.destination() == 53;
        if (!query && ports.source() != 53) {
            return null;
        }
        return new PacketRecord.Dns(
                !query,
                "host" + random.nextInt(30) + ".example.org",
                random.nextInt(3) == 0 ? 16 : 1,
                query ? 0 : 2,
                query ? 0 : 60);
    }

    private PacketRecord.Http http(PacketRecord.Ports ports) {
        if (ports.destination() == 80 && random.nextInt(3) == 0) {
            return new PacketRecord.Http("GET", "/page/" + random.nextInt(50), "www.example.org", 0);
        }
        return ports.source() == 80 && random.nextInt(3) == 0 ? new PacketRecord.Http(null, null, null, 200) : null;
    }

    private PacketRecord arp() {
        return new PacketRecord(
                now,
                "eth0",
                host(),
                host(),
                Protocol.ARP,
                60,
                null,
                null,
                null,
                new PacketRecord.Arp(1 + random.nextInt(2), 0x0200_0000_0001L, random.nextInt(1 << 20)),
                null,
                null,
                frame(42));
    }

    private PacketRecord record(
            IpAddress source,
            IpAddress destination,
            Protocol protocol,
            PacketRecord.Ports ports,
            PacketRecord.Tcp tcp,
            PacketRecord.Icmp icmp,
            PacketRecord.Dns dns,
            PacketRecord.Http http) {
        int length = random.nextInt(3) == 0 ? 60 + random.nextInt(1_455) : 66;
        if (source.isIpv4() != destination.isIpv4()) {
            throw new AssertionError();
        }
        return new PacketRecord(
                now,
                "eth0",
                source,
                destination,
                protocol,
                length,
                ports,
                tcp,
                icmp,
                null,
                dns,
                http,
                frame(Math.min(length, 96)));
    }

    private PacketRecord.Frame frame(int length) {
        if (!frames) {
            return null;
        }
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new PacketRecord.Frame(LinkType.ETHERNET, bytes);
    }
}
