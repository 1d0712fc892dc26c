package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketView.Network;
import io.nta.packet.SampleFrames.Sample;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for any bytes at all. */
class PacketDecoderTest {
    private static final LinkType[] LINK_TYPES = LinkType.values();

    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private long decoded;
    private long packets;

    /** Decodes a frame in a buffer that ends with it, so that reading on would throw, and checks what must hold. */
    private void decode(LinkType linkType, byte[] frame, int capturedLength, int wireLength) {
        byte[] buffer = Arrays.copyOf(frame, capturedLength);
        boolean delivered = decoder.decode(5, linkType, buffer, 0, capturedLength, wireLength, 2, view);
        packets++;
        decoded += delivered ? 1 : 0;
        boolean holds = delivered == (view.network() != Network.OTHER)
                && view.wireLength() == Math.max(wireLength, capturedLength)
                && view.payloadOffset() >= 0
                && view.payloadCaptured() >= 0
                && view.payloadCaptured() <= view.payloadLength()
                && view.payloadLength() <= view.wireLength()
                && (view.payloadCaptured() == 0 || view.payloadOffset() + view.payloadCaptured() <= capturedLength)
                && view.dnsAnswerBytes() >= 0
                && view.dnsAnswerBytes() <= view.payloadLength()
                && view.dnsNameLength() <= PacketView.MAX_NAME_LENGTH
                && inPayload(view.httpPathOffset(), view.httpPathLength())
                && inPayload(view.httpHostOffset(), view.httpHostLength())
                && view.httpBlankLineEnd() <= view.payloadCaptured()
                && view.httpContentLength() >= -1
                && view.sshNewKeysEnd() <= view.payloadCaptured()
                && !(view.startsWithLineEnd() && view.payloadCaptured() == 0)
                && !(view.endsWithLastChunk() && view.payloadTruncated())
                && !(view.httpChunked() && view.payloadCaptured() < 26);
        long computed = view.dnsNameHash();
        long remembered = view.dnsNameHash();
        assertThat(remembered).isEqualTo(computed);
        assertThat(holds).as("%s %s", linkType, Arrays.toString(buffer)).isTrue();
    }

    private boolean inPayload(int offset, int length) {
        return offset >= 0 && length >= 0 && offset + length <= view.payloadCaptured();
    }

    private void assertEachPacketCounted() {
        assertThat(decoder.anomalies().fatal()).isEqualTo(packets - decoded);
    }

    @Test
    void everySampleIsDecodedWithoutAnAnomaly() {
        for (Sample sample : SampleFrames.ALL) {
            Decoding decoding = Decoding.of(sample.linkType(), sample.bytes());
            assertThat(decoding.delivered()).isTrue();
            assertThat(decoding.anomalies()).isEmpty();
        }
    }

    @Test
    void anySampleMayBeCutAtAnyByteUnderAnyLinkType() {
        for (Sample sample : SampleFrames.ALL) {
            byte[] frame = sample.bytes();
            for (LinkType linkType : LINK_TYPES) {
                for (int length = 0; length <= frame.length; length++) {
                    decode(linkType, frame, length, length);
                    decode(linkType, frame, length, frame.length);
                }
            }
        }
        assertEachPacketCounted();
    }

    @Test
    void aSampleCutByTheSnapLengthIsTheSamePacketOrOneThatCarriesIt() {
        for (Sample sample : SampleFrames.ALL) {
            for (int length = 0; length < sample.bytes().length; length++) {
                DecodeLaws.checkCut(sample.linkType(), sample.bytes(), length);
            }
        }
    }

    @Test
    void aSampleCutByTheSnapLengthIsNeverCalledMalformed() {
        for (Sample sample : SampleFrames.ALL) {
            byte[] frame = sample.bytes();
            for (int length = 0; length < frame.length; length++) {
                decode(sample.linkType(), frame, length, frame.length);
            }
        }
        assertThat(decoder.anomalies().get(DecodeAnomaly.CAPTURED_SHORT)).isEqualTo(packets);
        assertThat(decoder.anomalies().asMap().keySet())
                .allMatch(anomaly -> anomaly.cause() == DecodeAnomaly.Cause.CAPTURE);
    }

