package io.nta.packet;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a frame of every link type. The first two bytes of an input say how much more there was on the wire, and where the frame is cut once more; the frame
 * is the rest.
 */
class PacketDecoderFuzz {
    private static final LinkType[] LINK_TYPES = LinkType.values();
    private static final int HEADER = 2;
    private static final int MORE_ON_WIRE = 16;

    private final DecodeLaws laws = new DecodeLaws();

    static Stream<byte[]> samples() {
        return SampleFrames.ALL.stream().map(sample -> DnsMessages.join(new byte[HEADER], sample.bytes()));
    }

    @MethodSource("samples")
    @DictionaryFile(resourcePath = "/io/nta/packet/frames.dict")
    @FuzzTest
    void anyBytesAreDecodedOrCountedUnderEveryLinkType(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        byte[] frame = FuzzInput.rest(input, HEADER);
        int wireLength = frame.length + MORE_ON_WIRE * Bytes.u8(input, 0);
        int captured = Math.min(frame.length, Bytes.u8(input, 1));
        for (LinkType linkType : LINK_TYPES) {
            laws.decode(linkType, frame, wireLength);
            DecodeLaws.checkCut(linkType, frame, captured);
        }
    }
}
