package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketView.Network;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncapsulationTest {
    static Stream<Arguments> frames() {
        return TunnelFrames.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void theInnermostPacketIsShown(String name, byte[] frame) {
        Decoding decoding = Decoding.of(frame);
        PacketView view = decoding.view();
        assertThat(decoding.anomalies()).isEmpty();
        assertThat(view.sourceAddress().toString()).isIn("192.0.2.1", "2001:db8::1");
        assertThat(view.destinationAddress().toString()).isIn("192.0.2.2", "2001:db8::2");
        assertThat(view.isUdp()).isTrue();
        assertThat(view.sourcePort()).isEqualTo(1111);
        assertThat(view.destinationPort()).isEqualTo(2222);
        assertThat(view.payloadLength()).isEqualTo(5);
        assertThat(view.payloadByte(0)).isEqualTo((byte) 'h');
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void lengthsAreTheFramesOwn(String name, byte[] frame) {
        PacketView view = Decoding.captured(frame.length - 1, frame).view();
        assertThat(view.wireLength()).isEqualTo(frame.length);
        assertThat(view.capturedLength()).isEqualTo(frame.length - 1);
        assertThat(view.payloadLength()).isEqualTo(5);
        assertThat(view.payloadCaptured()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void withoutEncapsulationsTheFrameIsWhatItSaysOutside(String name, byte[] frame) {
        PacketDecoder decoder = new PacketDecoder(new DecoderConfig(0));
        PacketView view = new PacketView();
        boolean delivered = decoder.decode(1, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0, view);
        if (delivered) {
            assertThat(view.sourceAddress().toString()).isIn("10.0.0.1", "fd00::1");
        } else {
            assertThat(decoder.anomalies().get(DecodeAnomaly.UNKNOWN_ETHERTYPE)).isOne();
        }
        assertThat(decoder.anomalies().get(DecodeAnomaly.ENCAPSULATIONS_TOO_DEEP))
                .isOne();
    }

    @Test
    void theMacAddressesAreThoseOfTheInnermostFrame() {
        Map<String, byte[]> frames = TunnelFrames.all();
        for (String name : new String[] {"VXLAN", "ERSPAN II", "802.1ah", "MPLS, control word, Ethernet"}) {
            PacketView view = Decoding.of(frames.get(name)).view();
            assertThat(view.sourceMac()).as(name).isEqualTo(0x0200_0000_0AAAL);
            assertThat(view.destinationMac()).as(name).isEqualTo(0x0200_0000_0BBBL);
        }
        assertThat(Decoding.of(frames.get("PPPoE, IPv4")).view().sourceMac()).isEqualTo(Frames.SOURCE_MAC);
        assertThat(Decoding.of(frames.get("4 in 4")).view().hasMacs()).isFalse();
    }

    @Test
    void arpInVxlanIsArp() {
        byte[] arp = Frames.ethernet().arp(1, 5, "192.0.2.1", 0, "192.0.2.2").bytes();
        PacketView view =
                Decoding.of(TunnelFrames.udp(4789, Encapsulations.vxlan(arp))).view();
        assertThat(view.isArp()).isTrue();
        assertThat(view.network()).isEqualTo(Network.ARP);
        assertThat(view.arpSenderMac()).isEqualTo(5);
        assertThat(view.ipProtocol()).isZero();
        assertThat(view.hasPorts()).isFalse();
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void dnsAndHttpAndSshAreThoseOfTheInnermostPacket() {
        byte[] dns = Frames.raw()
                .ip("192.0.2.1", "192.0.2.2")
                .dnsQuery(9, "a.example.org", DnsMessages.A)
                .bytes();
        assertThat(Decoding.of(TunnelFrames.four(4, dns)).view().dnsNameText()).isEqualTo("a.example.org");
        Frames tcp = Frames.ethernet().ip("192.0.2.1", "192.0.2.2").tcp(40000, 80, TcpFlags.ACK);
        byte[] http = tcp.payload("GET /x HTTP/1.1\r\n\r\n").bytes();
        assertThat(Decoding.of(TunnelFrames.udp(4789, Encapsulations.vxlan(http)))
                        .view()
                        .httpPath())
                .isEqualTo("/x");
        byte[] ssh = tcp.payload("SSH-2.0-x\r\n").bytes();
        assertThat(Decoding.of(TunnelFrames.udp(6081, Encapsulations.geneve(0, 0x6558, ssh)))
                        .view()
                        .sshBanner())
                .isTrue();
    }

    @Test
    void theAuthenticationHeaderIsSkipped() {
        byte[] tcp =
                Frames.raw().ip("1.1.1.1", "1.1.1.1").tcp(3, 22, TcpFlags.SYN).bytes();
        byte[] segment = java.util.Arrays.copyOfRange(tcp, 20, tcp.length);
        PacketView view = Decoding.of(TunnelFrames.four(51, Encapsulations.authentication(6, segment)))
                .view();
        assertThat(view.isTcp()).isTrue();
        assertThat(view.destinationPort()).isEqualTo(22);
        assertThat(view.sourceAddress()).hasToString("10.0.0.1");
    }

    @Test
    void anEncryptedPayloadHasAProtocolAndNoPorts() {
        Decoding decoding = Decoding.of(TunnelFrames.four(IpProtocol.ESP, new byte[60]));
        assertThat(decoding.view().ipProtocol()).isEqualTo(IpProtocol.ESP);
        assertThat(decoding.view().hasPorts()).isFalse();
        assertThat(decoding.view().payloadLength()).isEqualTo(60);
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void whatCarriesNoPacketIsNamed() {
        assertThat(Decoding.of(TunnelFrames.typed(0x8863, new byte[40])).anomalies())
                .containsOnlyKeys(DecodeAnomaly.PPPOE_DISCOVERY);
        byte[] control = Encapsulations.pppoe(Encapsulations.ppp(0xC021, new byte[10]));
        assertThat(Decoding.of(TunnelFrames.typed(Encapsulations.PPPOE_SESSION, control))
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.PPP_WITHOUT_IP);
        byte[] management = DnsMessages.join(Encapsulations.bytes(0x10, 0, 0, 7), new byte[40]);
        assertThat(Decoding.of(TunnelFrames.typed(Encapsulations.MPLS, Encapsulations.mpls(1, management)))
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.MPLS_WITHOUT_IP);
    }

    @Test
    void aStackOfMoreThan32LabelsIsNotFollowed() {
        byte[] deepest = TunnelFrames.typed(Encapsulations.MPLS, Encapsulations.mpls(32, TunnelFrames.FOUR));
        assertThat(Decoding.of(deepest).delivered()).isTrue();
        byte[] deeper = TunnelFrames.typed(Encapsulations.MPLS, Encapsulations.mpls(33, TunnelFrames.FOUR));
        assertThat(Decoding.of(deeper).anomalies()).containsOnlyKeys(DecodeAnomaly.MPLS_TOO_MANY_LABELS);
    }

    @Test
    void aBrokenPppoeHeaderIsMalformed() {
        byte[] frame = TunnelFrames.all().get("PPPoE, IPv4");
        frame[18] = 0x21;
        assertThat(Decoding.of(frame).anomalies()).containsOnlyKeys(DecodeAnomaly.PPPOE_BAD_HEADER);
        frame[18] = 0x11;
        frame[22] = 0x7F;
        Decoding beyond = Decoding.of(frame);
        assertThat(beyond.delivered()).isTrue();
        assertThat(beyond.anomalies()).containsOnlyKeys(DecodeAnomaly.PPPOE_LENGTH_BEYOND_FRAME);
    }
}
