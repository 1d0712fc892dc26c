package io.nta.packet;

import static io.nta.packet.Encapsulations.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be read as a tunnel's inner packet leaves the tunnel's own packet as it would be without tunnels. */
class TunnelFallbackTest {
    private static final int[] PORTS = {1701, 2152, 3544, 4789, 4790, 6081, 6635, 8472};

    private static Map<String, Object> facts(DecoderConfig config, byte[] frame) throws ReflectiveOperationException {
        PacketView view = new PacketView();
        new PacketDecoder(config).decode(1, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0, view);
        return new TreeMap<>(ViewFacts.of(view));
    }

    private static void assertSameAsWithoutTunnels(byte[] frame) throws ReflectiveOperationException {
        assertThat(facts(DecoderConfig.defaults(), frame)).isEqualTo(facts(new DecoderConfig(0), frame));
    }

    private static byte[] with(byte[] bytes, int offset, int value) {
        byte[] copy = bytes.clone();
        copy[offset] = (byte) value;
        return copy;
    }

    @ParameterizedTest
    @ValueSource(ints = {1701, 2152, 3544, 4789, 4790, 6081, 6635, 8472})
    void randomPayloadsOnATunnelsPortArePlainUdp(int port) throws ReflectiveOperationException {
        SplittableRandom random = new SplittableRandom(port);
        for (int i = 0; i < 5_000; i++) {
            byte[] payload = new byte[random.nextInt(120)];
            random.nextBytes(payload);
            byte[] frame = TunnelFrames.udp(port, payload);
            Decoding decoding = Decoding.of(frame);
            assertThat(decoding.delivered()).isTrue();
            assertThat(decoding.anomalies().keySet()).isSubsetOf(DecodeAnomaly.INNER_NOT_DECODED);
            assertThat(decoding.view().destinationPort()).isEqualTo(port);
        }
        assertSameAsWithoutTunnels(TunnelFrames.udp(port, new byte[30]));
    }

    @Test
    void anUnreadablePacketInAnIpTunnelLeavesTheTunnelsOwn() throws ReflectiveOperationException {
        byte[] badVersion = with(TunnelFrames.FOUR, 0, 0x55);
        byte[][] frames = {
            TunnelFrames.four(4, badVersion),
            TunnelFrames.six(41, TunnelFrames.FOUR),
            TunnelFrames.four(47, Encapsulations.gre(0, 0x88CC, new byte[40])),
            TunnelFrames.four(97, DnsMessages.join(bytes(0x40, 0), TunnelFrames.FRAME)),
            TunnelFrames.udp(
                    4789,
                    Encapsulations.vxlan(Frames.ethernet()
                            .etherType(0x88CC)
                            .payload(new byte[40])
                            .bytes())),
            TunnelFrames.udp(6081, Encapsulations.geneve(0, 0x0800, badVersion)),
        };
        for (byte[] frame : frames) {
            assertThat(Decoding.of(frame).delivered()).isTrue();
            assertThat(Decoding.of(frame).anomalies()).containsOnlyKeys(DecodeAnomaly.INNER_NOT_DECODED);
            assertSameAsWithoutTunnels(frame);
        }
    }

    @Test
    void aHeaderWithAWrongFixedBitIsNoTunnel() throws ReflectiveOperationException {
        byte[] inner =
                Frames.ethernet().snap().ip("192.0.2.1", "192.0.2.2").udp(1, 2).bytes();
        byte[] vxlan = Encapsulations.vxlan(inner);
        byte[] geneve = Encapsulations.geneve(1, 0x0800, TunnelFrames.FOUR);
        byte[] gtp = Encapsulations.gtp(1, TunnelFrames.FOUR);
        byte[] l2tp = Encapsulations.l2tp(Encapsulations.ppp(0x21, TunnelFrames.FOUR));
        byte[][] frames = {
            TunnelFrames.udp(4789, with(vxlan, 0, 0)),
            TunnelFrames.udp(4789, with(vxlan, 1, 1)),
            TunnelFrames.udp(4789, with(vxlan, 7, 1)),
            TunnelFrames.udp(4790, with(Encapsulations.vxlanGeneric(1, TunnelFrames.FOUR), 0, 0x1C)),
            TunnelFrames.udp(6081, with(geneve, 0, 0x41)),
            TunnelFrames.udp(6081, with(geneve, 1, 1)),
            TunnelFrames.udp(6081, with(geneve, 0, 0x3F)),
            TunnelFrames.udp(6081, with(geneve, 7, 1)),
            TunnelFrames.udp(2152, with(gtp, 0, 0x56)),
            TunnelFrames.udp(2152, with(gtp, 1, 1)),
            TunnelFrames.udp(2152, with(gtp, 3, 1)),
            TunnelFrames.udp(2152, with(gtp, 12, 0)),
            TunnelFrames.udp(2152, Encapsulations.gtp(9, TunnelFrames.FOUR)),
            TunnelFrames.udp(3544, with(TunnelFrames.SIX, 5, 1)),
            TunnelFrames.udp(1701, with(l2tp, 0, 0xCA)),
            TunnelFrames.udp(1701, with(l2tp, 1, 3)),
            TunnelFrames.udp(6635, with(Encapsulations.mpls(1, TunnelFrames.FOUR), 7, 1)),
        };
        for (byte[] frame : frames) {
            assertThat(Decoding.of(frame).anomalies()).isEmpty();
            assertSameAsWithoutTunnels(frame);
        }
    }

