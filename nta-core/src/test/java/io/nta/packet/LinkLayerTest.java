package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.PacketView.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkLayerTest {
    private static Frames syn(Frames link) {
        return link.ip("10.0.0.1", "10.0.0.2").tcp(40000, 80, TcpFlags.SYN);
    }

    private static void assertSyn(Decoding decoding) {
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.anomalies()).isEmpty();
        assertThat(decoding.view().sourceAddress()).hasToString("10.0.0.1");
        assertThat(decoding.view().destinationPort()).isEqualTo(80);
        assertThat(decoding.view().tcpFlags()).isEqualTo(TcpFlags.SYN);
    }

    @Test
    void ethernetGivesBothMacs() {
        Decoding decoding = Decoding.of(syn(Frames.ethernet()).bytes());
        assertSyn(decoding);
        assertThat(decoding.view().hasMacs()).isTrue();
        assertThat(decoding.view().sourceMac()).isEqualTo(Frames.SOURCE_MAC);
        assertThat(decoding.view().destinationMac()).isEqualTo(Frames.DESTINATION_MAC);
    }

    @Test
    void upToFourVlanTagsOfAnyKindAreSkipped() {
        assertSyn(Decoding.of(syn(Frames.ethernet().vlan(7)).bytes()));
        assertSyn(Decoding.of(
                syn(Frames.ethernet().tag(Frames.SERVICE_VLAN, 3).vlan(7)).bytes()));
        assertSyn(Decoding.of(syn(Frames.ethernet()
                        .tag(0x9100, 1)
                        .tag(Frames.SERVICE_VLAN, 2)
                        .vlan(3)
                        .vlan(4))
                .bytes()));
    }

    @Test
    void aFifthVlanTagIsTooMany() {
        Decoding decoding = Decoding.of(
                syn(Frames.ethernet().vlan(1).vlan(2).vlan(3).vlan(4).vlan(5)).bytes());
        assertThat(decoding.delivered()).isFalse();
        assertThat(decoding.view().network()).isEqualTo(Network.OTHER);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.VLAN_TOO_MANY_TAGS);
    }

    @Test
    void llcWithSnapCarriesAnEtherType() {
        assertSyn(Decoding.of(syn(Frames.ethernet().snap()).bytes()));
        assertSyn(Decoding.of(syn(Frames.ethernet().vlan(9).snap()).bytes()));
    }

    @Test
    void otherLlcIsAnotherProtocolAndKeepsItsMacs() {
        byte[] spanningTree =
                Frames.ethernet().etherType(38).payload(new byte[38]).bytes();
        spanningTree[14] = 0x42;
        spanningTree[15] = 0x42;
        Decoding decoding = Decoding.of(spanningTree);
        assertThat(decoding.delivered()).isFalse();
        assertThat(decoding.view().sourceMac()).isEqualTo(Frames.SOURCE_MAC);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.UNKNOWN_ETHERTYPE);
    }

    @Test
    void snapWithAForeignOrganisationIsAnotherProtocol() {
        byte[] frame = syn(Frames.ethernet().snap()).bytes();
        frame[19] = 0x0C;
        assertThat(Decoding.of(frame).anomalies()).containsOnlyKeys(DecodeAnomaly.UNKNOWN_ETHERTYPE);
    }

    @Test
    void linuxCookedCaptureGivesOnlyTheSourceMac() {
        Decoding first = Decoding.of(LinkType.LINUX_SLL, syn(Frames.cooked()).bytes());
        Decoding second =
                Decoding.of(LinkType.LINUX_SLL2, syn(Frames.cooked2(0x0800)).bytes());
        for (Decoding decoding : new Decoding[] {first, second}) {
            assertSyn(decoding);
            assertThat(decoding.view().hasMacs()).isTrue();
            assertThat(decoding.view().sourceMac()).isEqualTo(Frames.SOURCE_MAC);
            assertThat(decoding.view().destinationMac()).isZero();
        }
    }

    @Test
    void linuxCookedCaptureCarriesVlanTagsAndArp() {
        assertSyn(Decoding.of(LinkType.LINUX_SLL, syn(Frames.cooked().vlan(5)).bytes()));
        byte[] arp = Frames.cooked()
                .arp(1, Frames.SOURCE_MAC, "10.0.0.1", 0, "10.0.0.2")
                .bytes();
        assertThat(Decoding.of(LinkType.LINUX_SLL, arp).view().isArp()).isTrue();
    }

    @Test
    void linuxCookedCaptureOf802Dot3IsAnotherProtocol() {
        byte[] frame = Frames.cooked().etherType(4).payload(new byte[40]).bytes();
        assertThat(Decoding.of(LinkType.LINUX_SLL, frame).anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_ETHERTYPE);
    }

    @Test
    void loopbackFamiliesAreReadInBothByteOrders() {
        assertSyn(Decoding.of(LinkType.NULL, syn(Frames.loopback(0x0200_0000)).bytes()));
        assertSyn(Decoding.of(LinkType.LOOP, syn(Frames.loopback(0x0000_0002)).bytes()));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 23, 24, 28, 30, 0x0A00_0000, 0x1E00_0000})
    void loopbackKnowsEachSystemsNumberForIpv6(int family) {
        byte[] frame =
                Frames.loopback(family).ip("fd00::1", "fd00::2").udp(1, 2).bytes();
        assertThat(Decoding.of(LinkType.NULL, frame).view().network()).isEqualTo(Network.IPV6);
    }

    @Test
    void otherLoopbackFamiliesAreCounted() {
        byte[] frame = syn(Frames.loopback(99)).bytes();
        assertThat(Decoding.of(LinkType.NULL, frame).anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_ADDRESS_FAMILY);
    }

    @Test
    void rawIpIsToldApartByItsVersion() {
        assertSyn(Decoding.of(LinkType.RAW, syn(Frames.raw()).bytes()));
        assertSyn(Decoding.of(LinkType.IPV4, syn(Frames.raw()).bytes()));
        byte[] six = Frames.raw().ip("fd00::1", "fd00::2").udp(1, 2).bytes();
        assertThat(Decoding.of(LinkType.RAW, six).view().network()).isEqualTo(Network.IPV6);
        assertThat(Decoding.of(LinkType.IPV6, six).view().hasMacs()).isFalse();
        assertThat(Decoding.of(LinkType.RAW, new byte[40]).anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_IP_VERSION);
    }

    @Test
    void anUnknownEtherTypeIsNotDelivered() {
        Decoding decoding = Decoding.of(
                Frames.ethernet().etherType(0x88CC).payload(new byte[30]).bytes());
        assertThat(decoding.delivered()).isFalse();
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.UNKNOWN_ETHERTYPE);
    }

    @Test
    void aHeaderCutByTheSnapLengthIsToldFromAFrameThatIsTooShort() {
        byte[] frame = syn(Frames.ethernet()).bytes();
        assertThat(Decoding.captured(13, frame).anomalies())
                .containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED);
        assertThat(Decoding.sent(13, frame).anomalies()).containsOnlyKeys(DecodeAnomaly.ETHERNET_TRUNCATED);
    }

    @Test
    void arpGivesItsAddressesAsSourceAndDestination() {
        PacketView view = Decoding.of(Frames.ethernet()
                        .arp(2, 0x0A0B0C0D0E0FL, "10.0.0.1", 0x010203040506L, "10.0.0.2")
                        .padded()
                        .bytes())
                .view();
        assertThat(view.isArp()).isTrue();
        assertThat(view.arpOperation()).isEqualTo(2);
        assertThat(view.arpSenderMac()).isEqualTo(0x0A0B0C0D0E0FL);
        assertThat(view.arpTargetMac()).isEqualTo(0x010203040506L);
        assertThat(view.sourceAddress()).hasToString("10.0.0.1");
        assertThat(view.destinationAddress()).hasToString("10.0.0.2");
        assertThat(view.payloadLength()).isZero();
    }

    @Test
    void arpForOtherAddressesAndCutArpAreNotDelivered() {
        byte[] frame = Frames.ethernet().arp(1, 1, "10.0.0.1", 2, "10.0.0.2").bytes();
        assertThat(Decoding.sent(41, frame).anomalies()).containsOnlyKeys(DecodeAnomaly.ARP_TRUNCATED);
        assertThat(Decoding.captured(41, frame).anomalies()).containsKey(DecodeAnomaly.NETWORK_HEADER_NOT_CAPTURED);
        frame[18] = 8;
        assertThat(Decoding.of(frame).anomalies()).containsOnlyKeys(DecodeAnomaly.ARP_UNSUPPORTED);
    }
}
