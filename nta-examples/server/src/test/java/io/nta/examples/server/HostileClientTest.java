package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nta.examples.server.testkit.TestServer;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it gets the right answer, and the others are served. */
@Timeout(60)
class HostileClientTest {
    private static final String GOOD = "{\"timestamp\":1700000000.25,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\","
            + "\"protocol\":\"UDP\",\"length\":80,\"src_port\":1000,\"dst_port\":53}";

    private static final AtomicInteger NEXT_HOST = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(folder, "ingest.max_body_bytes", "4194304", "ingest.max_packets", "1000");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void othersAreServed() {
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        assertThat(server.post("/ingest", "[" + GOOD.replace("1000,", System.nanoTime() % 60_000 + ",") + "]")
                        .statusCode())
                .isEqualTo(200);
    }

    private static JsonNode refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return TestServer.json(answer);
    }

    @Test
    void aBombIsRefusedByItsInflation() {
        byte[] bomb = ("[" + " ".repeat(3 << 20) + "]").getBytes(StandardCharsets.UTF_8);
        assertThat(refused(server.ingest(bomb), 413).path("limit").asText()).isEqualTo("ingest.max_inflation");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedByItsSize() {
        String large = "[" + GOOD + " ".repeat(5 << 20) + "]";
        assertThat(refused(server.post("/ingest", large), 413).path("limit").asText())
                .isEqualTo("ingest.max_body_bytes");
        HttpResponse<String> chunked = server.send(server.request("/ingest")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                .build());
        assertThat(refused(chunked, 413).path("limit").asText()).isEqualTo("ingest.max_body_bytes");
    }

    /** The rest of the body is neither needed nor waited for. */
    @Test
    void whoeverAnnouncesTooMuchAndFallsSilentIsAnswered() throws Exception {
        try (Socket silent = new Socket("127.0.0.1", server.uri("/").getPort())) {
            silent.getOutputStream()
                    .write(("POST /ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 5000000\r\n\r\n[")
                            .getBytes(StandardCharsets.US_ASCII));
            silent.getOutputStream().flush();
            InputStream in = silent.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 413")
                    .contains("ingest.max_body_bytes");
        }
    }

    @Test
    void tooManyPacketsAndTooDeepJsonNameTheirLimits() {
        JsonNode many = refused(server.post("/ingest", "[" + (GOOD + ",").repeat(1_000) + GOOD + "]"), 413);
        assertThat(many.path("limit").asText()).isEqualTo("ingest.max_packets");
        assertThat(many.path("allowed").asInt()).isEqualTo(1_000);
        JsonNode deep = refused(server.post("/ingest", "[".repeat(5_000)), 413);
        assertThat(deep.path("limit").asText()).isEqualTo("json_depth");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{}",
                "[",
                "[1,2",
                "{\"raw_packets\":7}",
                "\"text\"",
                "[]]",
                "{\"raw_packets\":[],\"batch_id\":\"no blanks\"}",
                "{\"raw_packets\":[],\"agent\":\" \"}"
            })
    void whatIsNoBatchIsABadRequest(String body) {
        refused(server.post("/ingest", body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "null",
                "[]",
                "{}",
                "{\"timestamp\":\"NaN\",\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\"}",
                "{\"timestamp\":1e400,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\"}",
                "{\"timestamp\":1,\"src_ip\":\"not an address\",\"dst_ip\":\"10.0.0.2\"}",
                "{\"timestamp\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"TCP\",\"src_port\":70000}",
                "{\"timestamp\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"length\":99999999999999999999999}"
            })
    void aBadPacketIsNamedAndTheGoodOnesAreKept(String bad) {
        String good = GOOD.replace("10.0.0.1", "10.1.0." + NEXT_HOST.incrementAndGet());
        JsonNode answer = TestServer.json(server.post("/ingest", "[" + bad + "," + good + "]"));
        assertThat(answer.path("raw_packets").asInt()).as(answer.toString()).isEqualTo(1);
        assertThat(answer.path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.at("/rejects/0/index").asInt()).isZero();
        assertThat(answer.at("/rejects/0/reason").asText()).isNotBlank();
    }

    @Test
    void aTimeFarOffHarmsNobodysWindows() {
        String far = GOOD.replace("1700000000.25", "9000000000").replace("10.0.0.1", "10.9.9.9");
        JsonNode answer =
                TestServer.json(server.post("/ingest", "{\"agent\":\"astray\",\"raw_packets\":[" + far + "]}"));
        assertThat(answer.path("raw_packets").asInt()).isEqualTo(1);
        assertThat(server.json("/api/packets?host=10.9.9.9").path("items")).hasSize(1);
        assertThat(server.json("/api/features?host=10.9.9.9").path("items")).isEmpty();
    }

    @Test
    void anotherKindOfBodyIsRefused() {
        refused(
                server.send(server.request("/ingest")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("[" + GOOD + "]"))
                        .build()),
                415);
        refused(
                server.send(server.request("/ingest")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "br")
                        .POST(BodyPublishers.ofString("[" + GOOD + "]"))
                        .build()),
                415);
        refused(
                server.send(server.request("/ingest")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofString("[" + GOOD + "]"))
                        .build()),
                400);
    }

    @Test
    void sqlAndHtmlInEveryParameterAreText() {
        String text =
                URLEncoder.encode("'; DROP TABLE raw_packets; -- <script>alert(1)</script>", StandardCharsets.UTF_8);
        for (String path : new String[] {
            "/api/features?label=", "/api/features?host=", "/api/features?after=", "/api/alerts?type=",
            "/api/alerts?severity=", "/api/packets?protocol=", "/api/top-sources?by=", "/api/traffic-history?from=",
            "/api/alerts?suppressed=", "/api/alerts?suppressed_by=", "/api/suppressions?state=",
                    "/api/suppressions?after="
        }) {
            HttpResponse<String> answer = server.get(path + text);
            assertThat(answer.statusCode()).as(path).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("<script>");
        }
        assertThat(server.get("/api/alerts/" + text.replace("+", "%20")).statusCode())
                .isIn(404, 400);
        assertThat(server.get("/api/packets").statusCode()).isEqualTo(200);
    }

    @Test
    void htmlInWhatWasSentComesBackEscaped() {
        String packet =
                "{\"timestamp\":1700000100,\"src_ip\":\"10.0.0.7\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"TCP\",\"length\":100,"
                        + "\"src_port\":4000,\"dst_port\":80,\"http_method\":\"GET\",\"http_path\":\"/<script>alert(1)</script>\",\"http_host\":\"a\"}";
        server.post("/ingest", "{\"agent\":\"<img src=x>\",\"raw_packets\":[" + packet + "]}");
        HttpResponse<String> answer = server.get("/api/packets?host=10.0.0.7");
        assertThat(answer.body()).doesNotContain("<script>").doesNotContain("<img");
        assertThat(TestServer.json(answer).at("/items/0/http_path").asText()).contains("<script>");
    }

    @Test
    void aBodyThatNeverEndsHoldsUpNobody() throws Exception {
        try (Socket slow = new Socket("127.0.0.1", server.uri("/").getPort())) {
            slow.getOutputStream()
                    .write(("POST /ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 100000\r\n\r\n[")
                            .getBytes(StandardCharsets.US_ASCII));
            slow.getOutputStream().flush();
            long begun = System.nanoTime();
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void anAnswerIsNeverWrittenForAnotherName() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /api/alerts HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void aBatchSentAgainIsToldToBeThere() {
        byte[] body = ("{\"batch_id\":\"again\",\"agent\":\"a\",\"raw_packets\":["
                        + GOOD.replace("10.0.0.1", "10.0.3.3") + "]}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(TestServer.json(server.ingest(body)).path("raw_packets").asInt())
                .isEqualTo(1);
        JsonNode again = TestServer.json(server.ingest(body));
        assertThat(again.path("raw_packets").asInt()).isZero();
        assertThat(again.path("duplicates").asInt()).isEqualTo(1);
        assertThat(server.json("/api/packets?host=10.0.3.3").path("items")).hasSize(1);
    }

    @Test
    void anEarlierClientThatSendsAWholeFileAfterItsFirstBatchesDoublesNothing() {
        StringBuilder first = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            // Two of three packets are the same in every field: both are there.
            String packet = GOOD.replace("10.0.0.1", "10.0.4.4")
                    .replace("1000,", 2_000 + i / 3 * 2 + (i % 3 == 2 ? 1 : 0) + ",");
            whole.append(i == 0 ? "" : ",").append(packet);
            if (i < 100) {
                first.append(i == 0 ? "" : ",").append(packet);
            }
        }
        assertThat(TestServer.json(server.post("/ingest", "[" + first + "]"))
                        .path("raw_packets")
                        .asInt())
                .isEqualTo(100);
        JsonNode answer = TestServer.json(server.post("/ingest", "{\"raw_packets\":[" + whole + "]}"));
        assertThat(answer.path("raw_packets").asInt()).isEqualTo(200);
        assertThat(answer.path("duplicates").asInt()).isEqualTo(100);
        assertThat(server.json("/api/packets?host=10.0.4.4&limit=1000").path("items"))
                .hasSize(300);
    }
}
