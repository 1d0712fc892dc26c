package io.nta.examples.generate.frame;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes a classic pcap file of Ethernet frames, little-endian and in microseconds as libpcap does; gzipped when its name ends in {@code .gz}. */
public final class PcapWriter implements FrameSink, Closeable {
    private static final int BUFFER = 1 << 20;
    private static final int RECORD_HEADER = 16;
    private static final int MAGIC_MICROS = 0xA1B2C3D4;
    private static final int VERSION_2_4 = 4 << 16 | 2;
    private static final int ETHERNET = 1;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final OutputStream out;
    private final int snapLength;
    private final byte[] header = new byte[RECORD_HEADER];

    /** Writes to a stream, which is closed with this. */
    public PcapWriter(OutputStream out, int snapLength) throws IOException {
        this.out = out;
        this.snapLength = snapLength;
        byte[] head = new byte[24];
        int[] words = {MAGIC_MICROS, VERSION_2_4, 0, 0, snapLength, ETHERNET};
        for (int i = 0; i < words.length; i++) {
            put32(head, 4 * i, words[i]);
        }
        out.write(head);
    }

    /** Creates the file, or empties it. */
    public static PcapWriter create(Path file, int snapLength) throws IOException {
        OutputStream stream = Files.newOutputStream(file);
        if (file.toString().endsWith(".gz")) {
            return new PcapWriter(new FastGzip(stream), snapLength);
        }
        return new PcapWriter(new BufferedOutputStream(stream, BUFFER), snapLength);
    }

    @Override
    public void frame(long timeNanos, byte[] bytes, int length) throws IOException {
        long micros = timeNanos / NANOS_PER_MICRO;
        int kept = Math.min(length, snapLength);
        put32(header, 0, (int) (micros / MICROS_PER_SECOND));
        put32(header, 4, (int) (micros % MICROS_PER_SECOND));
        put32(header, 8, kept);
        put32(header, 12, length);
        out.write(header, 0, RECORD_HEADER);
        out.write(bytes, 0, kept);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static void put32(byte[] to, int at, int value) {
        for (int i = 0; i < 4; i++) {
            to[at + i] = (byte) (value >>> 8 * i);
        }
    }

    /** The fastest level: frames come as fast as they can be packed, and encrypted payload packs no better at any other. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