    @Test
    void anyBytesAreDecodedOrCounted() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(160)];
            random.nextBytes(bytes);
            decode(LINK_TYPES[i % LINK_TYPES.length], bytes, bytes.length, bytes.length + random.nextInt(3) * 100);
        }
        assertEachPacketCounted();
    }

    @Test
    void mutatedSamplesAreDecodedOrCounted() {
        SplittableRandom random = new SplittableRandom(2);
        int[] edges = {0, 1, 0x7F, 0x80, 0xC0, 0xFF};
        for (int i = 0; i < 400_000; i++) {
            Sample sample = SampleFrames.ALL.get(i % SampleFrames.ALL.size());
            byte[] frame = sample.bytes().clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int value = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt(256);
                frame[random.nextInt(frame.length)] = (byte) value;
            }
            int captured = random.nextInt(4) == 0 ? random.nextInt(frame.length + 1) : frame.length;
            decode(sample.linkType(), frame, captured, random.nextBoolean() ? captured : frame.length);
        }
        assertEachPacketCounted();
        assertThat(decoded).isGreaterThan(packets / 2);
    }

    @Test
    void aReusedViewSaysTheSameAsANewOne() throws ReflectiveOperationException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 3_000; i++) {
            Sample sample = SampleFrames.ALL.get(random.nextInt(SampleFrames.ALL.size()));
            byte[] frame = sample.bytes().clone();
            frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            int captured = random.nextInt(frame.length / 2, frame.length + 1);
            PacketView fresh = new PacketView();
            decoder.decode(i, sample.linkType(), frame, 0, captured, frame.length, 0, view);
            new PacketDecoder().decode(i, sample.linkType(), frame, 0, captured, frame.length, 0, fresh);
            assertThat(ViewFacts.of(view)).isEqualTo(ViewFacts.of(fresh));
        }
    }

    @Test
    void aFrameSaysTheSameWhereverItLiesInTheBuffer() throws ReflectiveOperationException {
        for (Sample sample : SampleFrames.ALL) {
            byte[] frame = sample.bytes();
            byte[] buffer = new byte[frame.length + 200];
            new SplittableRandom(4).nextBytes(buffer);
            System.arraycopy(frame, 0, buffer, 101, frame.length);
            PacketView moved = new PacketView();
            decoder.decode(9, sample.linkType(), frame, 0, frame.length, frame.length, 0, view);
            decoder.decode(9, sample.linkType(), buffer, 101, frame.length, frame.length, 0, moved);
            assertThat(ViewFacts.of(moved)).isEqualTo(ViewFacts.of(view));
        }
    }

    @Test
    void timestampInterfaceAndLengthsAreHandedThrough() {
        byte[] frame = new byte[20];
        decoder.decode(123_456_789L, LinkType.ETHERNET, frame, 0, 20, 1500, 7, view);
        assertThat(view.timestampNanos()).isEqualTo(123_456_789L);
        assertThat(view.interfaceId()).isEqualTo(7);
        assertThat(view.capturedLength()).isEqualTo(20);
        assertThat(view.wireLength()).isEqualTo(1500);
        decoder.decode(1, LinkType.ETHERNET, frame, 0, 20, 3, 7, view);
        assertThat(view.wireLength()).isEqualTo(20);
        decoder.decode(1, LinkType.ETHERNET, frame, 0, 20, Integer.MAX_VALUE, 7, view);
        assertThat(view.wireLength()).isGreaterThan(1 << 20);
    }

    @Test
    void anomaliesAreListedByName() {
        decoder.decode(1, LinkType.ETHERNET, new byte[5], 0, 5, 5, 0, view);
        assertThat(decoder.anomalies()).hasToString("{ETHERNET_TRUNCATED=1}");
        assertThat(decoder.anomalies().total()).isEqualTo(1);
        assertThat(decoder.anomalies().get(DecodeAnomaly.ARP_TRUNCATED)).isZero();
    }

    @Test
    void decodingAllocatesNothing() {
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        decodeSamples(20_000);
        long before = thread.getCurrentThreadAllocatedBytes();
        decodeSamples(4_000);
        // 100,000 packets: one small object each would be over a megabyte.
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(50_000);
    }

    private void decodeSamples(int rounds) {
        for (int i = 0; i < rounds; i++) {
            for (int s = 0; s < SampleFrames.ALL.size(); s++) {
                Sample sample = SampleFrames.ALL.get(s);
                byte[] frame = sample.bytes();
                decoder.decode(i, sample.linkType(), frame, 0, frame.length, frame.length, 0, view);
                packets += view.httpContentLength() + view.dnsNameHash() + view.sshNewKeysEnd();
            }
        }
    }
}
