package io.nta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.feature.FeatureVector;
import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.packet.SampleFrames;
import io.nta.packet.TcpFlags;
import io.nta.testkit.RecordSource;
import io.nta.testkit.Rows;
import io.nta.testkit.Scenario;
import io.nta.testkit.TcpTalk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordFramesTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    /** Traffic with everything that facts alone can't tell: segments, answers, banners, pieces of requests. */
    private static Scenario traffic() {
        Scenario scenario = new Scenario();
        TcpTalk web = scenario.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        web.at(0.5).send("GET /login HTTP/1.1\r\nHost: example.org\r\n\r\n");
        web.at(0.6).answer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        web.at(1).fin();
        scenario.tcp(CLIENT, 40_001, SERVER, 22).at(2).handshake().answer("SSH-2.0-OpenSSH_9.2\r\n");
        scenario.tcp(CLIENT, 40_002, SERVER, 80).at(3).handshake().send("GET /slow HTTP/1.1\r\nX-a: ");
        for (int i = 0; i < 20; i++) {
            scenario.at(4 + i * 0.1).query(CLIENT, "10.0.0.53", i + "abcdef.tunnel.example.org", DnsMessages.TXT);
            scenario.response(CLIENT, "10.0.0.53", i + "abcdef.tunnel.example.org", DnsMessages.TXT, 0, new byte[40]);
            scenario.segment(CLIENT, 50_000 + i, "10.0.0.3", 1_000 + i, TcpFlags.SYN);
            scenario.segment("10.0.0.3", 1_000 + i, CLIENT, 50_000 + i, TcpFlags.RST | TcpFlags.ACK);
        }
        scenario.at(7).echo(CLIENT, SERVER).echoReply(SERVER, CLIENT);
        scenario.at(8).arpRequest(Frames.SOURCE_MAC, CLIENT, SERVER);
        scenario.at(8.1).arpReply(Frames.DESTINATION_MAC, SERVER, CLIENT);
        scenario.at(40).udp(CLIENT, 5_000, SERVER, 6_000, 100);
        return scenario;
    }

    private static List<PacketRecord> overTheWire(List<PacketRecord> packets) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        PacketBatchJson.write(new PacketBatch("1", "a", null, packets, 0, List.of()), body);
        PacketBatch read = new PacketBatchJson().read(new ByteArrayInputStream(body.toByteArray()));
        assertThat(read.rejects()).isEmpty();
        return read.packets();
    }

    private static Rows analysed(List<PacketRecord> packets) throws IOException {
        List<FeatureVector> rows = new ArrayList<>();
        try (Analyzer analyzer = Analyzer.builder()
                .source(new RecordSource(packets))
                .onRow(rows::add)
                .build()) {
            analyzer.run();
            return new Rows(rows, analyzer.stats());
        }
    }

    private static List<String> texts(Rows rows) {
        return rows.all().stream()
                .map(row -> row.kind() + " " + row.address() + ' ' + row.seconds() + ' ' + row.startNanos()
                        + Arrays.toString(row.toArray()))
                .sorted()
                .toList();
    }

    @Test
    void packetsThatTravelledGiveTheRowsOfTheirFile() throws IOException {
        Scenario scenario = traffic();

        Rows travelled = analysed(overTheWire(Recorded.of(scenario.frames())));

        assertThat(texts(travelled)).hasSizeGreaterThan(20).isEqualTo(texts(scenario.run()));
    }

    @Test
    void packetsWithoutFramesGiveTheBaseFeaturesThatTheirFactsTell() throws IOException {
        Scenario scenario = traffic();
        List<PacketRecord> facts = Recorded.of(scenario.frames()).stream()
                .map(Recorded::withoutFrame)
                .toList();

        Rows rows = analysed(overTheWire(facts));

        assertThat(rows.stats().undecoded()).isZero();
        // The others are those in which only a request that goes on has something to say.
        List<FeatureVector> whole = scenario.run().all().stream()
                .filter(row -> row.get("packet_count") + row.get("reverse_packet_count") > 0)
                .toList();
        List<String> same = List.of(
                "packet_count",
                "byte_count",
                "avg_packet_size",
                "packet_size_variance",
                "tcp_count",
                "udp_count",
                "icmp_count",
                "arp_count",
                "unique_dst_ips",
                "unique_dst_ports",
                "tcp_syn_count",
                "tcp_ack_count",
                "syn_ack_rate_pps",
                "half_open_count",
                "sequential_port_count",
                "distinct_targets_count",
                "ssh_connection_attempts",
                "http_login_attempts",
                "failed_login_count",
                "arp_request_count",
                "arp_reply_count",
                "unique_macs_per_ip_max",
                "dns_query_count",
                "unique_qnames_count",
                "avg_subdomain_entropy",
                "txt_record_count",
                "avg_answer_size",
                "max_subdomain_length",
                "udp_port_53_count",
                "tcp_ports_hit",
                "remote_conn_port_hits",
                "open_conn_count");
        assertThat(rows.all().size()).as("rows").isEqualTo(whole.size());
        for (FeatureVector expected : whole) {
            FeatureVector row = rows.all().stream()
                    .filter(each -> each.kind() == expected.kind()
                            && each.address().equals(expected.address())
                            && each.seconds() == expected.seconds()
                            && each.startNanos() == expected.startNanos())
                    .findFirst()
                    .orElseThrow();
            for (String feature : same) {
                assertThat(row.get(feature)).as(feature + " of " + expected).isEqualTo(expected.get(feature));
            }
        }
    }

    @Test
    void aMadeFrameSaysWhatTheFactsSay() {
        for (SampleFrames.Sample sample : SampleFrames.ALL) {
            PacketRecord facts = Recorded.withoutFrame(Recorded.of(sample.linkType(), sample.bytes()));
            PacketView view = new PacketView();
            new RecordFrames()
                    .handTo(
                            (nanos, link, buffer, offset, captured, wire, id) -> {
                                assertThat(wire).isGreaterThanOrEqualTo(captured);
                                assertThat(new PacketDecoder()
                                                .decode(nanos, link, buffer, offset, captured, wire, id, view))
                                        .as("%s", facts)
                                        .isTrue();
                            },
                            facts,
                            0);
            PacketRecord again = Recorded.withoutFrame(PacketRecord.of(view, "eth0", LinkType.ETHERNET));
            assertThat(again.source()).isEqualTo(facts.source());
            assertThat(again.destination()).isEqualTo(facts.destination());
            assertThat(again.protocol()).isEqualTo(facts.protocol());
            assertThat(again.length()).isEqualTo(facts.length());
            assertThat(again.tcp()).isEqualTo(facts.tcp());
            assertThat(again.ports()).isEqualTo(facts.ports());
            assertThat(again.icmp()).isEqualTo(facts.icmp());
            assertThat(again.arp()).isEqualTo(facts.arp());
            if (facts.http() != null) {
                assertThat(again.http()).isEqualTo(facts.http());
            }
            if (facts.dns() != null && facts.ports() != null) {
                assertThat(again.dns()).isEqualTo(facts.dns());
            }
        }
    }

    @Test
    void anAcknowledgmentWithTimestampsOrPaddingCarriesNoPayload() {
        for (int length : new int[] {54, 60, 66, 74, 94}) {
            PacketView view = new PacketView();
            PacketRecord ack = new PacketRecord(
                    1,
                    null,
                    IpAddress.parse(CLIENT),
                    IpAddress.parse(SERVER),
                    PacketRecord.Protocol.TCP,
                    length,
                    new PacketRecord.Ports(1, 2),
                    new PacketRecord.Tcp(TcpFlags.ACK, 1, 1),
                    null,
                    null,
                    null,
                    null,
                    null);
            new RecordFrames()
                    .handTo(
                            (nanos, link, buffer, offset, captured, wire, id) ->
                                    new PacketDecoder().decode(nanos, link, buffer, offset, captured, wire, id, view),
                            ack,
                            0);
            assertThat(view.hasTcp()).isTrue();
            assertThat(view.payloadLength()).as("length %d", length).isLessThanOrEqualTo(0);
        }
    }
}
