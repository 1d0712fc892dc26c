package io.nta.benchmarks;

import io.nta.examples.generate.Generator;
import io.nta.examples.generate.Scenarios;
import io.nta.examples.generate.Settings;
import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A workload of the generator, kept in memory: reading a file is not what is measured. The same at every run. */
final class GeneratedCapture {
    private static final long SEED = 7;
    // Longer than any capture here: the number of packets ends it.
    private static final Duration LONGEST = Duration.ofDays(1);

    private final byte[] bytes;
    private final long[] nanos;
    /** Where each frame starts, and where the last one ends. */
    private final int[] starts;

    private GeneratedCapture(byte[] bytes, long[] nanos, int[] starts) {
        this.bytes = bytes;
        this.nanos = nanos;
        this.starts = starts;
    }

    /**
     * Returns the first packets of a workload.
     *
     * @param scenario {@code mixed}, {@code flood} or {@code small}, or another of {@link Scenarios} that has so many packets
     */
    static GeneratedCapture of(String scenario, int packets) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        LongStream.Builder times = LongStream.builder();
        IntStream.Builder places = IntStream.builder();
        Generator.Result result = Generator.play(
                Scenarios.named(scenario),
                Settings.of(SEED, LONGEST).limitedTo(packets),
                (timeNanos, frame, length) -> {
                    times.add(timeNanos);
                    places.add(all.size());
                    all.write(frame, 0, length);
                });
        if (result.packets() != packets) {
            throw new IllegalArgumentException(
                    scenario + " has " + result.packets() + " packets, asked for are " + packets);
        }
        places.add(all.size());
        return new GeneratedCapture(
                all.toByteArray(), times.build().toArray(), places.build().toArray());
    }

    int packets() {
        return nanos.length;
    }

    /** Returns the array that holds all frames. */
    byte[] bytes() {
        return bytes;
    }

    /** Returns where frame {@code i} starts in {@link #bytes}. */
    int start(int i) {
        return starts[i];
    }

    /** Returns how long frame {@code i} is. */
    int length(int i) {
        return starts[i + 1] - starts[i];
    }

    /** Returns when frame {@code i} came, in nanoseconds since the epoch. */
    long nanos(int i) {
        return nanos[i];
    }

    /** Returns a source that hands over all packets, once. */
    PacketSource source() {
        return new Source();
    }

    private final class Source implements PacketSource {
        private int next;

        @Override
        public String description() {
            return "a generated capture in memory";
        }

        @Override
        public int poll(PacketSink sink, int limit) {
            if (next == packets()) {
                return END;
            }
            int end = Math.min(packets(), next + limit);
            int count = end - next;
            for (; next < end; next++) {
                sink.onFrame(nanos[next], LinkType.ETHERNET, bytes, start(next), length(next), length(next), 0);
            }
            return count;
        }

        @Override
        public SourceStats stats() {
            return new SourceStats(next, next, 0, 0);
        }

        @Override
        public void close() {}
    }
}
