package io.nta.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A pcap file of UDP datagrams, one a second from 10.0.0.1 to 10.0.0.2. */
final class SmallCapture {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int FRAME = 14 + 20 + 8;
    private static final int FIRST_SECOND = 1_700_000_000;

    private SmallCapture() {}

    static Path write(Path file, int packets) throws IOException {
        return Files.write(file, bytes(packets));
    }

    /** Returns the file's bytes without the last {@code missing} ones. */
    static Path writeCutShort(Path file, int packets, int missing) throws IOException {
        byte[] whole = bytes(packets);
        return Files.write(file, Arrays.copyOf(whole, whole.length - missing));
    }

    private static byte[] bytes(int packets) {
        ByteBuffer file = ByteBuffer.allocate(FILE_HEADER + packets * (RECORD_HEADER + FRAME))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65_535)
                .putInt(1);
        for (int i = 0; i < packets; i++) {
            file.putInt(FIRST_SECOND + i).putInt(250_000).putInt(FRAME).putInt(FRAME);
            file.put(frame());
        }
        return file.array();
    }

    private static byte[] frame() {
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        frame.put(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1}).putShort((short) 0x0800);
        frame.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) 28)
                .putInt(0)
                .put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0);
        frame.put(new byte[] {10, 0, 0, 1, 10, 0, 0, 2});
        frame.putShort((short) 5_000)
                .putShort((short) 9_000)
                .putShort((short) 8)
                .putShort((short) 0);
        return frame.array();
    }
}
