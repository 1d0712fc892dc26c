package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nta.capture.LiveDrops;
import io.nta.capture.PcapFileSource;
import io.nta.capture.agent.Agent;
import io.nta.capture.agent.SpoolConfig;
import io.nta.wire.PacketBatchJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code nta send} and {@code nta agent}, as far as no packet is captured for it: options, and what is said of wrong ones. */
class SendCommandTest {
    private static final int PACKETS = 25;

    @TempDir
    Path folder;

    private final List<@Nullable String> encodings = Collections.synchronizedList(new ArrayList<>());
    private final List<@Nullable String> keys = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong packets = new AtomicLong();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ingest", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        encodings.add(encoding);
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        try (InputStream body =
                encoding == null ? exchange.getRequestBody() : new GZIPInputStream(exchange.getRequestBody())) {
            packets.addAndGet(new PacketBatchJson().read(body).packets().size());
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns a spool of two files: one with the packets, and the last counts. */
    private Path spool() throws IOException {
        Path spool = folder.resolve("spool");
        SmallCapture.write(folder.resolve("small.pcap"), PACKETS);
        try (PcapFileSource source = PcapFileSource.open(folder.resolve("small.pcap"));
                Agent agent = Agent.open(
                        source,
                        List.of("file"),
                        () -> new LiveDrops(0, 0),
                        SpoolConfig.of(spool, "sensor").withFiles(Duration.ofHours(1), PACKETS))) {
            agent.run();
        }
        return spool;
    }

    @Test
    void whatWasSpooledIsSentInBatchesWithTheKeyOfTheFile() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), " the-key\n");
        Nta sent =
                Nta.run("send", "--once", "--server", url(), "--api-key-file", key, "--batch", 10, "--spool", spool());
        assertThat(sent.exitCode()).as(sent.err()).isZero();
        assertThat(sent.out()).contains("sent 25 packets in 4 batches of 2 files");
        assertThat(sent.err()).doesNotContain("warning");
        assertThat(packets).hasValue(PACKETS);
        assertThat(keys).containsOnly("Bearer the-key");
        assertThat(encodings).containsOnly("gzip");
    }

    @Test
    void bodiesAreSentPlainWhenAskedFor() throws IOException {
        assertThat(Nta.run("send", "--once", "--no-gzip", "--server", url(), "--spool", spool())
                        .exitCode())
                .isZero();
        assertThat(encodings).containsOnly((String) null);
    }

    @Test
    void whatTheServerRefusesIsLeftForLaterAndTold() throws IOException {
        status = 401;
        Path spool = spool();
        Nta refused = Nta.run("send", "--once", "--server", url(), "--spool", spool);
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(1);
        assertThat(refused.out()).contains("sent 0 packets").contains("failures of files: 3");

        status = 200;
        Nta again = Nta.run("send", "--once", "--server", url(), "--spool", spool);
        assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).contains("sent 25 packets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            send                                                         | give --server URL
            send --server ftp://example.org                              | the server is 'ftp://example.org'; it is a URL such as https://
            send --server example.org:8000                               | the server is 'example.org:8000'; it is a URL such as https://
            send --server 'http://a b'                                   | --server http://a b:
            send --server http://127.0.0.1 --batch 0                     | a batch has at least 1 packet, not 0
            send --server http://127.0.0.1 --poll 0                      | new files are looked for every 0 ms
            send --server http://127.0.0.1 --api-key-file none           | --api-key-file can't be read: none: there is no such file
            agent --server http://127.0.0.1                              | --server needs --send
            agent --send -i lo                                           | give --server URL
            agent -i lo --spool-size 0                                   | and the spool as many as a file
            agent -i lo --spool-size 99999999999999999                   | overflow
            agent -i lo -s 0                                             | the interval between files is 100 ms at least
            agent -i lo -b 0                                             | a file has at least 1 packet, not 0
            agent -i lo --name ' '                                       | the agent's name is blank
            """)
    void aWrongOptionIsToldWithWhatIsRight(String line, String message) {
        Nta refused = Nta.run(words(line).toArray());
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains(message);
    }

    private static Stream<String> words(String line) {
        return Pattern.compile("'([^']*)'|\\S+")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1));
    }

    @Test
    void aKeyFileWithoutAKeyIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Nta refused = Nta.run("send", "--once", "--server", url(), "--api-key-file", empty, "--spool", folder);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--api-key-file " + empty + " holds no key");
    }

    @Test
    void plainHttpToAnotherHostIsWarnedOf() {
        Nta sent = Nta.run("send", "--once", "--server", "http://192.0.2.1:8000", "--spool", folder.resolve("none"));
        assertThat(sent.err()).contains("warning: http://192.0.2.1:8000 is not encrypted");
    }
}
