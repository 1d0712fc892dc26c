package io.nta.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.store.jdbc.read.TimeRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that writes is killed at random moments: nothing that was taken is lost, nothing doubled, no batch is there in part. */
class CrashTest {
    private static final boolean LONG = Boolean.getBoolean("nta.long");
    private static final int LONG_KILLS = 200;
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int MAX_MILLIS_TO_LIVE = 400;
    private static final int SENT_AGAIN = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void whatWasTakenIsThereOnceAfterAKill(TestDatabase database) throws Exception {
        String url = database.newUrl(folder);
        TestDatabase.open(url).close();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Random random = new Random(1);
        long end = System.nanoTime() + SHORT_NANOS;
        int taken = -1;
        int kills = 0;
        while (LONG ? kills < LONG_KILLS : kills < 2 || System.nanoTime() < end) {
            taken = Math.max(
                    taken,
                    writeUntilKilled(
                            url, temporary, Math.max(0, taken - SENT_AGAIN), random.nextInt(MAX_MILLIS_TO_LIVE)));
            kills++;
            check(url, taken);
        }
        System.out.printf("%s: %d kills, %d batches taken%n", database, kills, taken + 1);
        assertThat(taken).isPositive();
        if (!OS.WINDOWS.isCurrentOs()) {
            assertThat(temporary).as("what SQLite's driver unpacks").isEmptyDirectory();
        }
    }

    /** Returns the last number that the process said was taken. The time to live counts from when it wrote first. */
    private static int writeUntilKilled(String url, Path temporary, int from, int millisToLive)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        url,
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int taken = -1;
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            Thread killer = null;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("taken ")) {
                    taken = Integer.parseInt(line.substring("taken ".length()));
                    if (killer == null) {
                        killer = new Thread(() -> kill(process, millisToLive));
                        killer.start();
                    }
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return taken;
    }

    private static void kill(Process process, int millisToLive) {
        try {
            Thread.sleep(millisToLive);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // By its handle: Process.destroyForcibly would close the output under its reader.
        process.toHandle().destroyForcibly();
    }

    private static void check(String url, int taken) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(url)) {
            long batches = TestDatabase.number(url, "SELECT count(*) FROM batches");
            // The last batch may be there though nobody was told.
            assertThat(batches).isBetween(taken + 1L, taken + 2L);
            long packets = batches * CrashingWriter.PACKETS;
            assertThat(TestDatabase.number(url, "SELECT count(*) FROM raw_packets"))
                    .isEqualTo(packets);
            assertThat(TestDatabase.ask(
                            url,
                            "SELECT id >> 20, count(*) FROM raw_packets GROUP BY id >> 20 HAVING count(*) <> "
                                    + CrashingWriter.PACKETS))
                    .isEmpty();
            assertThat(store.reader().traffic(TimeRange.ALL).packets()).isEqualTo(packets);
            assertThat(TestDatabase.number(
                            url, "SELECT sum(packets) FROM value_rollups WHERE level = 60 AND dimension = 1"))
                    .isEqualTo(packets);
            assertThat(TestDatabase.number(url, "SELECT count(*) FROM aggregated_features WHERE label = 'port_scan'"))
                    .isBetween(taken + 1L, taken + 2L);
            assertThat(TestDatabase.number(url, "SELECT count(DISTINCT packet_count) FROM aggregated_features"))
                    .isEqualTo(TestDatabase.number(url, "SELECT count(*) FROM aggregated_features"));
        }
    }
}
