package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.AnalyzerStats;
import io.nta.capture.LiveConfig;
import io.nta.capture.PcapLiveSource;
import io.nta.capture.SteppedClock;
import io.nta.packet.PacketRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A day's steps of the clock back and forward while packets are captured from the loopback interface. */
@EnabledIf(value = "isRoot", disabledReason = "needs root: it captures from the loopback interface")
class SteppedClockIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Duration> STEPS =
            List.of(Duration.ZERO, DAY.negated(), Duration.ZERO, DAY, Duration.ZERO, DAY.negated());
    private static final int PACKETS = 25;
    private static final int PACKETS_PER_FILE = 4;
    /** Ethernet, IPv4, UDP. */
    private static final int NUMBER_AT = 42;

    @TempDir
    Path folder;

    private final SteppedClock clock = new SteppedClock();
    private final ExecutorService capturing = Executors.newSingleThreadExecutor();
    private DatagramSocket receiver;
    private PcapLiveSource source;
    private int sent;

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @BeforeEach
    void open() throws IOException {
        receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        source = PcapLiveSource.open(
                List.of("lo"),
                LiveConfig.defaults()
                        .withFilter("udp dst port " + receiver.getLocalPort())
                        .withReadTimeout(Duration.ofMillis(5)));
    }

    @AfterEach
    void close() {
        capturing.shutdownNow();
        source.close();
        receiver.close();
    }

    private void sendWhileTheClockSteps() throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (Duration step : STEPS) {
                clock.step(step);
                for (int i = 0; i < PACKETS; i++) {
                    byte[] number =
                            ByteBuffer.allocate(Integer.BYTES).putInt(sent++).array();
                    socket.send(new DatagramPacket(
                            number, number.length, InetAddress.getLoopbackAddress(), receiver.getLocalPort()));
                }
                awaitCaptured();
            }
        }
    }

    private void awaitCaptured() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (source.stats().delivered() < sent) {
            assertThat(System.nanoTime()).as("all are captured").isLessThan(deadline);
            Thread.sleep(1);
        }
    }

    @Test
    void theAgentSpoolsAndUploadsEachPacketOnceInItsOrderUnderNamesThatDontCollide() throws Exception {
        SpoolConfig config = SpoolConfig.of(folder, "sensor").withFiles(Duration.ofSeconds(1), PACKETS_PER_FILE);
        try (Agent agent = Agent.open(clock.over(source), source.interfaces(), source::drops, config, clock)) {
            Future<Void> running = capturing.submit(() -> {
                agent.run();
                return null;
            });
            sendWhileTheClockSteps();
            source.stop();
            running.get();
            assertThat(agent.spooled()).isEqualTo(sent);
            assertThat(agent.stats().droppedBySpool()).isZero();
        }
        List<String> names = Spooling.names(folder, "pending_upload").stream()
                .filter(name -> name.endsWith(".json"))
                .toList();
        assertThat(names.stream()
                        .map(name -> name.substring(0, "packets_YYYYMMDD".length()))
                        .distinct())
                .as("the days of the steps")
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(names.stream().map(name -> SpoolFolders.sequence(Path.of(name))))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(sent / PACKETS_PER_FILE);

        try (IngestServer server = new IngestServer()) {
            Spooling.send(folder, Spooling.upload(server.url()));
            assertThat(server.packets().stream().map(SteppedClockIT::number))
                    .containsExactlyElementsOf(IntStream.range(0, sent).boxed().toList());
        }
        assertThat(Spooling.names(folder, "processed")).containsExactlyElementsOf(names);
    }

    private static int number(PacketRecord packet) {
        return ByteBuffer.wrap(packet.frame().bytes()).getInt(NUMBER_AT);
    }

    @Test
    void theAnalysisCountsAsLateWhatIsOlderThanWhatItHasSeenAndAccountsForAll() throws Exception {
        try (Analyzer analyzer =
                Analyzer.builder().source(clock.over(source)).onRow(row -> {}).build()) {
            Future<Void> running = capturing.submit(() -> {
                analyzer.run();
                return null;
            });
            sendWhileTheClockSteps();
            source.stop();
            running.get();

            AnalyzerStats stats = analyzer.stats();
            assertThat(stats.imbalances()).isEmpty();
            assertThat(stats.decoded()).isEqualTo(sent);
            assertThat(stats.setAside())
                    .as("packets and arrivals step together")
                    .isZero();
            // What comes at the time that was reached so far is folded: at first, and after the steps to it and beyond
            // it.
            assertThat(stats.folded()).isEqualTo(3L * PACKETS);
            assertThat(stats.late()).isEqualTo(3L * PACKETS);
        }
    }
}
