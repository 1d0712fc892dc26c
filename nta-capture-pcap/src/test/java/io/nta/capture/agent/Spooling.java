package io.nta.capture.agent;

import io.nta.wire.AgentStats;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A spool of a test: small files, short waits. */
final class Spooling {
    static final AgentStats STATS = new AgentStats(1, 2, 3, 4, 5, 6, 7);

    private Spooling() {}

    static SpoolConfig config(Path folder, int packetsPerFile) {
        return SpoolConfig.of(folder, "sensor").withFiles(Duration.ofHours(1), packetsPerFile);
    }

    static Spool open(Path folder, int packetsPerFile) throws IOException {
        return Spool.open(config(folder, packetsPerFile), () -> STATS);
    }

    static Spool open(Path folder, int packetsPerFile, Clock clock) throws IOException {
        return Spool.open(config(folder, packetsPerFile), () -> STATS, clock, SpoolStep.Seam.NONE);
    }

    /** Spools packets from one number to the one before another. */
    static void spool(Path folder, int packetsPerFile, long from, long to) throws IOException {
        try (Spool spool = open(folder, packetsPerFile)) {
            for (long number = from; number < to; number++) {
                spool.write(Packets.number(number));
            }
        }
    }

    static UploadConfig upload(URI server) {
        return UploadConfig.of(server).withWaits(Duration.ofSeconds(5), Duration.ofMillis(10), Duration.ofSeconds(2));
    }

    static SenderConfig sender(Path folder) {
        return SenderConfig.of(folder).withBatchPackets(3).withIntervals(Duration.ofMillis(5), Duration.ofMillis(1));
    }

    /** Sends what is ready, and what failed before, once. */
    static SenderStats send(Path folder, UploadConfig upload) throws IOException, InterruptedException {
        try (BatchSender sender = BatchSender.open(sender(folder), upload)) {
            sender.sendReady();
            return sender.stats();
        }
    }

    static List<String> names(Path folder, String sub) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
