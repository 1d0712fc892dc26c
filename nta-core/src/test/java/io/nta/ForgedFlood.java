package io.nta;

import io.nta.detect.Alert;
import io.nta.packet.Frames;
import io.nta.packet.LinkType;
import io.nta.packet.TcpFlags;
import io.nta.spi.PacketSink;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;

/** A SYN flood of one packet from each of many sources within 60 s, analysed in a process of its own, whose heap {@link ForgedFloodTest} chooses. */
final class ForgedFlood implements PacketSource {
    private static final long START_SECONDS = 1_767_225_600L;
    private static final long NANOS = 1_000_000_000L;
    private static final long LENGTH_NANOS = 60 * NANOS;
    private static final int SOURCE_ADDRESS = 14 + 12;
    private static final int TARGET_ADDRESS = 14 + 16;
    private static final int FIRST_ADDRESS = 0x0B00_0000;
    /** Odd, so that multiples of it modulo 2^26 take every value once. */
    private static final int STRIDE = 40_503_001;

    private static final int ADDRESSES = 1 << 26;

    private final byte[] frame = Frames.ethernet()
            .ip("11.0.0.1", "10.0.0.2")
            .tcp(40_000, 80, TcpFlags.SYN)
            .bytes();
    private final ByteBuffer fields = ByteBuffer.wrap(frame);
    private final int packets;
    private final boolean anywhere;
    private int next;

    private ForgedFlood(int packets, boolean anywhere) {
        this.packets = packets;
        this.anywhere = anywhere;
    }

    /** Prints alerts, rows, and who had none; arguments: how many packets, and whether each has another target. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        AlertListener listener = new AlertListener() {
            @Override
            public void onOpened(Alert alert) {
                long after = alert.detectedAt().getEpochSecond() - START_SECONDS;
                out.println(alert.attackType().label() + " " + alert.srcIp() + " > " + alert.dstIp() + " after " + after
                        + " s");
            }

            @Override
            public void onClosed(Alert alert) {}
        };
        PacketSource flood = new ForgedFlood(Integer.parseInt(arguments[0]), Boolean.parseBoolean(arguments[1]));
        try (Analyzer analyzer =
                Analyzer.builder().source(flood).onAlert(listener).build()) {
            analyzer.run();
            AnalyzerStats stats = analyzer.stats();
            out.println("conserved " + stats.isConserved());
            out.println("few rows " + (stats.rows() < stats.decoded() / 5));
        }
    }

    @Override
    public String description() {
        return "a forged flood";
    }

    @Override
    public int poll(PacketSink sink, int limit) {
        int first = next;
        while (next < packets && next - first < limit) {
            long scattered = (long) next * STRIDE;
            fields.putInt(SOURCE_ADDRESS, FIRST_ADDRESS + (int) (scattered & ADDRESSES - 1));
            if (anywhere) {
                fields.putInt(TARGET_ADDRESS, FIRST_ADDRESS + (int) (scattered * STRIDE & ADDRESSES - 1));
            }
            long time = START_SECONDS * NANOS + (long) ((double) next / packets * LENGTH_NANOS);
            sink.onFrame(time, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0);
            next++;
        }
        return next == first ? END : next - first;
    }

    @Override
    public SourceStats stats() {
        return new SourceStats(next, next, 0, 0);
    }

    @Override
    public void close() {}
}
