package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportLayerTest {
    private static final int L4 = 34;

    private static Frames four() {
        return Frames.ethernet().ip("10.0.0.1", "10.0.0.2");
    }

    private static byte[] with(byte[] frame, int offset, int value) {
        byte[] copy = frame.clone();
        copy[offset] = (byte) value;
        return copy;
    }

    @Test
    void tcpFieldsAreUnsigned() {
        PacketView view = Decoding.of(four().tcp(65535, 50000, 0xFF, 0xFFFF_FFFFL, 0x8000_0000L, 12)
                        .payload("abc")
                        .bytes())
                .view();
        assertThat(view.hasTcp()).isTrue();
        assertThat(view.sourcePort()).isEqualTo(65535);
        assertThat(view.destinationPort()).isEqualTo(50000);
        assertThat(view.tcpFlags()).isEqualTo(0xFF);
        assertThat(view.sequence()).isEqualTo(0xFFFF_FFFFL);
        assertThat(view.acknowledgment()).isEqualTo(0x8000_0000L);
        assertThat(view.tcpWindow()).isEqualTo(65535);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.payloadOffset()).isEqualTo(14 + 20 + 32);
    }

    @Test
    void aBadDataOffsetIsNotedAndThePayloadTakenAsEmpty() {
        byte[] frame =
                four().tcp(1, 80, TcpFlags.ACK).payload("GET / HTTP/1.1\r\n").bytes();
        for (int offset : new int[] {0x40, 0xF0}) {
            Decoding decoding = Decoding.of(with(frame, L4 + 12, offset));
            assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.TCP_BAD_DATA_OFFSET);
            assertThat(decoding.view().tcpFlags()).isEqualTo(TcpFlags.ACK);
            assertThat(decoding.view().payloadLength()).isZero();
            assertThat(decoding.view().http()).isEqualTo(PacketView.Http.NONE);
        }
    }

    @Test
    void aCutTransportHeaderLeavesAddressesAndPorts() {
        byte[] tcp = four().tcp(1000, 80, TcpFlags.SYN).bytes();
        Decoding decoding = Decoding.captured(L4 + 19, tcp);
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.view().isTcp()).isTrue();
        assertThat(decoding.view().hasTcp()).isFalse();
        assertThat(decoding.view().destinationPort()).isEqualTo(80);
        assertThat(decoding.anomalies())
                .containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT, DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED);

        Decoding nothing = Decoding.captured(L4 + 3, tcp);
        assertThat(nothing.delivered()).isTrue();
        assertThat(nothing.view().hasPorts()).isFalse();
        assertThat(nothing.view().sourceAddress()).hasToString("10.0.0.1");
    }

    @Test
    void anIpPacketThatEndsWithinItsTransportHeaderIsMalformed() {
        byte[] few = {1, 2, 3, 4, 5};
        assertThat(Decoding.of(four().protocol(IpProtocol.TCP).payload(few).bytes())
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.TCP_TRUNCATED);
        Decoding udp = Decoding.of(four().protocol(IpProtocol.UDP).payload(few).bytes());
        assertThat(udp.anomalies()).containsOnlyKeys(DecodeAnomaly.UDP_TRUNCATED);
        assertThat(udp.view().sourcePort()).isEqualTo(0x0102);
        Decoding icmp =
                Decoding.of(four().protocol(IpProtocol.ICMP).payload(few).bytes());
        assertThat(icmp.anomalies()).containsOnlyKeys(DecodeAnomaly.ICMP_TRUNCATED);
        assertThat(icmp.view().icmpCode()).isEqualTo(2);
    }

    @Test
    void theUdpLengthBoundsThePayload() {
        byte[] frame = four().udp(1, 2).payload(new byte[100]).bytes();
        Decoding shorter = Decoding.of(with(frame, L4 + 5, 18));
        assertThat(shorter.view().payloadLength()).isEqualTo(10);
        assertThat(shorter.anomalies()).isEmpty();

        Decoding tooSmall = Decoding.of(with(frame, L4 + 5, 7));
        assertThat(tooSmall.view().payloadLength()).isZero();
        assertThat(tooSmall.view().destinationPort()).isEqualTo(2);
        assertThat(tooSmall.anomalies()).containsOnlyKeys(DecodeAnomaly.UDP_LENGTH_TOO_SMALL);

        Decoding beyond = Decoding.of(with(frame, L4 + 4, 1));
        assertThat(beyond.view().payloadLength()).isEqualTo(100);
        assertThat(beyond.anomalies()).containsOnlyKeys(DecodeAnomaly.UDP_LENGTH_BEYOND_PACKET);

        Decoding offloaded = Decoding.of(with(frame, L4 + 5, 0));
        assertThat(offloaded.view().payloadLength()).isEqualTo(100);
        assertThat(offloaded.anomalies()).isEmpty();
    }

    @Test
    void payloadOnTheWireAndPayloadCapturedDiffer() {
        Decoding decoding =
                Decoding.captured(96, four().udp(1, 2).payload(new byte[1000]).bytes());
        assertThat(decoding.view().payloadLength()).isEqualTo(1000);
        assertThat(decoding.view().payloadCaptured()).isEqualTo(96 - L4 - 8);
        assertThat(decoding.view().payloadTruncated()).isTrue();
        assertThat(decoding.view().wireLength()).isEqualTo(1042);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT);
    }

    @Test
    void anEchoRequestHasTypeAndPayloadButNoQuote() {
        PacketView view =
                Decoding.of(four().icmp(8, 0).payload(new byte[56]).bytes()).view();
        assertThat(view.hasIcmp()).isTrue();
        assertThat(view.isIcmp()).isTrue();
        assertThat(view.icmpType()).isEqualTo(8);
        assertThat(view.payloadLength()).isEqualTo(56);
        assertThat(view.hasQuoted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 11, 12})
    void anIcmpErrorQuotesTheFlowItIsAbout(int type) {
        byte[] probe = Frames.raw()
                .ip("10.0.0.2", "10.0.0.9")
                .options(8)
                .udp(5000, 161)
                .bytes();
        PacketView view =
                Decoding.of(four().icmp(type, 3).payload(probe).bytes()).view();
        assertThat(view.hasQuoted()).isTrue();
        PacketView.Quoted quoted = view.quoted();
        assertThat(new IpAddress(quoted.sourceHigh(), quoted.sourceLow())).hasToString("10.0.0.2");
        assertThat(new IpAddress(quoted.destinationHigh(), quoted.destinationLow()))
                .hasToString("10.0.0.9");
        assertThat(quoted.ipProtocol()).isEqualTo(IpProtocol.UDP);
        assertThat(quoted.hasPorts()).isTrue();
        assertThat(quoted.sourcePort()).isEqualTo(5000);
        assertThat(quoted.destinationPort()).isEqualTo(161);
        assertThat(view.hasPorts()).isFalse();
    }

    @Test
    void anIcmpV6ErrorQuotesTheFlowBehindItsExtensionHeaders() {
        byte[] probe = Frames.raw()
                .ip("fd00::2", "fd00::9")
                .extension(60, 8)
                .tcp(5000, 22, TcpFlags.SYN)
                .bytes();
        PacketView view = Decoding.of(Frames.ethernet()
                        .ip("fd00::1", "fd00::2")
                        .icmp(1, 4)
                        .payload(probe)
                        .bytes())
                .view();
        assertThat(view.ipProtocol()).isEqualTo(IpProtocol.ICMPV6);
        assertThat(view.hasQuoted()).isTrue();
        assertThat(new IpAddress(view.quoted().destinationHigh(), view.quoted().destinationLow()))
                .hasToString("fd00::9");
        assertThat(view.quoted().ipProtocol()).isEqualTo(IpProtocol.TCP);
        assertThat(view.quoted().destinationPort()).isEqualTo(22);
    }

    @Test
    void aQuotedLaterFragmentHasNoPorts() {
        byte[] probe = Frames.raw()
                .ip("10.0.0.2", "10.0.0.9")
                .fragment(1, 8, true)
                .udp(5000, 161)
                .bytes();
        PacketView view = Decoding.of(four().icmp(11, 1).payload(probe).bytes()).view();
        assertThat(view.hasQuoted()).isTrue();
        assertThat(view.quoted().hasPorts()).isFalse();
        assertThat(view.quoted().sourcePort()).isZero();
    }

    @Test
    void aQuoteThatIsNoIpPacketIsNoted() {
        Decoding garbage = Decoding.of(four().icmp(3, 3).payload(new byte[28]).bytes());
        assertThat(garbage.view().hasQuoted()).isFalse();
        assertThat(garbage.view().hasIcmp()).isTrue();
        assertThat(garbage.anomalies()).containsOnlyKeys(DecodeAnomaly.ICMP_BAD_QUOTE);
        assertThat(Decoding.of(four().icmp(3, 3).payload(new byte[10]).bytes()).anomalies())
                .containsOnlyKeys(DecodeAnomaly.ICMP_BAD_QUOTE);
    }
}
