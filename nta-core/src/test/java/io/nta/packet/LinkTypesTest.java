package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.SampleFrames.Sample;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LinkTypesTest {
    private static final int RANDOM_FRAMES = 3_000;

    static List<Sample> samples() {
        return LinkFrames.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void thePacketIsFoundBehindTheHeaderOfItsLinkType(Sample sample) {
        Decoding decoding = Decoding.of(sample.linkType(), sample.bytes());

        assertThat(decoding.anomalies())
                .as("%s %s", sample.linkType(), HexFormat.of().formatHex(sample.bytes()))
                .isEmpty();
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.view().sourceAddress()).hasToString("10.0.0.1");
        assertThat(decoding.view().destinationPort()).isEqualTo(80);
        assertThat(decoding.view().payloadLength()).isZero();
    }

    @Test
    void everyLinkTypeHasASample() {
        Set<LinkType> missing = EnumSet.allOf(LinkType.class);
        LinkFrames.all().forEach(sample -> missing.remove(sample.linkType()));
        SampleFrames.ALL.forEach(sample -> missing.remove(sample.linkType()));

        // What carries MPLS is a matter of MPLS.
        assertThat(missing).isSubsetOf(LinkType.MPLS);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFrameCutAnywhereIsDecodedOrCountsOneFatalAnomaly(Sample sample) {
        for (int length = 0; length < sample.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(sample.bytes(), length);
            assertOneReason(Decoding.of(sample.linkType(), cut));
            assertOneReason(captured(sample, length));
        }
    }

    private static Decoding captured(Sample sample, int length) {
        PacketDecoder decoder = new PacketDecoder();
        PacketView view = new PacketView();
        boolean delivered =
                decoder.decode(1, sample.linkType(), sample.bytes(), 0, length, sample.bytes().length, 0, view);
        return new Decoding(delivered, view, decoder.anomalies().asMap());
    }

    private static void assertOneReason(Decoding decoding) {
        long fatal = decoding.anomalies().entrySet().stream()
                .filter(entry -> entry.getKey().isFatal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(fatal).isEqualTo(decoding.delivered() ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource(LinkType.class)
    void whateverTheBytesAreNothingIsThrown(LinkType linkType) {
        Random random = new Random(linkType.code());
        List<byte[]> seeds = LinkFrames.all().stream()
                .filter(sample -> sample.linkType() == linkType)
                .map(Sample::bytes)
                .toList();
        for (int i = 0; i < RANDOM_FRAMES; i++) {
            byte[] frame = new byte[random.nextInt(120)];
            random.nextBytes(frame);
            if (!seeds.isEmpty() && random.nextInt(4) > 0) {
                frame = seeds.get(random.nextInt(seeds.size())).clone();
                for (int changes = random.nextInt(4); changes >= 0; changes--) {
                    frame[random.nextInt(frame.length)] = (byte) random.nextInt();
                }
            }
            assertOneReason(Decoding.of(linkType, frame));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PPP, c021 01, PPP_WITHOUT_IP",
        "PPP_ETHER, 21 00 0000 0002 0021, UNKNOWN_LINK_HEADER",
        "PPP_ETHER, 11 a7 0000 0000, LINK_CONTROL",
        "FRELAY, 0000000000 03 cc, UNKNOWN_LINK_HEADER",
        "FRELAY, 1841 03 08, UNKNOWN_ETHERTYPE",
        "SUNATM, 05 00 0005, LINK_CONTROL",
        "JUNIPER_ETHER, 4d4744 00, UNKNOWN_LINK_HEADER",
        "JUNIPER_ATM1, 4d4743 00 80000000, LINK_CONTROL",
        "IEEE802_5, 10 00 020000000002 020000000001 00, LINK_CONTROL",
        "FDDI, 41 020000000002 020000000001, LINK_CONTROL",
        "ARCNET_LINUX, 01 02 0000 d4 02 0001, LINK_FRAGMENT",
        "ARCNET_BSD, 01 02 07, UNKNOWN_ETHERTYPE",
        "DOCSIS, c2 00 0010 0000, LINK_CONTROL",
        "DOCSIS, 01 05 0041 3401810000 0000, LINK_ENCRYPTED",
        "PFLOG, 3d 63, UNKNOWN_ADDRESS_FAMILY",
        "PFLOG, 00 02, UNKNOWN_LINK_HEADER",
        "NFLOG, 02000014 0300090000000000, UNKNOWN_LINK_HEADER",
        "PPI, 00 00 0800 c0000000, UNKNOWN_LINK_HEADER",
        "PKTAP, 0c000000 01000000 02010000, UNKNOWN_LINK_HEADER",
        "PKTAP, 0c000000 02000000 01000000, UNKNOWN_LINK_HEADER",
    })
    void whatCarriesNoPacketIsNamedByItsKind(LinkType linkType, String header, DecodeAnomaly anomaly) {
        byte[] padded = DnsMessages.join(LinkFrames.hex(header), new byte[80]);
        assertThat(Decoding.of(linkType, padded).anomalies()).containsOnlyKeys(anomaly);
    }

    @Test
    void ipv6AndArpAreFoundBehindTheirOwnNumbers() {
        byte[] six = Frames.raw().ip("fd00::1", "fd00::2").udp(1, 2).bytes();
        for (String[] header : new String[][] {
            {"PPP", "ff03 0057"},
            {"C_HDLC", "0f00 86dd"},
            {"FRELAY", "1841 03 8e"},
            {"ARCNET_LINUX", "01 02 0000 c4 00 0001"},
            {"IPNET", "01 1a" + "00".repeat(22)},
            {"NULL", "0f 00 86dd"},
        }) {
            byte[] frame = DnsMessages.join(LinkFrames.hex(header[1]), six);
            assertThat(Decoding.of(LinkType.valueOf(header[0]), frame).view().network())
                    .as(header[0])
                    .isEqualTo(PacketView.Network.IPV6);
        }
        byte[] arp = Arrays.copyOfRange(
                Frames.ethernet().arp(1, 1, "10.0.0.1", 0, "10.0.0.2").bytes(), 14, 42);
        byte[] frame = DnsMessages.join(LinkFrames.hex(LinkFrames.WIRELESS + "aaaa03 000000 0806"), arp);
        assertThat(Decoding.of(LinkType.IEEE802_11, frame).view().isArp()).isTrue();
    }

    @Test
    void aFrameThatEndsWithinItsHeaderIsToldFromOneThatWasCut() {
        byte[] frame = LinkFrames.behind("1841 03 cc");
        assertThat(Decoding.of(LinkType.FRELAY, Arrays.copyOf(frame, 2)).anomalies())
                .containsOnlyKeys(DecodeAnomaly.LINK_HEADER_TRUNCATED);
        assertThat(captured(new Sample(LinkType.FRELAY, frame), 2).anomalies())
                .containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED);
    }

    @Test
    void codesOfRawIpUnderItsOldNumbersAreKnownAndUnknownOnesAreNot() {
        assertThat(LinkType.ofCode(12)).isEqualTo(LinkType.RAW);
        assertThat(LinkType.ofCode(14)).isEqualTo(LinkType.RAW);
        assertThat(LinkType.ofCode(-1)).isNull();
        assertThat(LinkType.ofCode(2)).isNull();
        assertThat(LinkType.ofCode(65_535)).isNull();
        for (LinkType type : LinkType.values()) {
            assertThat(LinkType.ofCode(type.code())).isEqualTo(type);
        }
    }
}
