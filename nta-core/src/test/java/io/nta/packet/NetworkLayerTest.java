package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketView.Network;
import org.junit.jupiter.api.Test;

class NetworkLayerTest {
    private static final int IP = 14;

    private static Frames four() {
        return Frames.ethernet().ip("10.0.0.1", "10.0.0.2");
    }

    private static Frames six() {
        return Frames.ethernet().ip("2001:db8::1", "2001:db8::2");
    }

    private static byte[] with(byte[] frame, int offset, int... values) {
        byte[] copy = frame.clone();
        for (int i = 0; i < values.length; i++) {
            copy[offset + i] = (byte) values[i];
        }
        return copy;
    }

    @Test
    void ipv4OptionsAreSkipped() {
        PacketView view = Decoding.of(four().options(40)
                        .timeToLive(3)
                        .udp(1000, 2000)
                        .payload("hello")
                        .bytes())
                .view();
        assertThat(view.network()).isEqualTo(Network.IPV4);
        assertThat(view.timeToLive()).isEqualTo(3);
        assertThat(view.destinationPort()).isEqualTo(2000);
        assertThat(view.payloadLength()).isEqualTo(5);
    }

    @Test
    void ethernetPaddingIsNoPayload() {
        Decoding decoding = Decoding.of(four().tcp(1, 2, TcpFlags.ACK).padded().bytes());
        assertThat(decoding.view().wireLength()).isEqualTo(60);
        assertThat(decoding.view().payloadLength()).isZero();
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void aTotalLengthOfZeroMeansTheFramesLength() {
        byte[] offloaded =
                with(four().tcp(1, 2, TcpFlags.ACK).payload("x".repeat(100)).bytes(), IP + 2, 0, 0);
        Decoding decoding = Decoding.of(offloaded);
        assertThat(decoding.view().payloadLength()).isEqualTo(100);
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void aTotalLengthBeyondTheFrameIsNotedAndTheFramesEndCounts() {
        byte[] frame = with(four().udp(1, 2).payload("abc").bytes(), IP + 2, 0x7F, 0xFF);
        Decoding decoding = Decoding.of(frame);
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.view().payloadLength()).isEqualTo(3);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.IPV4_LENGTH_BEYOND_FRAME);
    }

    @Test
    void anImpossibleIpv4HeaderIsNotDelivered() {
        byte[] frame = four().udp(1, 2).payload(new byte[60]).bytes();
        assertThat(Decoding.of(with(frame, IP, 0x65)).anomalies()).containsOnlyKeys(DecodeAnomaly.IPV4_BAD_VERSION);
        assertThat(Decoding.of(with(frame, IP, 0x44)).anomalies())
                .containsOnlyKeys(DecodeAnomaly.IPV4_BAD_HEADER_LENGTH);
        assertThat(Decoding.of(with(frame, IP + 2, 0, 19)).anomalies())
                .containsOnlyKeys(DecodeAnomaly.IPV4_BAD_TOTAL_LENGTH);
        assertThat(Decoding.sent(IP + 19, frame).anomalies()).containsOnlyKeys(DecodeAnomaly.IPV4_HEADER_TRUNCATED);
        assertThat(Decoding.sent(IP + 30, with(frame, IP, 0x4F)).anomalies())
                .containsOnlyKeys(DecodeAnomaly.IPV4_HEADER_TRUNCATED);
        assertThat(Decoding.of(with(frame, IP, 0x65)).view().sourceLow()).isZero();
    }

    @Test
    void onlyTheFirstFragmentHasPorts() {
        PacketView first = Decoding.of(four().fragment(77, 0, true)
                        .udp(1000, 2000)
                        .payload(new byte[16])
                        .bytes())
                .view();
        assertThat(first.fragment()).isTrue();
        assertThat(first.laterFragment()).isFalse();
        assertThat(first.fragmentId()).isEqualTo(77);
        assertThat(first.hasPorts()).isTrue();

        PacketView last = Decoding.of(four().fragment(77, 24, false)
                        .protocol(IpProtocol.UDP)
                        .payload(new byte[9])
                        .bytes())
                .view();
        assertThat(last.laterFragment()).isTrue();
        assertThat(last.isUdp()).isTrue();
        assertThat(last.hasPorts()).isFalse();
        assertThat(last.payloadLength()).isEqualTo(9);
    }

    @Test
    void aFirstFragmentsUdpLengthIsThatOfTheWholeDatagram() {
        byte[] frame =
                with(four().fragment(1, 0, true).udp(1, 2).payload(new byte[16]).bytes(), IP + 24, 0x20, 0);
        Decoding decoding = Decoding.of(frame);
        assertThat(decoding.anomalies()).isEmpty();
        assertThat(decoding.view().payloadLength()).isEqualTo(16);
    }

    @Test
    void aPacketThatIsNoFragmentHasNoFragmentId() {
        PacketView view =
                Decoding.of(four().fragment(99, 0, false).udp(1, 2).bytes()).view();
        assertThat(view.fragment()).isFalse();
        assertThat(view.fragmentId()).isZero();
    }

