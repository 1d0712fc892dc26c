package io.nta.benchmarks;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A frame to a view: each kind alone, again and again, so that all of it is in the cache and every branch foreseen; and all kinds as they come, frame by frame out
 * of a generated capture. Each has a baseline that does everything but decode.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
    /** One frame. */
    @State(Scope.Thread)
    public static class OneFrame {
        @Param
        public FrameKind kind;

        private final PacketDecoder decoder = new PacketDecoder();
        private final PacketView view = new PacketView();
        private byte[] frame;

        @Setup
        public void prepare() {
            frame = kind.frame();
        }
    }

    /** Frames as they come. */
    @State(Scope.Thread)
    public static class ManyFrames {
        /** A power of two, so that going round costs next to nothing; about 4 MB. */
        private static final int PACKETS = 1 << 13;

        private final PacketDecoder decoder = new PacketDecoder();
        private final PacketView view = new PacketView();
        private GeneratedCapture capture;
        private int turn;

        @Setup
        public void prepare() throws IOException {
            capture = GeneratedCapture.of("mixed", PACKETS);
        }

        private int next() {
            turn = (turn + 1) & (PACKETS - 1);
            return turn;
        }
    }

    /** What JMH itself costs. */
    @Benchmark
    public boolean empty() {
        return true;
    }

    @Benchmark
    public boolean decode(OneFrame one) {
        byte[] frame = one.frame;
        return one.decoder.decode(0, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0, one.view);
    }

    /** Finds the next frame, and reads its first byte. */
    @Benchmark
    public int emptyMixed(ManyFrames many) {
        int i = many.next();
        return many.capture.bytes()[many.capture.start(i)] + many.capture.length(i);
    }

    @Benchmark
    public boolean decodeMixed(ManyFrames many) {
        int i = many.next();
        GeneratedCapture capture = many.capture;
        int length = capture.length(i);
        return many.decoder.decode(
                capture.nanos(i), LinkType.ETHERNET, capture.bytes(), capture.start(i), length, length, 0, many.view);
    }
}
