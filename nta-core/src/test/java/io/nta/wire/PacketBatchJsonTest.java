package io.nta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nta.packet.Frames;
import io.nta.packet.LinkType;
import io.nta.packet.PacketRecord;
import io.nta.wire.PacketFormatException.Cause;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketBatchJsonTest {
    private static final String GOOD =
            "{\"timestamp\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"UDP\",\"length\":60}";

    private static PacketBatch read(String body) throws IOException {
        return read(new PacketBatchJson(), body);
    }

    private static PacketBatch read(PacketBatchJson reader, String body) throws IOException {
        return reader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refuses(PacketBatchJson reader, String body, Cause reason, String message) {
        assertThatExceptionOfType(PacketFormatException.class)
                .isThrownBy(() -> read(reader, body))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aBatchSurvivesBeingWritten() throws IOException {
        PacketRecord packet = Recorded.of(
                LinkType.ETHERNET,
                Frames.ethernet().ip("10.0.0.1", "10.0.0.2").udp(1, 2).bytes());
        AgentStats stats = new AgentStats(1, 2, 3, 4, 5, 6, 7);
        PacketBatch batch = new PacketBatch("id", "sensor-1", stats, List.of(packet, packet), 0, List.of());

        ByteArrayOutputStream body = new ByteArrayOutputStream();
        PacketBatchJson.write(batch, body);

        assertThat(read(body.toString(StandardCharsets.UTF_8))).isEqualTo(batch);
    }

    @Test
    void theArrayAloneIsABatchWithoutAnId() throws IOException {
        PacketBatch batch = read('[' + GOOD + ']');

        assertThat(batch.packets()).hasSize(1);
        assertThat(batch.batchId()).isNull();
        assertThat(batch.agentStats()).isNull();
    }

    @Test
    void aWrongPacketIsRejectedWithItsPlaceAndReasonAndTheOthersAreKept() throws IOException {
        PacketBatch batch = read("{\"raw_packets\":[" + GOOD + ",{\"timestamp\":1},7," + GOOD + ",[[{}]],"
                + GOOD.replace("60}", "60,\"src_port\":{\"a\":[1,2]},\"dst_port\":\"x\"}") + ',' + GOOD
                + "],\"later\":{\"x\":[]}}");

        assertThat(batch.packets()).hasSize(3);
        assertThat(batch.rejected()).isEqualTo(4);
        assertThat(batch.rejects())
                .containsExactly(
                        new PacketBatch.Reject(1, "src_ip is missing"),
                        new PacketBatch.Reject(2, "a packet is an object"),
                        new PacketBatch.Reject(4, "a packet is an object"),
                        new PacketBatch.Reject(5, "src_port is a structure; it is a whole number from 0 to 65535"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "src_port":65536                     | src_port is '65536'; it is 0 to 65535
            "src_port":-1                        | src_port is '-1'; it is 0 to 65535
            "src_port":1.5                       | src_port is '1.5'; it is a whole number
            "src_port":99999999999999999999999   | src_port is '99999999999999999999999'; it is a whole number
            "timestamp":"NaN"                    | timestamp is 'NaN'; it is a number of seconds
            "timestamp":1e300                    | timestamp is '1e300'; it is a number of seconds up to
            "timestamp_ns":"12h"                 | timestamp_ns is '12h'
            "src_ip":"10.0.0.256"                | src_ip is '10.0.0.256', which is no IP address
            "src_ip":7                           | src_ip is '7'; it is a string
            "protocol":"IGMP"                    | protocol is 'IGMP'; it is TCP, UDP
            "length":-5                          | length is '-5'
            "tcp_flags":"SYN,FOO"                | tcp_flags has 'FOO'; flags are FIN, SYN
            "tcp_syn":2                          | tcp_syn is '2'; it is 0 to 1
            "arp_hwsrc":"02:00"                  | arp_hwsrc is '02:00'; it is six octets
            "http_status_code":42                | http_status_code is 42; it is 100 to 999
            "frame":"AAAA"                       | link_type is missing
            "length":2,"frame":"AAAA","link_type":1 | length is 2, but the frame has 3 captured bytes
            "frame":"*","link_type":1            | frame is no base64
            "frame":"AAAA","link_type":147       | link_type is 147, which isn't supported
            "protocol":"ARP","src_ip":"fd00::1"  | ARP is of IPv4
            """)
    void aValueOfTheWrongKindOrOutOfRangeIsNamed(String field, String reason) throws IOException {
        PacketBatch batch = read('[' + GOOD.replace("}", "," + field + '}') + ']');

        assertThat(batch.packets()).isEmpty();
        assertThat(batch.rejects().get(0).reason()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "\"x\"",
                "{}",
                "{\"raw_packets\":7}",
                "{\"raw_packets\":[],\"raw_packets\":[]}",
                "{\"raw_packets\":[]} []",
                "{\"raw_packets\":[",
                "[{\"a\":",
                "nonsense",
                "{\"batch_id\":7,\"raw_packets\":[]}",
                "\u0000",
                "[NaN]"
            })
    void whatIsNoBatchIsRefused(String body) {
        refuses(new PacketBatchJson(), body, Cause.MALFORMED, "The batch");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        WireLimits limits = WireLimits.defaults();
        refuses(
                new PacketBatchJson(limits.withMaxPackets(2)),
                '[' + GOOD + ',' + GOOD + ',' + GOOD + ']',
                Cause.TOO_MANY_PACKETS,
                "more than 2 packets");
        refuses(
                new PacketBatchJson(limits.withMaxBodyBytes(10_000)),
                '[' + (GOOD + ',').repeat(500) + GOOD + ']',
                Cause.TOO_LARGE,
                "10000");
        refuses(new PacketBatchJson(), "[".repeat(100_000), Cause.TOO_DEEP, "32");
        refuses(
                new PacketBatchJson(),
                "{\"batch_id\":\"" + "x".repeat(5_000) + "\",\"raw_packets\":[]}",
                Cause.TOO_LONG,
                "batch_id has more than 4096 characters");
        refuses(new PacketBatchJson(), "[{\"frame\":\"" + "A".repeat(400_000) + "\"}]", Cause.TOO_LONG, "too large");
    }

    @Test
    void aLongTextRejectsItsPacketOnly() throws IOException {
        PacketBatch batch =
                read('[' + GOOD.replace("}", ",\"http_path\":\"" + "x".repeat(5_000) + "\"}") + ',' + GOOD + ']');

        assertThat(batch.packets()).hasSize(1);
        assertThat(batch.rejects().get(0).reason()).isEqualTo("http_path has 5000 characters; it has 4096 at most");
    }

    @Test
    void ofManyRejectsTheFirstReasonsAreKeptAndAllAreCounted() throws IOException {
        PacketBatch batch = read('[' + "{},".repeat(499) + "{}]");

        assertThat(batch.rejected()).isEqualTo(500);
        assertThat(batch.rejects()).hasSize(100);
    }

    @Test
    void anAgentsCountsThatAreNoNumbersAreZero() throws IOException {
        PacketBatch batch = read(
                "{\"raw_packets\":[],\"agent_stats\":{\"captured\":\"x\",\"dropped_by_kernel\":[1],\"undecoded\":5,"
                        + "\"as_of_ns\":99999999999999999999,\"new\":1}}");

        assertThat(batch.agentStats()).isEqualTo(new AgentStats(0, 0, 0, 0, 0, 0, 5));
    }
}