    @Test
    void ipv6GivesAddressesAndHopLimit() {
        PacketView view = Decoding.of(
                        six().timeToLive(255).tcp(1, 443, TcpFlags.SYN).bytes())
                .view();
        assertThat(view.network()).isEqualTo(Network.IPV6);
        assertThat(view.sourceAddress()).hasToString("2001:db8::1");
        assertThat(view.destinationAddress()).hasToString("2001:db8::2");
        assertThat(view.timeToLive()).isEqualTo(255);
        assertThat(view.destinationPort()).isEqualTo(443);
    }

    @Test
    void ipv6ExtensionHeadersAreWalked() {
        byte[] authentication = new byte[24];
        authentication[1] = 4;
        Frames frames =
                six().extension(0, 8).extension(60, 16).extension(43, 24).extension(51, authentication);
        Decoding decoding = Decoding.of(
                frames.extension(135, 8).tcp(1, 22, TcpFlags.SYN).payload("ab").bytes());
        assertThat(decoding.anomalies()).isEmpty();
        assertThat(decoding.view().isTcp()).isTrue();
        assertThat(decoding.view().destinationPort()).isEqualTo(22);
        assertThat(decoding.view().payloadLength()).isEqualTo(2);
    }

    @Test
    void ipv6FragmentsKnowTheirProtocol() {
        PacketView first = Decoding.of(six().fragment(0x12345678, 0, true)
                        .udp(5, 6)
                        .payload(new byte[8])
                        .bytes())
                .view();
        assertThat(first.fragment()).isTrue();
        assertThat(first.hasPorts()).isTrue();
        assertThat(first.fragmentId()).isEqualTo(0x12345678);

        Decoding later = Decoding.of(six().extension(0, 8)
                .fragment(0x12345678, 8, false)
                .protocol(IpProtocol.UDP)
                .payload(new byte[11])
                .bytes());
        assertThat(later.view().laterFragment()).isTrue();
        assertThat(later.view().ipProtocol()).isEqualTo(IpProtocol.UDP);
        assertThat(later.view().hasPorts()).isFalse();
        assertThat(later.view().payloadLength()).isEqualTo(11);
        assertThat(later.anomalies()).isEmpty();
    }

    @Test
    void anAtomicIpv6FragmentIsAWholePacket() {
        PacketView view =
                Decoding.of(six().fragment(7, 0, false).udp(5, 6).bytes()).view();
        assertThat(view.fragment()).isFalse();
        assertThat(view.destinationPort()).isEqualTo(6);
    }

    @Test
    void moreThanEightExtensionHeadersAreNotFollowed() {
        Frames frames = six();
        for (int i = 0; i < 8; i++) {
            frames.extension(60, 8);
        }
        assertThat(Decoding.of(frames.udp(1, 2).bytes()).view().hasPorts()).isTrue();
        Decoding nine = Decoding.of(frames.extension(60, 8).udp(1, 2).bytes());
        assertThat(nine.delivered()).isTrue();
        assertThat(nine.view().hasPorts()).isFalse();
        assertThat(nine.anomalies()).containsOnlyKeys(DecodeAnomaly.IPV6_TOO_MANY_EXTENSIONS);
    }

    @Test
    void anExtensionHeaderBeyondThePacketLeavesTheAddresses() {
        byte[] frame = with(six().extension(60, 8).udp(1, 2).bytes(), IP + 41, 9);
        Decoding decoding = Decoding.of(frame);
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.view().sourceAddress()).hasToString("2001:db8::1");
        assertThat(decoding.view().hasPorts()).isFalse();
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.IPV6_EXTENSION_TRUNCATED);
    }

    @Test
    void anIpv6PayloadLengthOfZeroMeansTheFramesLength() {
        byte[] frame = with(six().tcp(1, 2, TcpFlags.ACK).payload("12345").bytes(), IP + 4, 0, 0);
        assertThat(Decoding.of(frame).view().payloadLength()).isEqualTo(5);
        byte[] nothing = six().protocol(59).padded().bytes();
        assertThat(Decoding.of(nothing).view().payloadLength()).isZero();
    }

    @Test
    void anImpossibleIpv6HeaderIsNotDelivered() {
        byte[] frame = six().udp(1, 2).bytes();
        assertThat(Decoding.of(with(frame, IP, 0x45)).anomalies()).containsOnlyKeys(DecodeAnomaly.IPV6_BAD_VERSION);
        assertThat(Decoding.sent(IP + 39, frame).anomalies()).containsOnlyKeys(DecodeAnomaly.IPV6_HEADER_TRUNCATED);
        assertThat(Decoding.of(with(frame, IP + 4, 1, 0)).anomalies())
                .containsOnlyKeys(DecodeAnomaly.IPV6_LENGTH_BEYOND_FRAME);
    }

    @Test
    void anotherProtocolIsAllPayload() {
        Decoding decoding =
                Decoding.of(four().protocol(89).payload(new byte[33]).bytes());
        assertThat(decoding.view().ipProtocol()).isEqualTo(89);
        assertThat(decoding.view().payloadLength()).isEqualTo(33);
        assertThat(decoding.view().hasPorts()).isFalse();
        assertThat(decoding.anomalies()).isEmpty();
    }
}
