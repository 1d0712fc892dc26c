package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.packet.Datagrams;
import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import io.nta.spi.WindowAggregator;
import io.nta.testkit.AllocationGauge;
import io.nta.testkit.SshTalk;
import io.nta.testkit.TcpTalk;
import io.nta.testkit.Traffic;
import io.nta.window.AggregatorConfig;
import io.nta.window.FoldingAggregator;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole line allocates nothing for a packet of a connection, of hosts and with names that it knows, while no window closes. */
class WarmLineTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String CLIENT6 = "fd00::1";
    private static final String SERVER6 = "fd00::2";
    private static final int WARM_UP_POLLS = 40;
    private static final int MEASURED_POLLS = 20;
    private static final int MOST_POLL_PACKETS = 1_024;

    /** What hosts say to each other, once it has begun. */
    private enum Talk {
        HTTP(traffic -> http(traffic, CLIENT, SERVER)),
        HTTP_OVER_IPV6(traffic -> http(traffic, CLIENT6, SERVER6)),
        SSH(traffic -> ssh(traffic, CLIENT, SERVER)),
        SSH_OVER_IPV6(traffic -> ssh(traffic, CLIENT6, SERVER6)),
        LOSSY_TCP(WarmLineTest::lossyTcp),
        DNS(traffic -> dns(traffic, CLIENT, SERVER)),
        DNS_OVER_IPV6(traffic -> dns(traffic, CLIENT6, SERVER6)),
        DNS_OVER_TCP(WarmLineTest::dnsOverTcp),
        UDP(WarmLineTest::udp),
        ICMP(traffic -> icmp(traffic, CLIENT, SERVER, 8, 0)),
        ICMPV6(traffic -> icmp(traffic, CLIENT6, SERVER6, 128, 129)),
        ICMP_ERRORS(WarmLineTest::icmpErrors),
        OTHER_PROTOCOLS(WarmLineTest::otherProtocols),
        FRAGMENTS(traffic -> fragments(traffic, CLIENT, SERVER)),
        FRAGMENTS_OF_IPV6(traffic -> fragments(traffic, CLIENT6, SERVER6)),
        TUNNELS(WarmLineTest::tunnels),
        ARP(WarmLineTest::arp),
        CONTESTED_ARP(WarmLineTest::contestedArp);

        private final Consumer<EndlessTraffic> begin;

        Talk(Consumer<EndlessTraffic> begin) {
            this.begin = begin;
        }
    }

    private static void http(EndlessTraffic traffic, String client, String server) {
        TcpTalk plain = traffic.tcp(client, 40_000, server, 80).handshake();
        TcpTalk other = traffic.tcp(client, 40_001, server, 8_080).handshake();
        traffic.repeat(t -> {
            plain.send("GET /account/login?next=1 HTTP/1.1\r\nHost: www.example.org\r\n\r\n")
                    .serverAck()
                    .answer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 5\r\n\r\nagain")
                    .ack();
            other.send("POST /upload HTTP/1.1\r\nHost: example.org\r\nContent-Length: 600\r\n\r\n")
                    .send(new byte[400])
                    .send(new byte[200])
                    .answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n")
                    .answer("0\r\n\r\n")
                    .send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")
                    .answer("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n")
                    .zeroWindow()
                    .ack();
        });
    }

    private static void ssh(EndlessTraffic traffic, String client, String server) {
        SshTalk ssh = SshTalk.accepted(traffic, client, 40_022, server, 22);
        traffic.repeat(t -> ssh.none().wrongPassword());
    }

    private static void lossyTcp(EndlessTraffic traffic) {
        TcpTalk talk = traffic.tcp(CLIENT, 40_443, SERVER, 443).handshake();
        traffic.repeat(t -> talk.sendOutOfOrder(new int[] {1, 0, 3, 2}, "second", "first", "fourth", "third")
                .serverAck()
                .answer(SshTalk.encrypted(1_400))
                .ack());
    }

    private static void dns(EndlessTraffic traffic, String client, String server) {
        traffic.repeat(t -> {
            for (String name : new String[] {"www.example.org", "MAIL.example.co.uk", "4.3.2.1.in-addr.arpa"}) {
                t.query(client, server, name, DnsMessages.A);
                t.response(client, server, name, DnsMessages.A, 0, new byte[4]);
            }
            t.query(client, server, "missing.example.org", DnsMessages.TXT);
            t.response(client, server, "missing.example.org", DnsMessages.TXT, 3);
        });
    }

    private static void dnsOverTcp(EndlessTraffic traffic) {
        TcpTalk talk = traffic.tcp(CLIENT, 40_053, SERVER, 53).handshake();
        byte[] query = DnsMessages.overTcp(DnsMessages.query(7, "www.example.org", DnsMessages.A));
        byte[] response =
                DnsMessages.overTcp(DnsMessages.response(7, "www.example.org", DnsMessages.A, 0, new byte[4]));
        traffic.repeat(t -> talk.send(query).answer(response).ack());
    }

    private static void udp(EndlessTraffic traffic) {
        traffic.repeat(t -> t.udp(CLIENT, 50_000, SERVER, 443, 1_200)
                .udp(SERVER, 443, CLIENT, 50_000, 1_200)
                .udp(CLIENT6, 50_000, SERVER6, 514, 80)
                .udp(CLIENT, 5_353, "224.0.0.251", 5_353, 60));
    }

    private static void icmp(EndlessTraffic traffic, String client, String server, int request, int reply) {
        traffic.repeat(t -> t.icmp(client, server, request, 0, 56).icmp(server, client, reply, 0, 56));
    }

    private static void icmpErrors(EndlessTraffic traffic) {
        TcpTalk talk = traffic.tcp(CLIENT, 40_090, SERVER, 9_090).syn();
        traffic.repeat(t -> {
            talk.synAgain();
            t.error("10.0.0.9", 11, 0, IpProtocol.TCP, CLIENT, 40_090, SERVER, 9_090);
            t.udp(CLIENT, 50_001, SERVER, 33_434, 8);
            t.error(SERVER, 3, 3, IpProtocol.UDP, CLIENT, 50_001, SERVER, 33_434);
            // About a flow that nobody knows.
            t.error(SERVER, 3, 3, IpProtocol.UDP, CLIENT, 50_002, SERVER, 33_435);
        });
    }

    private static void otherProtocols(EndlessTraffic traffic) {
        traffic.repeat(t ->
                t.frame(Frames.ethernet().ip(CLIENT, "224.0.0.18").protocol(112).payload(new byte[20])));
    }

    private static void fragments(EndlessTraffic traffic, String client, String server) {
        Frames ip = Frames.ethernet().ip(client, server);
        byte[] datagram = Datagrams.of(
                Frames.ethernet().ip(client, server).udp(50_003, 2_049).payload(new byte[4_000]));
        int end = datagram.length;
        traffic.repeat(t -> t.bytes(Datagrams.fragment(ip, IpProtocol.UDP, 7, datagram, 0, 1_480))
                .bytes(Datagrams.fragment(ip, IpProtocol.UDP, 7, datagram, 1_480, 2_960))
                .bytes(Datagrams.fragment(ip, IpProtocol.UDP, 7, datagram, 2_960, end))
                // A header in pieces, the last first.
                .bytes(Datagrams.fragment(ip, IpProtocol.UDP, 8, datagram, 16, end))
                .bytes(Datagrams.fragment(ip, IpProtocol.UDP, 8, datagram, 0, 8))
                .bytes(Datagrams.fragment(ip, IpProtocol.UDP, 8, datagram, 8, 16)));
    }

    private static void tunnels(EndlessTraffic traffic) {
        byte[] inner = Frames.ethernet()
                .ip("192.168.0.1", "192.168.0.2")
                .udp(50_004, 7_000)
                .bytes();
        byte[] vxlan = DnsMessages.join(new byte[] {8, 0, 0, 0, 0, 0, 5, 0}, inner);
        traffic.repeat(t -> t.frame(Frames.ethernet()
                        .vlan(3)
                        .ip(CLIENT, SERVER)
                        .udp(50_005, 4_789)
                        .payload(vxlan))
                .frame(Frames.ethernet()
                        .ip(CLIENT, SERVER)
                        .protocol(4)
                        .payload(Frames.raw()
                                .ip("192.168.0.1", "192.168.0.2")
                                .icmp(8, 0)
                                .bytes())));
    }

    private static void arp(EndlessTraffic traffic) {
        traffic.repeat(t -> t.arpRequest(1, CLIENT, SERVER)
                .arpReply(2, SERVER, CLIENT)
                .arpRequest(3, "0.0.0.0", SERVER)
                .arpRequest(2, SERVER, SERVER)
                .arpReply(1, CLIENT, SERVER));
    }

    private static void contestedArp(EndlessTraffic traffic) {
        traffic.repeat(t -> t.arpReply(2, SERVER, CLIENT)
                .arpReply(3, SERVER, CLIENT)
                .arpReply(3, CLIENT, SERVER)
                .arpReply(3, SERVER, "10.0.0.7"));
    }

    /** Polled by the thread of the line, which is therefore what it reads the gauge of: from one poll to the next. */
    private static final class WarmSource implements PacketSource {
        private static final long GAP = 1_000;

        private final EndlessTraffic traffic;
        private final AllocationGauge gauge = new AllocationGauge(MEASURED_POLLS);
        private final boolean live;
        private long now = Traffic.START;
        private int polls;
        private long delivered;

        WarmSource(EndlessTraffic traffic, boolean live) {
            this.traffic = traffic;
            this.live = live;
        }

        @Override
        public String description() {
            return "endless traffic";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            gauge.read();
            if (polls++ == WARM_UP_POLLS + MEASURED_POLLS) {
                return END;
            }
            if (live) {
                sink.onTime(now);
            }
            int sent = polls == 1 ? traffic.sendOpening(sink, now) : 0;
            for (int size = traffic.size(); sent + size <= limit; sent += size) {
                traffic.sendRound(sink, now, GAP);
                now += size * GAP;
            }
            delivered += sent;
            return sent;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(delivered, delivered, 0, 0);
        }

        @Override
        public void close() {}
    }

    private static long leastBytesOfAPoll(EndlessTraffic traffic, boolean live, WindowAggregator aggregator) {
        WarmSource source = new WarmSource(traffic, live);
        try (Analyzer analyzer =
                Analyzer.builder().source(source).aggregator(aggregator).build()) {
            analyzer.run();
            AnalyzerStats stats = analyzer.stats();
            assertThat(stats.folded())
                    .as("packets that reached a window")
                    .isEqualTo(source.delivered)
                    .isGreaterThan((WARM_UP_POLLS + MEASURED_POLLS) * (MOST_POLL_PACKETS / 2));
            assertThat(stats.windows().overflowedKeys()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return source.gauge.leastBytes();
    }

    private static WindowAggregator folding() {
        return new FoldingAggregator(AggregatorConfig.defaults(), 42);
    }

    private static EndlessTraffic all() {
        EndlessTraffic traffic = new EndlessTraffic();
        for (Talk talk : Talk.values()) {
            talk.begin.accept(traffic);
        }
        return traffic;
    }

    @ParameterizedTest
    @EnumSource
    void aPacketOfWhatIsKnownAllocatesNothing(Talk talk) {
        EndlessTraffic traffic = new EndlessTraffic();
        talk.begin.accept(traffic);
        assertThat(leastBytesOfAPoll(traffic, false, folding()))
                .as("bytes for about 1 000 packets")
                .isZero();
    }

    @Test
    void allOfItTogetherAllocatesNothing() {
        assertThat(leastBytesOfAPoll(all(), false, folding())).isZero();
    }

    @Test
    void neitherDoesWhatComesLive() {
        assertThat(leastBytesOfAPoll(all(), true, folding())).isZero();
    }

    @Test
    void oneObjectInAThousandPacketsWouldBeSeen() {
        WindowAggregator wasteful = new OneObject(folding());
        assertThat(leastBytesOfAPoll(all(), false, wasteful)).isBetween(1L, 100L);
    }

    /** Allocates at each {@value #PACKETS}th packet. */
    private static final class OneObject extends ForwardingAggregator {
        private static final int PACKETS = 500;

        private int packets;

        @Nullable
        private Object waste;

        OneObject(WindowAggregator aggregator) {
            super(aggregator);
        }

        @Override
        public void onPacket(PacketView packet, Connection connection, ConnectionChange change) {
            if (++packets % PACKETS == 0) {
                waste = new Object();
            }
            super.onPacket(packet, connection, change);
        }
    }
}
