package io.nta.capture;

import io.nta.spi.PacketSource;
import io.nta.tck.PacketSourceTck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

class PcapFileSourceTckTest extends PacketSourceTck {
    private static final int PACKETS = 50;
    private static final int ETHERNET = 1;
    private static final int NANOSECONDS = 0xA1B23C4D;
    private static final int LENGTH = 60;

    private static byte[] capture() {
        CaptureWriter capture = CaptureWriter.littleEndian().pcapHeader(NANOSECONDS, ETHERNET);
        for (int i = 0; i < PACKETS; i++) {
            capture.int32(1_767_225_600 + i).int32(i).int32(LENGTH).int32(LENGTH + i);
            byte[] frame = new byte[LENGTH];
            frame[0] = (byte) i;
            capture.bytes(frame);
        }
        return capture.toBytes();
    }

    @Override
    protected PacketSource open() throws IOException {
        return PcapFileSource.open(new ByteArrayInputStream(capture()), "a capture");
    }

    @Override
    protected int packetCount() {
        return PACKETS;
    }

    @Override
    protected Optional<PacketSource> openFailing() throws IOException {
        byte[] whole = capture();
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        return Optional.of(PcapFileSource.open(new ByteArrayInputStream(cut), "a capture cut short"));
    }
}
