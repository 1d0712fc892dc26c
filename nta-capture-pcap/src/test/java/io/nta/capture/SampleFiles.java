package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.packet.SampleFrames;
import io.nta.packet.SampleFrames.Sample;
import java.util.List;

/** Small captures of every form that the readers know: what fuzzing starts from. */
final class SampleFiles {
    private static final int ETHERNET = LinkType.ETHERNET.code();
    private static final int UNSUPPORTED = 147;

    private SampleFiles() {}

    static List<byte[]> pcap() {
        return List.of(
                pcap(ClassicPcapReader.MAGIC_MICROS, false),
                pcap(ClassicPcapReader.MAGIC_NANOS, true),
                CaptureWriter.littleEndian()
                        .pcapHeader(ClassicPcapReader.MAGIC_MODIFIED, ETHERNET)
                        .int32(1)
                        .int32(2)
                        .int32(14)
                        .int32(60)
                        .int64(0)
                        .bytes(CaptureWriter.frame(14, 1))
                        .toBytes(),
                CaptureWriter.littleEndian()
                        .pcapHeader(ClassicPcapReader.MAGIC_MICROS, 2, 3, ETHERNET)
                        .pcapRecord(1, 2, 60, 14, CaptureWriter.frame(14, 1))
                        .toBytes());
    }

    private static byte[] pcap(int magic, boolean bigEndian) {
        CaptureWriter writer = CaptureWriter.in(bigEndian).pcapHeader(magic, ETHERNET);
        int second = 0;
        for (Sample sample : SampleFrames.ALL.subList(0, 3)) {
            writer.pcapRecord(second++, 5, sample.bytes());
        }
        return writer.toBytes();
    }

    static List<byte[]> pcapng() {
        CaptureWriter options = CaptureWriter.littleEndian();
        options.option(9, (byte) 9)
                .option(14, new byte[8])
                .option(2, (byte) 'e')
                .option(0);
        byte[] frame = SampleFrames.ALL.get(0).bytes();
        return List.of(
                CaptureWriter.littleEndian()
                        .section(false)
                        .interfaceBlock(ETHERNET, 64, options)
                        .enhancedPacket(0, 1L << 40, frame)
                        .simplePacket(90, CaptureWriter.frame(64, 2))
                        .block(5, CaptureWriter.littleEndian().int32(0).int64(1))
                        .obsoletePacket(0, 7, CaptureWriter.frame(21, 3))
                        .toBytes(),
                CaptureWriter.littleEndian()
                        .section(true)
                        .interfaceBlock(UNSUPPORTED)
                        .interfaceBlock(LinkType.RAW.code())
                        .enhancedPacket(0, 1, frame)
                        .enhancedPacket(1, 2, CaptureWriter.frame(20, 4))
                        .section(false)
                        .interfaceBlock(ETHERNET)
                        .enhancedPacket(0, 3, frame)
                        .toBytes());
    }
}
