package io.nta.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.server.testkit.CaptureLoad;
import io.nta.examples.server.testkit.LauncherOptions;
import io.nta.examples.server.testkit.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Agents send for minutes as fast as they are answered: what the server keeps in memory does not grow. {@code -Dnta.memory.minutes} says how long, 10 by default. */
@EnabledIfSystemProperty(named = "nta.long", matches = "true")
class SteadyMemoryIT {
    private static final Path DEMO = Path.of("../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");
    private static final long MINUTES = Long.getLong("nta.memory.minutes", 10);
    private static final int SAMPLES = 20;
    /** The first quarter fills caches, compiles, and opens what stays open. */
    private static final int WARM_SAMPLES = SAMPLES / 4;

    private static final double MIB = 1 << 20;
    /** Pools and tables still grow to their limits for a while; a leak of 16 bytes a packet would be four times as much as all that is there. */
    private static final double GROWTH = 1.5;

    @TempDir
    private Path folder;

    /**
     * A look at the server.
     *
     * @param heap what is reachable, in MiB
     * @param own the process' memory of its own, in MiB: without the store's file, which is mapped, and which the system can let go at any time
     */
    private record Sample(double heap, double own) {}

    @Test
    void itIsFlat() throws Exception {
        ServerProcess server = ServerProcess.start(folder, LauncherOptions.with("-Xmx512m"));
        try (CaptureLoad load = new CaptureLoad(DEMO)) {
            List<Sample> samples = new ArrayList<>();
            long begun = System.nanoTime();
            long sampleNanos = TimeUnit.MINUTES.toNanos(MINUTES) / SAMPLES;
            long packets = 0;
            for (int pass = 0; samples.size() < SAMPLES; pass++) {
                load.send(server, load.bodies(pass));
                packets += load.packets();
                long elapsed = System.nanoTime() - begun;
                if (elapsed > (samples.size() + 1) * sampleNanos) {
                    // Packets that wait are no growth.
                    server.awaitIdle();
                    Sample sample = look(server.pid());
                    samples.add(sample);
                    System.out.printf(
                            "after %.0f s and %d packets: %.1f MiB reachable, %.0f MiB of its own%n",
                            elapsed / 1e9, packets, sample.heap, sample.own);
                }
            }
            List<Sample> early = samples.subList(WARM_SAMPLES, SAMPLES / 2);
            List<Sample> late = samples.subList(SAMPLES / 2, SAMPLES);
            assertThat(mean(late.stream().map(Sample::heap).toList()))
                    .isLessThanOrEqualTo(
                            GROWTH * mean(early.stream().map(Sample::heap).toList()));
            assertThat(mean(late.stream().map(Sample::own).toList()))
                    .isLessThanOrEqualTo(
                            GROWTH * mean(early.stream().map(Sample::own).toList()));
        } finally {
            server.kill();
        }
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The histogram counts what a full collection leaves; its last line is the sum. */
    private static Sample look(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String total = "";
        try (BufferedReader out = jcmd.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                total = line.startsWith("Total") ? line : total;
            }
        }
        jcmd.waitFor();
        double heap = Double.parseDouble(total.split(" +")[2]) / MIB;
        // The collector sees the heap, which is shared memory to the system, at several addresses: proportional sizes
        // count each page once.
        double own = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss_Anon:") || line.startsWith("Pss_Shmem:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .sum();
        return new Sample(heap, own * 1024 / MIB);
    }
}
