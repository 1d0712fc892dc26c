package io.nta.examples.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.capture.agent.BatchSender;
import io.nta.capture.agent.SenderConfig;
import io.nta.capture.agent.SenderStats;
import io.nta.capture.agent.Spool;
import io.nta.capture.agent.SpoolConfig;
import io.nta.capture.agent.UploadConfig;
import io.nta.examples.server.testkit.CaptureBatches;
import io.nta.examples.server.testkit.OwnCertificate;
import io.nta.examples.server.testkit.TestServer;
import io.nta.packet.PacketRecord;
import io.nta.wire.AgentStats;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that speaks TLS, asked by real clients; and what it says of files that it can't take. */
@Timeout(120)
class TlsTest {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");

    @TempDir
    private static Path made;

    private static OwnCertificate own;
    private static OwnCertificate other;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        own = OwnCertificate.make(made, "own", "EC");
        other = OwnCertificate.make(made, "other", "RSA");
    }

    private static String[] pem(OwnCertificate of) {
        return new String[] {
            "tls.certificate",
            of.certificate().toString(),
            "tls.private_key",
            of.privateKey().toString()
        };
    }

    private static HttpResponse<String> get(TestServer server, String path, OwnCertificate trusted, String key)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path)).timeout(Duration.ofSeconds(30));
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return HttpClient.newBuilder()
                .sslContext(trusted.trusting())
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    /** The settings by which a server shows {@code own} or {@code other}. */
    private record Setup(String name, Supplier<OwnCertificate> shown, Supplier<String[]> settings) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Path encrypted() {
        try {
            return own.encryptedKey();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Setup> setups() {
        return Stream.of(
                new Setup("PEM, EC", () -> own, () -> pem(own)),
                new Setup("PEM, RSA", () -> other, () -> pem(other)),
                new Setup("PEM, encrypted key", () -> own, () -> new String[] {
                    "tls.certificate", own.certificate().toString(),
                    "tls.private_key", encrypted().toString(),
                    "tls.password", OwnCertificate.PASSWORD
                }),
                new Setup(
                        "PKCS12", () -> own, () -> new String[] {
                            "tls.keystore", own.keystore().toString(), "tls.password", OwnCertificate.PASSWORD
                        }));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void whoTrustsTheCertificateIsServed(Setup setup) throws Exception {
        try (TestServer server = TestServer.start(folder, setup.settings().get())) {
            assertThat(server.uri("/").getScheme()).isEqualTo("https");
            HttpResponse<String> answer = get(server, "/health", setup.shown().get(), null);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void whoTrustsAnotherIsNotAndOldProtocolsAreNotSpoken() throws Exception {
        try (TestServer server = TestServer.start(folder, pem(own))) {
            assertThatThrownBy(() -> get(server, "/health", other, null)).isInstanceOf(SSLException.class);
            int port = server.uri("/").getPort();
            try (SSLSocket socket =
                    (SSLSocket) own.trusting().getSocketFactory().createSocket("127.0.0.1", port)) {
                socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
            }
            assertThat(get(server, "/health", own, null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void plainHttpIsToldToUseHttpsAndGetsNothingElse() throws Exception {
        try (TestServer server = TestServer.start(folder, pem(own))) {
            for (String request : List.of("GET /api/alerts", "POST /ingest", "GET /health", "GET /dashboard/")) {
                assertThat(plain(server, request + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 421 ")
                        .contains("This port speaks TLS: use https")
                        .doesNotContain("items")
                        .doesNotContain("status\":\"ok")
                        .doesNotContain("at org.");
            }
            assertThat(plain(server, "neither\r\n\r\n")).doesNotContain("200");
            assertThat(get(server, "/health", own, null).statusCode()).isEqualTo(200);
        }
    }

    private static String plain(TestServer server, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void ourSenderUploadsOverItWithAKeyAndNotWithoutTheAuthorityOrTheKey() throws Exception {
        Path keys = folder.resolve("keys.txt");
        String key = new KeyFileEditor(keys).add("sensor", "ingest,read", null);
        List<PacketRecord> packets = CaptureBatches.packets(DEMO).subList(0, 2_500);
        Path spool = folder.resolve("spool");
        try (Spool writing = Spool.open(SpoolConfig.of(spool, "sensor"), () -> new AgentStats(1, 2, 3, 4, 5, 6, 7))) {
            for (PacketRecord packet : packets) {
                writing.write(packet);
            }
        }
        try (TestServer server = TestServer.start(
                folder,
                "tls.keystore",
                own.keystore().toString(),
                "tls.password",
                OwnCertificate.PASSWORD,
                "keys.file",
                keys.toString())) {
            UploadConfig good = UploadConfig.of(server.uri(""))
                    .withAuthorities(own.certificate())
                    .withApiKey(key)
                    .withWaits(Duration.ofSeconds(30), Duration.ofMillis(10), Duration.ofSeconds(1));
            assertThat(send(spool, good.withAuthorities(other.certificate())).packets())
                    .isZero();
            assertThat(send(spool, good.withApiKey("nta_wrong")).packets()).isZero();
            URI unencrypted = URI.create(server.uri("").toString().replace("https:", "http:"));
            assertThat(send(spool, UploadConfig.of(unencrypted).withApiKey(key)).packets())
                    .isZero();
            assertThat(send(spool, good).packets()).isEqualTo(2_500);
            HttpResponse<String> stored = get(server, "/api/protocols", own, key);
            assertThat(TestServer.json(stored).path("packets").asInt()).isEqualTo(2_500);
        }
    }

    private static SenderStats send(Path spool, UploadConfig upload) throws Exception {
        SenderConfig config = SenderConfig.of(spool)
                .withBatchPackets(1_000)
                .withIntervals(Duration.ofMillis(5), Duration.ofMillis(1));
        try (BatchSender sender = BatchSender.open(config, upload)) {
            sender.sendReady();
            return sender.stats();
        }
    }

    private void refused(String setting, String reason, String... settings) {
        assertThatThrownBy(() -> TestServer.start(folder, settings).close())
                .isInstanceOf(NtaException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining(reason);
    }

    @Test
    void whatCanNotBeTakenIsAnErrorThatSaysWhichFileAndWhy() throws Exception {
        String certificate = own.certificate().toString();
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nothing of the kind");
        refused("tls.keystore", "password", "tls.keystore", own.keystore().toString(), "tls.password", "wrong");
        refused("tls.keystore", "password", "tls.keystore", own.keystore().toString());
        refused(
                "tls.keystore",
                "no such file",
                "tls.keystore",
                folder.resolve("missing.p12").toString());
        refused("tls.keystore", "PKCS12", "tls.keystore", nonsense.toString());
        refused(
                "tls.private_key",
                "not the certificate's",
                "tls.certificate",
                certificate,
                "tls.private_key",
                other.privateKey().toString());
        refused(
                "tls.private_key",
                "no such file",
                "tls.certificate",
                certificate,
                "tls.private_key",
                folder.resolve("missing.key").toString());
        refused("tls.private_key", "in PEM", "tls.certificate", certificate, "tls.private_key", nonsense.toString());
        refused(
                "tls.private_key",
                "password",
                "tls.certificate",
                certificate,
                "tls.private_key",
                own.encryptedKey().toString(),
                "tls.password",
                "wrong");
        refused(
                "tls.certificate",
                "in PEM",
                "tls.certificate",
                nonsense.toString(),
                "tls.private_key",
                own.privateKey().toString());
        refused("tls.certificate and tls.private_key go together", "", "tls.certificate", certificate);
    }
}
