package io.nta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.packet.SampleFrames;
import io.nta.packet.TcpFlags;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacketJsonTest {
    private static Frames four() {
        return Frames.ethernet().ip("10.0.0.1", "10.0.0.2");
    }

    private static PacketRecord read(String object) throws IOException {
        byte[] body = ("[" + object + "]").getBytes(StandardCharsets.UTF_8);
        PacketBatch batch = new PacketBatchJson().read(new ByteArrayInputStream(body));
        assertThat(batch.rejects()).isEmpty();
        return batch.packets().get(0);
    }

    @Test
    void aPacketIsOneLineWithTheFieldsOfTheContract() {
        byte[] frame = four().tcp(40_000, 80, TcpFlags.ACK | TcpFlags.PSH, 7, 4_294_967_295L, 0)
                .payload("GET /a?b=c HTTP/1.1\r\nHost: example.org\r\n\r\n")
                .bytes();

        String json = PacketJson.toJson(Recorded.of(LinkType.ETHERNET, frame));

        assertThat(json)
                .startsWith(
                        "{\"timestamp\":1767225600.123456789,\"timestamp_ns\":\"1767225600123456789\",\"interface\":\"eth0\","
                                + "\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"TCP\",\"length\":"
                                + frame.length
                                + ",\"src_port\":40000,\"dst_port\":80,\"tcp_flags\":\"ACK,PSH\",\"tcp_syn\":false,\"tcp_ack\":true,"
                                + "\"tcp_fin\":false,\"tcp_rst\":false,\"tcp_psh\":true,\"seq\":7,\"ack\":4294967295,"
                                + "\"http_method\":\"GET\",\"http_path\":\"/a?b=c\",\"http_host\":\"example.org\",\"link_type\":1,\"frame\":\"AgAAAAAC")
                .doesNotContain("\n", "icmp", "arp", "dns");
    }

    @Test
    void aQueryAnAnswerAndArpAreToldInTheEarlierFields() {
        assertThat(PacketJson.toJson(Recorded.of(
                        LinkType.ETHERNET,
                        four().dnsQuery(7, "a.Example.org", DnsMessages.TXT).bytes())))
                .contains("\"dns_query\":true,\"dns_qname\":\"a.example.org\",\"dns_qtype\":16,\"dns_response\":false,"
                        + "\"dns_answer_count\":0,\"dns_answer_size\":0");
        assertThat(PacketJson.toJson(Recorded.of(
                        LinkType.ETHERNET,
                        Frames.ethernet()
                                .arp(2, Frames.SOURCE_MAC, "10.0.0.1", Frames.DESTINATION_MAC, "10.0.0.2")
                                .bytes())))
                .contains("\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"ARP\"")
                .contains("\"arp_op\":2,\"arp_psrc\":\"10.0.0.1\",\"arp_pdst\":\"10.0.0.2\","
                        + "\"arp_hwsrc\":\"02:00:00:00:00:01\",\"arp_hwdst\":\"02:00:00:00:00:02\"");
        assertThat(PacketJson.toJson(Recorded.of(
                        LinkType.ETHERNET,
                        four().tcp(80, 40_000, TcpFlags.ACK)
                                .payload("HTTP/1.1 404 Not Found\r\n\r\n")
                                .bytes())))
                .contains("\"http_status_code\":404");
        assertThat(PacketJson.toJson(Recorded.of(
                        LinkType.ETHERNET,
                        Frames.ethernet().ip("fd00::1", "fd00::2").icmp(128, 3).bytes())))
                .contains("\"protocol\":\"ICMPv6\"", "\"icmp_type\":128,\"icmp_code\":3");
    }

    @Test
    void everyKindOfPacketSurvivesBeingWrittenWithAndWithoutItsFrame() throws IOException {
        for (SampleFrames.Sample sample : SampleFrames.ALL) {
            PacketRecord packet = Recorded.of(sample.linkType(), sample.bytes());
            assertThat(read(PacketJson.toJson(packet))).isEqualTo(packet);
            PacketRecord facts = Recorded.withoutFrame(packet);
            assertThat(read(PacketJson.toJson(facts))).isEqualTo(facts);
        }
    }

    @Test
    void bytesAndTextAreTheSame() throws IOException {
        for (SampleFrames.Sample sample : SampleFrames.ALL) {
            PacketRecord packet = Recorded.of(sample.linkType(), sample.bytes());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JsonGenerator json = JsonFactory.builder().build().createGenerator(bytes)) {
                PacketJson.write(packet, json);
            }
            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(PacketJson.toJson(packet));
        }
    }

    @Test
    void aTimeHasNineDecimalsHoweverLittleItIs() {
        PacketRecord packet = Recorded.of(LinkType.ETHERNET, four().udp(1, 2).bytes());
        for (String seconds : new String[] {
            "0.000000000",
            "0.000000007",
            "0.999999999",
            "1.000000000",
            "1767225600.120000000",
            "-0.000000001",
            "-1.500000000"
        }) {
            long nanos = new BigDecimal(seconds).movePointRight(9).longValueExact();
            assertThat(PacketJson.toJson(packet.movedBy(nanos - packet.timestampNanos())))
                    .startsWith("{\"timestamp\":" + seconds + ",\"timestamp_ns\":\"" + nanos + "\",");
        }
    }

    @Test
    void anUnmodifiedEarlierClientsPacketIsRead() throws IOException {
        PacketRecord packet = read(
                "{\"timestamp\": 1767225600.25, \"interface\": \"eth0\", \"src_ip\": \"10.0.0.1\", \"dst_ip\": \"10.0.0.2\", "
                        + "\"protocol\": \"TCP\", \"length\": 60, \"src_port\": 40000, \"dst_port\": 22, \"tcp_flags\": \"SYN,ACK\", \"tcp_syn\": true, "
                        + "\"tcp_ack\": true, \"tcp_fin\": false, \"tcp_rst\": false, \"tcp_psh\": false, \"seq\": 1, \"ack\": 2, \"icmp_type\": null, "
                        + "\"icmp_code\": null, \"arp_op\": null, \"arp_psrc\": null, \"arp_pdst\": null, \"arp_hwsrc\": null, \"arp_hwdst\": null, "
                        + "\"dns_query\": null, \"dns_qname\": null, \"dns_qtype\": null, \"dns_response\": null, \"dns_answer_count\": null, "
                        + "\"dns_answer_size\": null, \"http_method\": null, \"http_path\": null, \"http_status_code\": null, \"http_host\": null}");

        assertThat(packet.timestampNanos()).isEqualTo(1_767_225_600_250_000_000L);
        assertThat(packet.ports()).isEqualTo(new PacketRecord.Ports(40_000, 22));
        assertThat(packet.tcp()).isEqualTo(new PacketRecord.Tcp(TcpFlags.SYN | TcpFlags.ACK, 1, 2));
        assertThat(packet.frame()).isNull();
        assertThat(packet.dns()).isNull();
        assertThat(packet.http()).isNull();
    }

    @Test
    void theExactTimeCountsWhereBothAreGiven() throws IOException {
        String rest = ",\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"UDP\",\"length\":60}";

        assertThat(read("{\"timestamp\":1.5,\"timestamp_ns\":\"1500000001\"" + rest)
                        .timestampNanos())
                .isEqualTo(1_500_000_001);
        assertThat(read("{\"timestamp_ns\":1500000001,\"timestamp\":1.5" + rest).timestampNanos())
                .isEqualTo(1_500_000_001);
        assertThat(read("{\"timestamp\":1767225600.1234567891" + rest).timestampNanos())
                .isEqualTo(1_767_225_600_123_456_789L);
        assertThat(read("{\"timestamp\":1.5e9" + rest).timestampNanos()).isEqualTo(1_500_000_000_000_000_000L);
        assertThat(read("{\"timestamp\":1e-999999999" + rest).timestampNanos()).isZero();
    }
}
