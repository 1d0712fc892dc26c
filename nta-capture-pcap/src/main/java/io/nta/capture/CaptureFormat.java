package io.nta.capture;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;

/** Tells capture formats apart by their first bytes. */
final class CaptureFormat {
    private static final int MAGIC_BYTES = 4;

    /** What people hand over by mistake, by its first bytes in hex. */
    private static final Map<String, String> OTHERS = Map.of(
            "28b52ffd", "zstd: decompress it first",
            "fd377a58", "xz: decompress it first",
            "425a68", "bzip2: decompress it first",
            "04224d18", "lz4: decompress it first",
            "504b0304", "a zip archive: extract it first",
            "1f8b", "gzip within gzip: decompress it first",
            "58435000", "a NetXRay capture: convert it with editcap",
            "52545353", "a Network Monitor capture: convert it with editcap",
            "474d4255", "a Network Monitor 2 capture: convert it with editcap");

    private CaptureFormat() {}

    /** Returns the reader of the format that the input begins with. */
    static CaptureReader readerOf(ChunkedInput input, CaptureLimits limits) throws IOException {
        if (!input.has(MAGIC_BYTES)) {
            throw input.damagedAt(
                    0,
                    input.available() == 0
                            ? "the file is empty"
                            : "the file is too short for a capture: " + firstBytes(input));
        }
        int magic = input.int32(0);
        if (magic == PcapngReader.SECTION_HEADER) {
            return new PcapngReader(input, limits);
        }
        if (Integer.reverseBytes(magic) == SnoopReader.MAGIC && isSnoop(input)) {
            input.readBigEndian(true);
            return new SnoopReader(input, limits);
        }
        boolean bigEndian = ClassicPcapReader.isMagic(Integer.reverseBytes(magic));
        if (bigEndian || ClassicPcapReader.isMagic(magic)) {
            input.readBigEndian(bigEndian);
            return new ClassicPcapReader(input, limits);
        }
        throw input.damagedAt(
                0,
                "the file begins with " + firstBytes(input)
                        + "; supported are pcap, pcapng and snoop, plain or compressed with gzip");
    }

    private static boolean isSnoop(ChunkedInput input) throws IOException {
        return input.has(2 * MAGIC_BYTES) && Integer.reverseBytes(input.int32(MAGIC_BYTES)) == SnoopReader.MAGIC_REST;
    }

    private static String firstBytes(ChunkedInput input) throws IOException {
        // A pipe may have given fewer so far; what it is called must not depend on that.
        input.has(2 * MAGIC_BYTES);
        int count = Math.min(input.available(), 2 * MAGIC_BYTES);
        String hex = HexFormat.of().formatHex(input.buffer(), input.position(), input.position() + count);
        String name = OTHERS.entrySet().stream()
                .filter(entry -> hex.startsWith(entry.getKey()))
                .map(entry -> " (" + entry.getValue() + ")")
                .findFirst()
                .orElse("");
        return hex + name;
    }
}