    @Test
    void reservedBitsOfVxlanMayBeSetWhenAWholePacketFollows() {
        byte[] plain = Frames.ethernet().ip("192.0.2.1", "192.0.2.2").udp(1, 2).bytes();
        byte[] frame = TunnelFrames.udp(4789, with(Encapsulations.vxlan(plain), 1, 8));
        assertThat(Decoding.of(frame).view().sourceAddress()).hasToString("192.0.2.1");
    }

    @Test
    void aTeredoBubbleMayHaveTrailers() {
        byte[] bubble =
                Frames.raw().ip("2001:0:1::1", "2001:db8::1").protocol(59).bytes();
        byte[] trailer = bytes(4, 4, 1, 2, 3, 4);
        byte[] frame = TunnelFrames.udp(3544, DnsMessages.join(bubble, trailer));
        assertThat(Decoding.of(frame).view().sourceAddress()).hasToString("2001:0:1::1");
    }

    @Test
    void dnsFromATunnelsPortIsStillDns() {
        byte[] frame = Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .udp(53, 4789)
                .payload(DnsMessages.response(7, "a.example.org", DnsMessages.A, 0, new byte[4]))
                .bytes();
        assertThat(Decoding.of(frame).view().dnsNameText()).isEqualTo("a.example.org");
        Decoding cut = Decoding.captured(frame.length - 8, frame);
        assertThat(cut.view().dnsNameText()).isEqualTo("a.example.org");
        assertThat(cut.anomalies()).containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT, DecodeAnomaly.DNS_NOT_CAPTURED);
    }

    @Test
    void whatComesFromThePortOfDnsToATunnelsIsMalformedOnlyWhereTheWholeDatagramShowsIt() {
        for (byte[] frame : TunnelFrames.all().values()) {
            boolean udp = frame[12] == 8 && frame[13] == 0 && frame[23] == IpProtocol.UDP;
            byte[] fromDns = udp ? with(with(frame, 34, 0), 35, 53) : frame;
            for (int length = 0; length < frame.length; length++) {
                DecodeLaws.checkCut(LinkType.ETHERNET, fromDns, length);
            }
        }
        byte[] neither = with(with(TunnelFrames.udp(2152, new byte[40]), 34, 0), 35, 53);
        assertThat(Decoding.of(neither).anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_BAD_HEADER);
    }

    @Test
    void aTunnelThatIsAFragmentStaysOne() {
        for (int protocol : new int[] {4, 47}) {
            byte[] content = protocol == 4 ? TunnelFrames.FOUR : Encapsulations.gre(0, 0x0800, TunnelFrames.FOUR);
            Frames fragment = Frames.ethernet().ip("10.0.0.1", "10.0.0.2").fragment(3, 0, true);
            Decoding decoding =
                    Decoding.of(fragment.protocol(protocol).payload(content).bytes());
            assertThat(decoding.view().sourceAddress()).hasToString("10.0.0.1");
            assertThat(decoding.view().fragment()).isTrue();
            assertThat(decoding.anomalies()).isEmpty();
        }
    }

    @Test
    void aKeepAliveWithoutContentIsNoAnomaly() {
        assertThat(Decoding.of(TunnelFrames.four(47, Encapsulations.gre(0, 0, new byte[0])))
                        .anomalies())
                .isEmpty();
        assertThat(Decoding.of(TunnelFrames.four(47, bytes(0x20, 0x81, 0x88, 0x0B, 0, 0, 0, 1, 0, 0, 0, 1)))
                        .anomalies())
                .isEmpty();
    }

    @Test
    void aCutOrShortTunnelLeavesTheTunnelsOwnAddresses() {
        for (Map.Entry<String, byte[]> entry : TunnelFrames.all().entrySet()) {
            byte[] frame = entry.getValue();
            boolean six = frame[12] == (byte) 0x86;
            boolean ip = six || frame[12] == 8 && frame[13] == 0;
            for (int length = 14 + (six ? 40 : 20); ip && length < frame.length; length++) {
                assertThat(Decoding.captured(length, frame).delivered())
                        .as(entry.getKey())
                        .isTrue();
                assertThat(Decoding.sent(length, frame).delivered())
                        .as(entry.getKey())
                        .isTrue();
            }
        }
    }

    @Test
    void theSamePortsAreLookedAtFromBothSidesWhereServersAnswer() {
        for (int port : PORTS) {
            boolean answers = port == 1701 || port == 2152 || port == 3544;
            assertThat(UdpTunnelDecoder.port(50000, port)).isEqualTo(port);
            assertThat(UdpTunnelDecoder.port(port, 50000)).isEqualTo(answers ? port : 0);
        }
        assertThat(Arrays.stream(PORTS).anyMatch(port -> UdpTunnelDecoder.port(53, 80) == port))
                .isFalse();
    }
}
