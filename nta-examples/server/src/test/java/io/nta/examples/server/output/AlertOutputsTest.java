package io.nta.examples.server.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.examples.server.config.OutputConfig;
import io.nta.examples.server.config.OutputConfig.SyslogProtocol;
import io.nta.packet.IpAddress;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AlertOutputsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HOSTILE = "data goes out under evil\nexample \u202e<script>";

    @TempDir
    Path folder;

    private static Alert alert(String id) {
        return new Alert(
                id,
                AttackType.DNS_TUNNEL,
                IpAddress.parse("10.0.0.1"),
                null,
                Severity.HIGH,
                0.8,
                Instant.parse("2026-11-22T21:41:07Z"),
                Instant.parse("2026-11-22T21:41:31Z"),
                30,
                Instant.parse("2026-11-22T21:41:00Z"),
                Instant.parse("2026-11-22T21:41:30Z"),
                Instant.parse("2026-11-22T21:41:30Z"),
                500,
                30_000,
                new Alert.Details(HOSTILE, List.of("one"), "T1071.004"),
                false);
    }

    private static OutputConfig syslog(int port, SyslogProtocol protocol) {
        return new OutputConfig(null, null, null, "127.0.0.1", port, protocol, 10);
    }

    @Test
    void aFileHasALineOfEveJsonForEachChangeAndABeginningAnewAfterRotation() throws Exception {
        Path file = folder.resolve("eve.json");
        try (AlertOutputs outputs =
                new AlertOutputs(new OutputConfig(file, null, null, null, 514, SyslogProtocol.UDP, 10))) {
            outputs.onOpened(alert("a"));
            outputs.onClosed(alert("a"));
            await(file, 2);
            Files.move(file, folder.resolve("eve.json.1"));
            outputs.onOpened(alert("b"));
            await(file, 1);
            assertThat(outputs.lost()).isZero();
        }
        JsonNode opened =
                MAPPER.readTree(Files.readAllLines(folder.resolve("eve.json.1")).get(0));
        assertThat(opened.get("event_type").asText()).isEqualTo("alert");
        assertThat(opened.get("src_ip").asText()).isEqualTo("10.0.0.1");
        assertThat(opened.has("dest_ip")).isFalse();
        assertThat(opened.at("/alert/severity").asInt()).isEqualTo(1);
        assertThat(opened.at("/nta/change").asText()).isEqualTo("opened");
        assertThat(opened.at("/nta/details/message").asText()).isEqualTo(HOSTILE);
        assertThat(MAPPER.readTree(Files.readString(file)).at("/nta/id").asText())
                .isEqualTo("b");
    }

    private static void await(Path file, int lines) throws Exception {
        while (!Files.exists(file) || Files.readAllLines(file).size() < lines) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void syslogByUdpIsOneDatagramOfOneLine() throws Exception {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                AlertOutputs outputs = new AlertOutputs(syslog(receiver.getLocalPort(), SyslogProtocol.UDP))) {
            outputs.onOpened(alert("a"));
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            receiver.receive(packet);
            assertMessage(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void syslogByTcpCountsItsOctets() throws Exception {
        try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AlertOutputs outputs = new AlertOutputs(syslog(receiver.getLocalPort(), SyslogProtocol.TCP))) {
            outputs.onOpened(alert("a"));
            try (Socket sender = receiver.accept();
                    InputStream in = sender.getInputStream()) {
                byte[] all = in.readAllBytes();
                String text = new String(all, StandardCharsets.UTF_8);
                String count = text.substring(0, text.indexOf(' '));
                assertThat(Integer.parseInt(count)).isEqualTo(all.length - count.length() - 1);
                assertMessage(text.substring(count.length() + 1));
            }
        }
    }

    private static void assertMessage(String message) throws Exception {
        // Facility 4, severity 3.
        assertThat(message).matches("<35>1 \\S+Z \\S+ nta - opened - \\{.*}").doesNotContain("\n");
        JsonNode alert = MAPPER.readTree(message.substring(message.indexOf('{')));
        assertThat(alert.at("/details/message").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void whatAnOutputFailsOnForGoodIsCountedAndTheNextIsTried() throws Exception {
        OutputQueue queue = new OutputQueue(
                new AlertOutput() {
                    @Override
                    public String description() {
                        return "a broken output";
                    }

                    @Override
                    public void send(String change, Alert alert) {
                        throw new IllegalStateException("broken");
                    }
                },
                10);
        queue.add("opened", alert("a"));
        queue.add("opened", alert("b"));
        queue.close();
        assertThat(queue.lost()).isEqualTo(2);
    }

    /** What a webhook's receiver got. */
    private record Delivery(String id, String signature, byte[] body) {}

    @Test
    void aWebhookIsSignedAndTriedAgain() throws Exception {
        BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
        List<Integer> answers = new ArrayList<>(List.of(503, 200));
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            deliveries.add(new Delivery(
                    exchange.getRequestHeaders().getFirst("X-NTA-Delivery"),
                    exchange.getRequestHeaders().getFirst("X-NTA-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(answers.remove(0), -1);
            exchange.close();
        });
        receiver.start();
        URI uri = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        try (AlertOutputs outputs =
                new AlertOutputs(new OutputConfig(null, uri, "s3cret", null, 514, SyslogProtocol.UDP, 10))) {
            outputs.onOpened(alert("a"));
            Delivery first = deliveries.take();
            Delivery second = deliveries.take();
            assertThat(second.id()).isEqualTo(first.id()).isEqualTo("a-opened");
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(MAPPER.readTree(second.body()).at("/alert/id").asText()).isEqualTo("a");
            assertThat(second.signature()).isEqualTo(signed(second, "s3cret"));
            assertThat(outputs.lost()).isZero();
        } finally {
            receiver.stop(0);
        }
    }

    private static String signed(Delivery delivery, String secret) throws Exception {
        String time = delivery.signature().replaceAll("t=(\\d+),.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((time + '.').getBytes(StandardCharsets.UTF_8));
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(delivery.body()));
    }
}
