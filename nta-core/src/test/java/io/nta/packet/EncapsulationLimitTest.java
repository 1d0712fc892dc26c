package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EncapsulationLimitTest {
    private static final int IP_IN_IP = 4;

    /** Returns a packet of 192.0.2.1 in {@code depth} packets, the outermost of 10.0.0.depth, the innermost but one of 10.0.0.1. */
    private static byte[] nested(int depth) {
        byte[] packet = TunnelFrames.FOUR;
        for (int i = 1; i <= depth; i++) {
            packet = Frames.raw()
                    .ip("10.0.0." + i, "10.0.1." + i)
                    .protocol(IP_IN_IP)
                    .payload(packet)
                    .bytes();
        }
        return packet;
    }

    private static PacketView decode(PacketDecoder decoder, LinkType linkType, byte[] frame) {
        PacketView view = new PacketView();
        decoder.decode(1, linkType, frame, 0, frame.length, frame.length, 0, view);
        return view;
    }

    @Test
    void theLimitIsTheNumberOfEncapsulationsThatAreFollowed() {
        for (int limit = 0; limit <= DecoderConfig.MAX_ENCAPSULATIONS; limit++) {
            PacketDecoder decoder = new PacketDecoder(new DecoderConfig(limit));
            assertThat(decode(decoder, LinkType.RAW, nested(limit)).sourceAddress())
                    .hasToString("192.0.2.1");
            assertThat(decoder.anomalies().total()).isZero();

            PacketView view = decode(decoder, LinkType.RAW, nested(limit + 1));
            assertThat(view.sourceAddress()).hasToString("10.0.0.1");
            assertThat(view.ipProtocol()).isEqualTo(IP_IN_IP);
            assertThat(decoder.anomalies()).hasToString("{ENCAPSULATIONS_TOO_DEEP=1}");
        }
    }

    @Test
    void eachFrameStartsAtDepthZero() {
        PacketDecoder decoder = new PacketDecoder(new DecoderConfig(1));
        for (int i = 0; i < 10; i++) {
            decode(decoder, LinkType.RAW, nested(3));
            decode(decoder, LinkType.RAW, new byte[] {0x45, 0});
        }
        assertThat(decode(decoder, LinkType.RAW, nested(1)).sourceAddress()).hasToString("192.0.2.1");
    }

    @Test
    void framesWithinFramesBeyondTheLimitAreNotDeliveredAndCounted() {
        byte[] frame = TunnelFrames.FRAME;
        for (int i = 0; i < 4_000; i++) {
            frame = Frames.ethernet().etherType(0x6558).payload(frame).bytes();
        }
        Decoding decoding = Decoding.of(frame);
        assertThat(decoding.delivered()).isFalse();
        assertThat(decoding.anomalies())
                .containsOnlyKeys(DecodeAnomaly.ENCAPSULATIONS_TOO_DEEP, DecodeAnomaly.UNKNOWN_ETHERTYPE);
    }

    @Test
    void authenticationHeadersWithinEachOtherAreLimited() {
        byte[] content = new byte[8];
        for (int i = 0; i < 2_000; i++) {
            content = Encapsulations.authentication(IpProtocol.AH, content);
        }
        Decoding decoding = Decoding.of(TunnelFrames.four(IpProtocol.AH, content));
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.ENCAPSULATIONS_TOO_DEEP);
    }

    @Test
    void tunnelsOfManyKindsNest() {
        byte[] gre = Frames.ethernet()
                .ip("fd00::1", "fd00::2")
                .protocol(47)
                .payload(Encapsulations.gre(0x2000, 0x0800, nested(1)))
                .bytes();
        byte[] vxlan = Frames.raw()
                .ip("10.9.9.1", "10.9.9.2")
                .udp(5, 4789)
                .payload(Encapsulations.vxlan(gre))
                .bytes();
        byte[] frame = TunnelFrames.typed(Encapsulations.MPLS, Encapsulations.mpls(2, vxlan));
        assertThat(Decoding.of(frame).view().sourceAddress()).hasToString("192.0.2.1");
        assertThat(Decoding.of(frame).anomalies()).isEmpty();
    }

    @Test
    void aLimitOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new DecoderConfig(17)).hasMessage("maxEncapsulations is 17, allowed are 0 to 16");
        assertThatThrownBy(() -> new DecoderConfig(-1)).hasMessageContaining("maxEncapsulations is -1");
    }
}
