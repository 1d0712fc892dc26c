package io.nta.examples.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nta.examples.server.testkit.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Bodies that come slowly, or stop: a client that is slow holds a place among the few that are read at once. */
@Timeout(60)
class SlowBodyTest {
    private static final String HEAD = "POST /ingest HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private TestServer server;

    @BeforeEach
    void start() {
        logged.start();
        root().addAppender(logged);
        server = TestServer.start(
                folder,
                "ingest.body_patience",
                "300ms",
                "ingest.min_bytes_per_second",
                "100000",
                "ingest.max_concurrent",
                "1");
    }

    @AfterEach
    void othersAreServedAndNothingIsAnError() {
        root().detachAppender(logged);
        int status = server.post("/ingest", "[]").statusCode();
        while (status == 503) {
            // The one place is still taken by a client that has gone just now.
            status = server.post("/ingest", "[]").statusCode();
        }
        assertThat(status).isEqualTo(200);
        server.close();
        assertThat(logged.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private Socket begin(String headers, String body) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.uri("/").getPort());
        socket.getOutputStream().write((HEAD + headers + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void aBodyThatTricklesIsGivenUpWith408() throws Exception {
        try (Socket slow = begin("Content-Length: 1000000\r\n", "[")) {
            OutputStream out = slow.getOutputStream();
            while (slow.getInputStream().available() == 0) {
                try {
                    out.write(' ');
                } catch (SocketException e) {
                    // The server has closed; what it said may still be read.
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertRefused(slow);
        }
    }

    @Test
    void soIsOneThatFallsSilentCompressedOrNot() throws Exception {
        try (Socket silent = begin("Content-Length: 1000000\r\n", "[{\"timestamp\":1")) {
            assertRefused(silent);
        }
        try (Socket silent = begin("Content-Encoding: gzip\r\nContent-Length: 1000\r\n", "")) {
            assertRefused(silent);
        }
        try (Socket silent = begin("Transfer-Encoding: chunked\r\n", "2\r\n[\n")) {
            assertRefused(silent);
        }
    }

    private static void assertRefused(Socket socket) throws IOException {
        assertThat(answer(socket))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"limit\":\"ingest.min_bytes_per_second\"")
                .contains("application/problem+json");
    }

    @Test
    void aClientThatGoesInTheMiddleLeavesNothingBehind() throws Exception {
        for (boolean reset : new boolean[] {false, true}) {
            Socket gone = begin("Content-Length: 1000000\r\n", "[{\"timestamp\":1");
            gone.setSoLinger(reset, 0);
            gone.close();
        }
    }

    /** Whoever sends through something that breaks off and passes the answer back is to send it again. */
    @Test
    void aBodyThatBreaksOffIsNoBadRequest() throws Exception {
        try (Socket half = begin("Content-Length: 1000000\r\n", "[{\"timestamp\":1")) {
            half.shutdownOutput();
            assertThat(answer(half)).startsWith("HTTP/1.1 408 ");
        }
    }
}
