package io.nta.examples.server.testkit;

import io.nta.packet.PacketRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several agents that send a capture again and again, each pass later than the one before, as fast as they are answered. */
public final class CaptureLoad implements AutoCloseable {
    private static final int AGENTS = 4;
    private static final int BATCH_PACKETS = 2_000;
    private static final long LATENESS_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long PASS_NANOS = Duration.ofMinutes(9).toNanos();

    private final List<PacketRecord> packets;
    private final ExecutorService agents = Executors.newFixedThreadPool(AGENTS);

    /** Reads a capture of less than nine minutes. */
    public CaptureLoad(Path capture) {
        this(CaptureBatches.packets(capture));
    }

    /** Takes packets of less than nine minutes, in order of time. */
    public CaptureLoad(List<PacketRecord> packets) {
        this.packets = List.copyOf(packets);
    }

    /** Returns how many packets a pass has. */
    public int packets() {
        return packets.size();
    }

    /** Returns the bodies of a pass, compressed; none is longer than what may be late. */
    public List<byte[]> bodies(int pass) {
        List<PacketRecord> moved = packets.stream()
                .map(packet -> packet.movedBy(pass * PASS_NANOS))
                .toList();
        List<byte[]> bodies = new ArrayList<>();
        for (List<PacketRecord> batch : CaptureBatches.cut(moved, BATCH_PACKETS, LATENESS_NANOS)) {
            int number = bodies.size();
            bodies.add(
                    CaptureBatches.gzip(CaptureBatches.body(pass + "-" + number, "agent-" + number % AGENTS, batch)));
        }
        return bodies;
    }

    /** Sends bodies, each by the next agent that has nothing to do, until all are taken. */
    public void send(ServerProcess server, List<byte[]> bodies) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (byte[] body : bodies) {
            sent.add(agents.submit(() -> {
                server.postCompressed(body);
                return null;
            }));
        }
        for (Future<?> each : sent) {
            each.get();
        }
    }

    @Override
    public void close() {
        agents.shutdownNow();
    }
}
