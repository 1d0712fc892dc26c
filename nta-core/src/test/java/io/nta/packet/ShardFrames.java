package io.nta.packet;

import java.util.ArrayList;
import java.util.List;

/** Frames whose packets are easily taken for another pair of hosts' than they are: in tunnels, in fragments, and errors about others. */
public final class ShardFrames {
    private static final String ROUTER = "203.0.113.1";
    private static final String CLIENT = "10.7.0.";
    private static final String SERVER = "10.8.0.";
    private static final int HOSTS = 6;
    private static final int UNREACHABLE = 3;
    private static final int TIME_EXCEEDED = 11;
    private static final int PORT = 3;
    private static final int TINY = 8;

    private ShardFrames() {}

    public static List<byte[]> all() {
        List<byte[]> frames = new ArrayList<>(TunnelFrames.all().values());
        for (int host = 1; host <= HOSTS; host++) {
            addTalk(frames, CLIENT + host, SERVER + host);
            addErrors(frames, CLIENT + host, SERVER + host);
            addArp(frames, host);
            addFragments(frames, CLIENT + host, SERVER + (HOSTS + 1 - host));
        }
        addFragments(frames, "2001:db8::7", "2001:db8::8");
        return frames;
    }

    private static void addTalk(List<byte[]> frames, String client, String server) {
        frames.add(Frames.ethernet().ip(client, server).udp(5_000, 53_000).bytes());
        frames.add(Frames.ethernet()
                .ip(client, server)
                .tcp(6_000, 80, TcpFlags.SYN)
                .bytes());
        frames.add(Frames.ethernet()
                .ip(server, client)
                .tcp(80, 6_000, TcpFlags.SYN | TcpFlags.ACK)
                .bytes());
        frames.add(Frames.ethernet().ip(client, server).icmp(8, 0).bytes());
    }

    /** About a flow that is there, about one that isn't, and about the first again in fragments. */
    private static void addErrors(List<byte[]> frames, String client, String server) {
        byte[] known = Frames.raw().ip(client, server).udp(5_000, 53_000).bytes();
        byte[] unknown = Frames.raw().ip(client, server).udp(7_777, 7_778).bytes();
        frames.add(error(client, UNREACHABLE, known).bytes());
        frames.add(error(client, UNREACHABLE, unknown).bytes());
        frames.add(error(client, TIME_EXCEEDED, known).bytes());
        byte[] cut = Datagrams.of(error(client, UNREACHABLE, known));
        addParts(frames, ROUTER, client, IpProtocol.ICMP, 900, cut, TINY);
        byte[] large = Datagrams.of(error(client, UNREACHABLE, DnsMessages.join(known, new byte[1_200])));
        addParts(frames, ROUTER, client, IpProtocol.ICMP, 901, large, 800);
    }

    private static Frames error(String to, int type, byte[] about) {
        return Frames.ethernet().ip(ROUTER, to).icmp(type, PORT).payload(about);
    }

    private static void addFragments(List<byte[]> frames, String client, String server) {
        byte[] request = Datagrams.of(Frames.ethernet()
                .ip(client, server)
                .tcp(6_001, 80, TcpFlags.ACK | TcpFlags.PSH)
                .payload("GET /login HTTP/1.1\r\nHost: example.org\r\n\r\n"));
        addParts(frames, client, server, IpProtocol.TCP, 902, request, TINY);
        byte[] datagram = Datagrams.of(
                Frames.ethernet().ip(client, server).udp(5_001, 53_001).payload(new byte[2_000]));
        addParts(frames, client, server, IpProtocol.UDP, 903, datagram, 800);
    }

    private static void addParts(
            List<byte[]> frames, String from, String to, int protocol, int id, byte[] datagram, int size) {
        for (int start = 0; start < datagram.length; start += size) {
            int end = Math.min(datagram.length, start + size);
            frames.add(Datagrams.fragment(Frames.ethernet().ip(from, to), protocol, id, datagram, start, end));
        }
    }

    /** The host claims its address, and so does another. */
    private static void addArp(List<byte[]> frames, int host) {
        long mac = Frames.SOURCE_MAC + host;
        long rival = Frames.SOURCE_MAC + HOSTS;
        frames.add(arp(1, mac, CLIENT + host, SERVER + host));
        frames.add(arp(2, rival, CLIENT + host, SERVER + host));
        frames.add(arp(2, mac, CLIENT + host, CLIENT + host));
    }

    private static byte[] arp(int operation, long mac, String sender, String target) {
        return Frames.ethernet(mac, Frames.DESTINATION_MAC)
                .arp(operation, mac, sender, Frames.DESTINATION_MAC, target)
                .bytes();
    }
}
