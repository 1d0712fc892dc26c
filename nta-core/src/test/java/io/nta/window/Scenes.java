package io.nta.window;

import static io.nta.window.Traffic.ACK;
import static io.nta.window.Traffic.FIN;
import static io.nta.window.Traffic.PSH;
import static io.nta.window.Traffic.RST;
import static io.nta.window.Traffic.SYN;

import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What hosts do, by chance but the same for one seed: lives of connections, names asked for, addresses claimed. */
final class Scenes {
    private static final List<String> HOSTS =
            List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "192.168.7.9", "2001:db8::1", "2001:db8::2");
    private static final List<String> DOMAINS =
            List.of("example.com", "bbc.co.uk", "corp.lan", "user.github.io", "2.0.192.in-addr.arpa", "t.evil.net");
    private static final int[] QUERY_TYPES = {1, 28, 16, 10, 5, 15, 33, 12, 65_399};
    private static final int[] SERVICE_PORTS = {80, 80, 443, 22, 21, 23, 3389, 6001, 8080, 5900};
    private static final String ENCRYPTED = "x".repeat(600);
    private static final String NEW_KEYS = "\0\0\0\14\12\25" + "\0".repeat(10);

    private final SplittableRandom random;
    private final Traffic traffic = new Traffic();
    private int nextPort = 20_000;

    Scenes(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Seven minutes and a half of them, with a silence of four minutes in between. */
    Traffic play(int scenes) {
        for (int i = 0; i < scenes; i++) {
            double part = random.nextDouble();
            double at = part < 0.6 ? random.nextDouble() * 150 : 390 + random.nextDouble() * 70;
            scene(at);
        }
        scan(20 + random.nextDouble() * 10);
        tunnel(40 + random.nextDouble() * 10);
        return traffic;
    }

    private void scene(double at) {
        switch (random.nextInt(14)) {
            case 0, 1 -> web(at);
            case 2 -> slowRequest(at);
            case 3 -> ssh(at);
            case 4 -> unanswered(at);
            case 5 -> refused(at);
            case 6 -> midway(at);
            case 7 -> datagrams(at);
            case 8, 9 -> lookUps(at);
            case 10 -> echo(at);
            case 11 -> backscatter(at);
            default -> arp(at);
        }
    }

    private String host(boolean four) {
        return HOSTS.get(four ? random.nextInt(5) : 5 + random.nextInt(2));
    }

    private Traffic.Tcp connection() {
        boolean four = random.nextInt(5) > 0;
        return traffic.tcp(host(four), nextPort++, host(four), SERVICE_PORTS[random.nextInt(SERVICE_PORTS.length)]);
    }

    private double wait(double at, double atMost) {
        return at + random.nextDouble() * atMost;
    }

    private void web(double at) {
        Traffic.Tcp tcp = connection().handshake(at);
        double now = at + 0.1;
        for (int i = random.nextInt(4); i >= 0; i--) {
            String path = random.nextInt(3) == 0 ? "/app/login" : "/index.html";
            String request = "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n";
            tcp.from(now, PSH | ACK, request);
            if (random.nextInt(3) == 0) {
                tcp.repeat(now + 0.4, request);
            }
            now = wait(now, 6);
            String status = random.nextInt(3) == 0 ? "401 Unauthorized" : "200 OK";
            tcp.back(now, PSH | ACK, "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nok");
            now = wait(now, 9);
        }
        switch (random.nextInt(3)) {
            case 0 -> tcp.finish(now);
            case 1 -> tcp.back(now, RST, "");
            default -> tcp.zeroWindow(now);
        }
    }

    private void slowRequest(double at) {
        Traffic.Tcp tcp = connection().handshake(at).from(at + 0.1, PSH | ACK, "GET / HTTP/1.1\r\n");
        double now = at;
        for (int i = random.nextInt(8); i >= 0; i--) {
            now = wait(now + 2, 9);
            tcp.from(now, PSH | ACK, "X-a: b\r\n");
        }
        if (random.nextBoolean()) {
            tcp.from(now + 1, PSH | ACK, "\r\n").back(now + 2, PSH | ACK, "HTTP/1.1 200 OK\r\n\r\n");
        } else if (random.nextBoolean()) {
            tcp.from(now + 1, FIN | ACK, "").back(now + 1.2, FIN | ACK, "");
        }
    }

    private void ssh(double at) {
        Traffic.Tcp tcp = connection().handshake(at);
        tcp.back(at + 0.1, PSH | ACK, "SSH-2.0-OpenSSH_9.2\r\n").from(at + 0.2, PSH | ACK, "SSH-2.0-c\r\n");
        tcp.from(at + 0.3, PSH | ACK, NEW_KEYS).from(at + 0.4, PSH | ACK, ENCRYPTED.substring(0, 48));
        tcp.back(at + 0.5, PSH | ACK, ENCRYPTED.substring(0, 44));
        double now = at + 1;
        for (int i = random.nextInt(5); i >= 0; i--) {
            now = wait(now, 5);
            tcp.from(now, PSH | ACK, ENCRYPTED.substring(0, 100))
                    .back(now + 0.2, PSH | ACK, ENCRYPTED.substring(0, 52));
        }
        if (random.nextBoolean()) {
            tcp.from(now + 1, PSH | ACK, ENCRYPTED.substring(0, 100))
                    .back(now + 1.1, PSH | ACK, ENCRYPTED.substring(0, 28));
        }
        tcp.finish(now + 2);
    }

    private void unanswered(double at) {
        Traffic.Tcp tcp = connection()
                .from(at, SYN, "")
                .repeatSyn(at + 1)
                .repeatSyn(at + 3)
                .repeatSyn(at + 7);
        if (random.nextInt(3) == 0) {
            tcp.back(at + 8, SYN | ACK, "");
        }
    }

    private void refused(double at) {
        int first = random.nextBoolean() ? SYN : random.nextBoolean() ? FIN : ACK;
        connection().from(at, first, "").back(at + 0.01, RST | ACK, "");
    }

    private void midway(double at) {
        Traffic.Tcp tcp = connection().from(at, ACK, "data").back(at + 0.3, ACK, "more");
        double now = at;
        for (int i = random.nextInt(4); i > 0; i--) {
            now = wait(now, 40);
            tcp.from(now, PSH | ACK, ENCRYPTED).back(now + 0.2, PSH | ACK, ENCRYPTED);
        }
    }

    private void backscatter(double at) {
        connection().back(at, SYN | ACK, "").back(at + 1, SYN | ACK, "");
        traffic.add(
                at,
                Frames.ethernet()
                        .ip(host(true), host(true))
                        .udp(123, nextPort++)
                        .payload("time"));
    }

    private void datagrams(double at) {
        String from = host(true);
        String to = host(true);
        int port = nextPort++;
        int service = random.nextBoolean() ? random.nextInt(65_536) : 33_434 + random.nextInt(200);
        Frames datagram = Frames.ethernet().ip(from, to).udp(port, service).payload("x".repeat(random.nextInt(300)));
        traffic.add(at, datagram);
        traffic.add(wait(at, 70), datagram);
        if (random.nextBoolean()) {
            traffic.add(
                    at + 0.2, Frames.ethernet().ip(to, from).udp(service, port).payload("answer"));
        } else {
            byte[] quoted = Arrays.copyOfRange(datagram.bytes(), 14, 14 + 28);
            int type = random.nextBoolean() ? 3 : 11;
            traffic.add(at + 0.2, Frames.ethernet().ip(to, from).icmp(type, 3).payload(quoted));
        }
        traffic.add(
                at + 0.4,
                Frames.ethernet()
                        .ip(from, to)
                        .protocol(17)
                        .fragment(7, 1_480, false)
                        .payload("tail"));
        traffic.add(at + 0.5, Frames.ethernet().ip(from, to).protocol(47).payload("gre"));
    }

    private void lookUps(double at) {
        String client = host(true);
        double now = at;
        for (int i = random.nextInt(12); i >= 0; i--) {
            String name = label() + "." + DOMAINS.get(random.nextInt(DOMAINS.size()));
            int type = QUERY_TYPES[random.nextInt(QUERY_TYPES.length)];
            int id = random.nextInt(60_000);
            traffic.add(now, Frames.ethernet().ip(client, "10.0.0.53").dnsQuery(id, name, type));
            int code = random.nextInt(4) == 0 ? 3 : 0;
            byte[][] answers = code == 0 ? new byte[][] {new byte[4 + random.nextInt(60)]} : new byte[0][];
            traffic.add(
                    now + 0.05, Frames.ethernet().ip("10.0.0.53", client).dnsResponse(id, name, type, code, answers));
            now = wait(now, 4);
        }
    }

    private String label() {
        String[] words = {"www", "mail", "cdn-3", "a.b", "_dmarc", "login"};
        return random.nextBoolean() ? words[random.nextInt(words.length)] : Long.toString(random.nextLong() >>> 1, 32);
    }

    private void echo(double at) {
        boolean four = random.nextBoolean();
        String from = host(four);
        String to = host(four);
        for (int i = 0; i < 4; i++) {
            traffic.add(
                    at + 3 * i,
                    Frames.ethernet().ip(from, to).icmp(four ? 8 : 128, 0).payload("ping"));
            traffic.add(
                    at + 3 * i + 0.02,
                    Frames.ethernet().ip(to, from).icmp(four ? 0 : 129, 0).payload("ping"));
        }
    }

    private void arp(double at) {
        int asked = random.nextInt(4);
        int asker = random.nextInt(4);
        long mac = Frames.SOURCE_MAC + (random.nextInt(3) == 0 ? 0x66 : asked);
        long askerMac = Frames.SOURCE_MAC + asker;
        if (random.nextInt(4) > 0) {
            traffic.add(at, Frames.ethernet().arp(1, askerMac, HOSTS.get(asker), 0, HOSTS.get(asked)));
        }
        traffic.add(
                wait(at, 1), Frames.ethernet(mac, askerMac).arp(2, mac, HOSTS.get(asked), askerMac, HOSTS.get(asker)));
        if (random.nextInt(3) == 0) {
            traffic.add(
                    wait(at, 9),
                    Frames.ethernet(mac, Frames.BROADCAST_MAC).arp(1, mac, HOSTS.get(asked), 0, HOSTS.get(asked)));
            traffic.add(wait(at, 9), Frames.ethernet().arp(1, mac, "0.0.0.0", 0, HOSTS.get(asked)));
        }
    }

    /** 400 ports of two hosts in a minute: more targets than are counted exactly. */
    private void scan(double at) {
        for (int i = 0; i < 400; i++) {
            double now = at + i * 0.15;
            Traffic.Tcp probe = traffic.tcp("10.0.0.66", 55_555, "10.0.0." + (1 + i % 2), 1 + i * 3);
            probe.from(now, SYN, "");
            if (i % 7 > 0) {
                probe.back(now + 0.01, i % 7 == 1 ? SYN | ACK : RST | ACK, "");
            }
        }
    }

    /** 300 names under one domain. */
    private void tunnel(double at) {
        for (int i = 0; i < 300; i++) {
            byte[] query = DnsMessages.query(i, Long.toString(random.nextLong() >>> 1, 36) + ".t.evil.net", 16);
            traffic.add(
                    at + i * 0.2,
                    Frames.ethernet()
                            .ip("10.0.0.67", "10.0.0.53")
                            .udp(40_001, 53)
                            .payload(query));
        }
    }
}
