package io.nta.examples.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.nta.examples.server.config.ServerConfig;
import io.nta.examples.server.http.HttpServer;
import io.nta.examples.server.http.RouteTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Listeners of a real HTTP server that don't read, go away at any moment, or are there when it stops. */
@Timeout(60)
class SseStreamTest {
    private static final String LARGE = "x".repeat(100_000);

    private final ConcurrentLinkedQueue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-listener");
        thread.setUncaughtExceptionHandler((of, failure) -> uncaught.add(failure));
        return thread;
    });
    private EventHub hub;
    private HttpServer server;

    @BeforeEach
    void start() {
        logged.start();
        root().addAppender(logged);
        ServerConfig config =
                ServerConfig.of(Map.of("port", "0", "streams.queue_events", "32", "streams.remembered", "32"));
        hub = new EventHub(
                config.streams(), "run", CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, threads));
        server = new HttpServer(
                config.listen(),
                null,
                javalin -> new SseStream(hub, config.streams(), threads)
                        .addTo(new RouteTable(javalin.routes, (context, scope) -> {})));
        server.start();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @AfterEach
    void stop() throws InterruptedException {
        stopServer();
        root().detachAppender(logged);
    }

    private void stopServer() throws InterruptedException {
        hub.close();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        server.stop();
    }

    private void assertNothingFailed() {
        assertThat(uncaught).isEmpty();
        assertThat(logged.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(ILoggingEvent::getFormattedMessage))
                .isEmpty();
    }

    private Socket listen(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
        socket.getOutputStream()
                .write("GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void awaitListeners(int count) throws InterruptedException {
        while (hub.listeners() != count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void aListenerThatNeverReadsLosesItsConnectionAndNobodyElseAnything() throws Exception {
        try (Socket stalled = listen(4_096);
                Socket reading = listen(0)) {
            awaitListeners(2);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(reading.getInputStream(), StandardCharsets.UTF_8));
            int published = 0;
            while (hub.cutOff() == 0) {
                String number = "\"" + published++ + "-" + LARGE + "\"";
                hub.publish("alert", json -> json.writeRawValue(number));
                // Each has it before the next comes: whoever reads can't fall behind.
                awaitData(lines, number);
            }
            assertThat(hub.listeners()).isEqualTo(1);
            assertThat(hub.cutOff()).isEqualTo(1);
            assertEnds(stalled);
            hub.publish("alert", json -> json.writeString("after"));
            awaitData(lines, "\"after\"");
        }
        stopServer();
        assertNothingFailed();
    }

    private static void awaitData(BufferedReader lines, String data) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals("data: " + data)) {
            line = lines.readLine();
        }
        assertThat(line).isNotNull();
    }

    /** Reads what was on its way, up to the end or a reset. */
    private static void assertEnds(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            in.skip(Long.MAX_VALUE);
            assertThat(in.read()).isEqualTo(-1);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    @Test
    void whoComesBackGetsAllThatIsRememberedHoweverFewMayWait() throws Exception {
        for (int i = 0; i < 32; i++) {
            hub.publish("alert", json -> json.writeString("x"));
        }
        try (Socket back = new Socket("127.0.0.1", server.port())) {
            back.getOutputStream()
                    .write(("GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                                    + "Last-Event-ID: run-0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(back.getInputStream(), StandardCharsets.UTF_8));
            List<String> ids = new ArrayList<>();
            while (ids.size() < 32) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                }
            }
            assertThat(ids).startsWith("run-1").endsWith("run-32");
        }
        assertThat(hub.cutOff()).isZero();
    }

    /** Whichever of client, sender and HTTP server notices first, the request is ended once and nothing is touched after that. */
    @RepeatedTest(5)
    void listenersMayGoAtAnyMomentAndTheServerMayStopUnderThem() throws Exception {
        Random random = new Random(11);
        CountDownLatch enough = new CountDownLatch(300);
        Thread publisher = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                hub.publish("alert", json -> json.writeString("x"));
                enough.countDown();
                Thread.onSpinWait();
            }
        });
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            open.add(listen(0));
        }
        awaitListeners(40);
        publisher.start();
        for (int i = 0; i < 20; i++) {
            Socket leaving = open.remove(random.nextInt(open.size()));
            if (random.nextBoolean()) {
                leaving.setSoLinger(true, 0);
            }
            leaving.close();
        }
        enough.await();
        stopServer();
        publisher.interrupt();
        publisher.join();
        for (Socket left : open) {
            assertEnds(left);
        }
        assertNothingFailed();
    }
}
