package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nta.NtaException;
import io.nta.capture.agent.IngestServer.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchSenderTest {
    @TempDir
    Path folder;

    private IngestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new IngestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SenderStats send() throws Exception {
        return Spooling.send(folder, Spooling.upload(server.url()));
    }

    /** Everything has arrived once, and is in the folder of sent files. */
    private void assertAllSent(int packets, int files) throws IOException {
        assertThat(server.numbers()).isEqualTo(Packets.numbers(0, packets));
        assertThat(Spooling.names(folder, "processed")).hasSize(files);
        assertThat(Spooling.names(folder, "pending_upload")).isEmpty();
        assertThat(Spooling.names(folder, "failed_uploads")).isEmpty();
    }

    @Test
    void filesAreSentOldestFirstInBatchesOverOneConnection() throws Exception {
        Spooling.spool(folder, 10, 0, 25);

        SenderStats stats = send();

        assertAllSent(25, 3);
        assertThat(stats.batches()).isEqualTo(4 + 4 + 2);
        assertThat(stats.packets()).isEqualTo(25);
        assertThat(stats.retries()).isZero();
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.agentStats()).isEqualTo(Spooling.STATS);
        assertThat(server.ids()).doesNotHaveDuplicates();
    }

    @Test
    void onlyMarkedFilesAreTaken() throws Exception {
        Spooling.spool(folder, 1, 0, 2);
        Path marker = folder.resolve("pending_upload")
                .resolve(Spooling.names(folder, "pending_upload").get(3));
        Files.delete(marker);

        send();

        assertThat(server.numbers()).containsExactly(0L);
    }

    @Test
    void theKeyIsSentWhenThereIsOne() throws Exception {
        Spooling.spool(folder, 1, 0, 1);
        Spooling.send(folder, Spooling.upload(server.url()).withApiKey("s3cret").withGzip(false));

        assertThat(server.authorizations()).containsExactly("Bearer s3cret");
        assertThat(UploadConfig.of(server.url()).withApiKey("s3cret").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void aLostAnswerMakesTheBatchGoAgainUnderItsId() throws Exception {
        Spooling.spool(folder, 6, 0, 6);
        server.then(Behaviour.STORE_AND_HANG_UP);

        SenderStats stats = send();

        assertAllSent(6, 1);
        assertThat(stats.retries()).isEqualTo(1);
        assertThat(server.ids()).hasSize(3);
        assertThat(server.ids().get(0)).isEqualTo(server.ids().get(1));
    }

    @Test
    void aConnectionResetInTheBodysMiddleIsRetried() throws Exception {
        Spooling.spool(folder, 6, 0, 6);
        server.then(Behaviour.RESET, Behaviour.STORE, Behaviour.RESET);

        SenderStats stats = send();

        assertAllSent(6, 1);
        assertThat(stats.retries()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aServerInTroubleIsTriedThreeTimesThenTheFileIsLeftForLater(int status) throws Exception {
        Spooling.spool(folder, 6, 0, 12);
        Behaviour trouble = Behaviour.status(status);
        // The second batch of the first file fails for good; the second file goes through.
        server.then(Behaviour.STORE, trouble, trouble, trouble, Behaviour.STORE, Behaviour.STORE);

        SenderStats stats;
        try (BatchSender sender = BatchSender.open(Spooling.sender(folder), Spooling.upload(server.url()))) {
            sender.sendReady();
            // What has failed is tried again in its turn, from where it stopped.
            sender.sendReady();
            stats = sender.stats();
        }

        assertThat(stats.failedFiles()).isEqualTo(1);
        assertThat(new HashSet<>(server.numbers())).containsExactlyInAnyOrderElementsOf(Packets.numbers(0, 12));
        assertThat(server.packets()).hasSize(12);
        assertThat(server.ids())
                .as("no batch that the server has is sent again")
                .doesNotHaveDuplicates();
        assertThat(Spooling.names(folder, "processed")).hasSize(2);
        assertThat(Spooling.names(folder, "failed_uploads")).isEmpty();
    }

    @Test
    void theBackOffGrowsAndRetryAfterIsObeyed() throws Exception {
        Spooling.spool(folder, 3, 0, 3);
        server.then(Behaviour.busy(503, "1"), Behaviour.busy(429, "0"));

        SenderStats stats = send();

        assertAllSent(3, 1);
        assertThat(stats.retries()).isEqualTo(2);
        assertThat(server.millisBefore(1))
                .as("as asked, not the 10 ms of the back-off")
                .isGreaterThanOrEqualTo(950);
    }

    @Test
    void whatRetryAfterSaysIsUnderstood() {
        assertThat(UploadClient.retryAfter(Optional.of("120"))).isEqualTo(Duration.ofSeconds(120));
        assertThat(UploadClient.retryAfter(Optional.of("Wed, 21 Oct 2015 07:28:00 GMT")))
                .isEqualTo(Duration.ZERO);
        assertThat(UploadClient.retryAfter(Optional.of("Tue, 01 Jan 2250 00:00:00 GMT")))
                .isGreaterThan(Duration.ofDays(365));
        for (String nonsense : new String[] {"", "soon", "-5", "99999999999999999999"}) {
            assertThat(UploadClient.retryAfter(Optional.of(nonsense))).isNull();
        }
    }

    @Test
    void aServerThatIsAwayLosesNothing() throws Exception {
        Spooling.spool(folder, 3, 0, 6);
        URI away;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            away = URI.create("http://localhost:" + free.getLocalPort());
        }

        SenderStats stats = Spooling.send(folder, Spooling.upload(away));
        // Two from the spool; and the first of them once more, whose failure ends the round.
        assertThat(stats.failedFiles()).isEqualTo(3);
        assertThat(Spooling.names(folder, "failed_uploads"))
                .filteredOn(name -> name.endsWith(".json"))
                .hasSize(2);

        send();
        assertThat(server.numbers()).isEqualTo(Packets.numbers(0, 6));
        assertThat(Spooling.names(folder, "failed_uploads")).isEmpty();
    }

    @Test
    void aSlowServerIsGivenUpAfterTheTimeoutAndTheBatchGoesAgain() throws Exception {
        Spooling.spool(folder, 3, 0, 3);
        CountDownLatch over = new CountDownLatch(1);
        server.then((itself, exchange) -> {
            exchange.getRequestBody().readAllBytes();
            over.await(30, TimeUnit.SECONDS);
            exchange.close();
        });
        UploadConfig impatient = Spooling.upload(server.url())
                .withWaits(Duration.ofMillis(500), Duration.ofMillis(10), Duration.ofSeconds(1));

        SenderStats stats = Spooling.send(folder, impatient);
        over.countDown();

        assertAllSent(3, 1);
        assertThat(stats.retries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void aFileThatTheServerWillNotHaveIsSetAsideWithItsReason(int status) throws Exception {
        Spooling.spool(folder, 3, 0, 6);
        server.then(Behaviour.status(status));

        SenderStats stats = send();
        send();

        assertThat(stats.poisonedFiles()).isEqualTo(1);
        assertThat(server.numbers()).as("the next file isn't kept waiting").isEqualTo(Packets.numbers(3, 6));
        assertThat(server.requests()).as("it is tried once, and never again").isEqualTo(2);
        Path reason = folder.resolve("failed_uploads").resolve(name("failed_uploads", ".reason"));
        assertThat(reason).content().contains("answered " + status + ": no");
    }

    private String name(String sub, String suffix) throws IOException {
        return Spooling.names(folder, sub).stream()
                .filter(name -> name.endsWith(suffix))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void aWrongKeyOrAddressIsLeftForLaterAtOnce(int status) throws Exception {
        Spooling.spool(folder, 3, 0, 3);
        server.then(Behaviour.status(status), Behaviour.status(status));

        SenderStats stats = send();

        assertThat(stats.retries()).isZero();
        assertThat(stats.failedFiles())
                .as("in its turn, and once more from the failed ones")
                .isEqualTo(2);
        send();
        assertAllSent(3, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"raw_packets\":[{\"a\":1}",
                "nonsense",
                "{\"raw_packets\":7}",
                "{}",
                "[1]",
                "[] []",
                "[{},]"
            })
    void aDamagedFileIsSetAsideAndKeepsNobodyWaiting(String content) throws Exception {
        Spooling.spool(folder, 3, 0, 3);
        Path damaged = folder.resolve("pending_upload").resolve("packets_20200101_000000_000000.json");
        Files.writeString(damaged, content);
        SpoolFolders.mark(SpoolFolders.companion(damaged, SpoolFolders.READY));

        SenderStats stats = send();
        send();

        assertThat(stats.poisonedFiles()).isEqualTo(1);
        assertThat(server.requests()).as("nothing of it is sent").isEqualTo(1);
        assertThat(server.numbers()).isEqualTo(Packets.numbers(0, 3));
        assertThat(Spooling.names(folder, "failed_uploads"))
                .containsExactly("packets_20200101_000000_000000.json", "packets_20200101_000000_000000.json.reason");
    }

    @Test
    void aFileOfAnEarlierClientIsSentToo() throws Exception {
        Files.createDirectories(folder.resolve("pending_upload"));
        Path file = folder.resolve("pending_upload").resolve("packets_1.json");
        Files.writeString(
                file,
                "[{\"timestamp\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"protocol\":\"UDP\",\"length\":60,\"vendor\":[1]}]");
        SpoolFolders.mark(SpoolFolders.companion(file, SpoolFolders.READY));

        send();

        assertThat(server.packets()).hasSize(1);
    }

    @Test
    void batchesStayTheSameWhenTheirSizeIsSetAnewInBetween() throws Exception {
        Spooling.spool(folder, 10, 0, 10);
        Behaviour down = Behaviour.status(500);
        // The server has stored the second batch, but nobody heard of it.
        server.then(Behaviour.STORE, Behaviour.STORE_AND_HANG_UP, down, down, down, down, down);
        send();
        assertThat(server.packets()).hasSize(6);

        SenderConfig larger = Spooling.sender(folder).withBatchPackets(7);
        try (BatchSender sender = BatchSender.open(larger, Spooling.upload(server.url()))) {
            sender.sendReady();
        }

        assertThat(server.numbers()).isEqualTo(Packets.numbers(0, 10));
    }

    @Test
    void sentFilesAreKeptWithinBounds() throws Exception {
        Spooling.spool(folder, 1, 0, 5);
        long size = Files.size(folder.resolve("pending_upload").resolve(name("pending_upload", ".json")));
        SenderConfig few = Spooling.sender(folder).withKept(Duration.ofDays(1), 2 * size);
        try (BatchSender sender = BatchSender.open(few, Spooling.upload(server.url()))) {
            sender.sendReady();
        }
        assertThat(Spooling.names(folder, "processed")).hasSize(2).allMatch(name -> name.matches(".*_00000[45].json"));

        SenderConfig none = Spooling.sender(folder).withKept(Duration.ZERO, Long.MAX_VALUE);
        try (BatchSender sender = BatchSender.open(none, Spooling.upload(server.url()))) {
            sender.sendReady();
        }
        assertThat(Spooling.names(folder, "processed")).isEmpty();
    }

    @Test
    void tooManyFailedFilesAreGivenUpAndCounted() throws Exception {
        Spooling.spool(folder, 1, 0, 4);
        server.then(
                Behaviour.status(401),
                Behaviour.status(401),
                Behaviour.status(401),
                Behaviour.status(401),
                Behaviour.status(401));
        SenderConfig few = Spooling.sender(folder).withKept(Duration.ofDays(1), 1);
        try (BatchSender sender = BatchSender.open(few, Spooling.upload(server.url()))) {
            sender.sendReady();
            assertThat(sender.stats().discardedFiles()).isEqualTo(4);
        }
        assertThat(Spooling.names(folder, "failed_uploads")).isEmpty();
    }

    @Test
    void stoppingEndsTheLoop() throws Exception {
        Spooling.spool(folder, 1, 0, 2);
        try (BatchSender sender = BatchSender.open(Spooling.sender(folder), Spooling.upload(server.url()))) {
            Thread thread = new Thread(sender::run);
            thread.start();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (sender.isAnythingWaiting() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            sender.stop();
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(thread.isAlive()).isFalse();
        }
        assertAllSent(2, 2);
    }

    @Test
    void twoSendersDontShareASpool() throws IOException {
        try (BatchSender sender = BatchSender.open(Spooling.sender(folder), Spooling.upload(server.url()))) {
            assertThat(sender.waiting()).isZero();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> BatchSender.open(Spooling.sender(folder), Spooling.upload(server.url())))
                    .withMessageContaining("Another sender uses the spool");
        }
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedGetsNothingUntilItsAuthorityIsGiven() throws Exception {
        Spooling.spool(folder, 3, 0, 3);
        OwnCertificate certificate = OwnCertificate.make(folder.resolve("tls"));
        try (IngestServer secure = IngestServer.secure(certificate.context())) {
            SenderStats stats = Spooling.send(folder, Spooling.upload(secure.url()));
            assertThat(stats.failedFiles()).isEqualTo(2);
            assertThat(stats.retries()).isZero();
            assertThat(secure.requests()).isZero();

            Spooling.send(folder, Spooling.upload(secure.url()).withAuthorities(certificate.pem()));
            assertThat(secure.numbers()).isEqualTo(Packets.numbers(0, 3));
        }
    }

    @Test
    void authoritiesThatAreNoneAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");
        for (Path wrong : List.of(file, folder.resolve("missing.pem"))) {
            assertThatExceptionOfType(NtaException.class)
                    .isThrownBy(() ->
                            Spooling.send(folder, Spooling.upload(server.url()).withAuthorities(wrong)))
                    .withMessageContaining(wrong.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "nonsense", "http:///x", "https://x?y=1", "http://x#y"})
    void aServerThatIsNoWebAddressIsRefused(String url) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> UploadConfig.of(URI.create(url)))
                .withMessageContaining("it is a URL such as");
    }
}
