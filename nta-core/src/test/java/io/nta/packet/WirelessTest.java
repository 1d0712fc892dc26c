package io.nta.packet;

import static io.nta.packet.LinkFrames.SNAP_IPV4;
import static io.nta.packet.LinkFrames.behind;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WirelessTest {
    private static final String FIRST = "020000000011";
    private static final String SECOND = "020000000022";
    private static final String THIRD = "020000000033";
    private static final String FOURTH = "020000000044";
    private static final String DATA = "0801 0000" + FIRST + SECOND + THIRD + "0000";

    private static Decoding decode(String header) {
        return Decoding.of(LinkType.IEEE802_11, behind(header));
    }

    @ParameterizedTest(name = "flags {0}")
    @CsvSource({"00, 11, 22", "01, 33, 22", "02, 11, 33", "03, 33, 44"})
    void theAddressesOfTheTwoEndsDependOnTheDirection(String flags, String destination, String source) {
        String fourth = flags.equals("03") ? FOURTH : "";
        Decoding decoding = decode("08" + flags + "0000" + FIRST + SECOND + THIRD + "0000" + fourth + SNAP_IPV4);

        assertThat(decoding.anomalies()).isEmpty();
        assertThat(decoding.view().destinationMac()).isEqualTo(mac(destination));
        assertThat(decoding.view().sourceMac()).isEqualTo(mac(source));
    }

    private static long mac(String last) {
        return 0x0200_0000_0000L | Long.parseLong(last, 16);
    }

    @Test
    void qualityOfServiceAndHighThroughputLengthenTheHeader() {
        assertThat(decode("8801 0000" + FIRST + SECOND + THIRD + "0000 0000" + SNAP_IPV4)
                        .anomalies())
                .isEmpty();
        assertThat(decode("8881 0000" + FIRST + SECOND + THIRD + "0000 0000 00000000" + SNAP_IPV4)
                        .anomalies())
                .isEmpty();
        assertThat(decode("8803 0000" + FIRST + SECOND + THIRD + "0000" + FOURTH + "0000" + SNAP_IPV4)
                        .anomalies())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "b4", "48", "c8"})
    void managementAndControlAndEmptyFramesAreLinkControl(String type) {
        assertThat(decode(type + "01 0000" + FIRST + SECOND + THIRD + "0000 0000")
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.LINK_CONTROL);
    }

    @Test
    void protectedFramesAreNamedAsEncryptedAndKeepTheirAddresses() {
        Decoding decoding = decode("0841 0000" + FIRST + SECOND + THIRD + "0000" + SNAP_IPV4);

        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.LINK_ENCRYPTED);
        assertThat(decoding.view().sourceMac()).isEqualTo(mac("22"));
    }

    @Test
    void laterFragmentsAreNoPackets() {
        assertThat(decode("0801 0000" + FIRST + SECOND + THIRD + "1200" + SNAP_IPV4)
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.LINK_FRAGMENT);
        assertThat(decode("0805 0000" + FIRST + SECOND + THIRD + "1000" + SNAP_IPV4)
                        .anomalies())
                .isEmpty();
    }

    @Test
    void anotherVersionOfTheProtocolIsNotGuessedAt() {
        assertThat(decode("0901 0000" + FIRST + SECOND + THIRD + "0000" + SNAP_IPV4)
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_LINK_HEADER);
    }

    @Test
    void theFirstPacketOfAnAggregateIsReadAndTheOthersAreCounted() {
        String quality = "8801 0000" + FIRST + SECOND + THIRD + "0000 8000";
        String subframe = FOURTH + SECOND + "0030" + SNAP_IPV4;
        Decoding one = Decoding.of(LinkType.IEEE802_11, behind(quality + subframe));
        byte[] frame = DnsMessages.join(behind(quality + subframe), behind(subframe));
        Decoding two = Decoding.of(LinkType.IEEE802_11, frame);

        assertThat(one.anomalies()).isEmpty();
        assertThat(one.view().destinationMac()).isEqualTo(mac("44"));
        assertThat(two.delivered()).isTrue();
        assertThat(two.view().payloadLength()).isZero();
        assertThat(two.anomalies()).containsOnlyKeys(DecodeAnomaly.LINK_AGGREGATED);
    }

    @Test
    void theRadiosCheckSequenceIsNoPayload() {
        // A total length of 0: the frame's end decides.
        byte[] packet = LinkFrames.packet();
        Arrays.fill(packet, 2, 4, (byte) 0);
        for (String header : new String[] {
            "00 00 0900 02000000 10",
            "00 00 1100 03000000 0000000000000000 10",
            // Two words of presence: the time is aligned from the start of the header.
            "00 00 1900 03000080 00000000 00000000 0000000000000000 10",
        }) {
            byte[] frame =
                    DnsMessages.join(LinkFrames.hex(header + DATA + SNAP_IPV4), packet, LinkFrames.hex("deadbeef"));
            Decoding decoding = Decoding.of(LinkType.IEEE802_11_RADIOTAP, frame);
            assertThat(decoding.anomalies()).isEmpty();
            assertThat(decoding.view().payloadLength()).as(header).isZero();
        }
        byte[] ppi = DnsMessages.join(
                LinkFrames.hex(
                        "00 00 2000 69000000 0200 1400 0000000000000000 0100 0000000000000000 0000" + DATA + SNAP_IPV4),
                packet,
                LinkFrames.hex("deadbeef"));
        assertThat(Decoding.of(LinkType.PPI, ppi).view().payloadLength()).isZero();
    }

    @Test
    void aBodyThatTheRadioHasAlignedIsFound() {
        String quality = "8801 0000" + FIRST + SECOND + THIRD + "0000 0000";
        Decoding decoding = Decoding.of(
                LinkType.IEEE802_11_RADIOTAP, behind("00 00 0900 02000000 20" + quality + "0000" + SNAP_IPV4));
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void aRadioHeaderOfAnotherVersionOrWithoutEndIsRefused() {
        String frame = DATA + SNAP_IPV4;
        assertThat(Decoding.of(LinkType.IEEE802_11_RADIOTAP, behind("01 00 0800 00000000" + frame))
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        assertThat(Decoding.of(LinkType.IEEE802_11_RADIOTAP, behind("00 00 0700 00000000" + frame))
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        assertThat(Decoding.of(LinkType.IEEE802_11_RADIOTAP, behind("00 00 ffff 00000000" + frame))
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.LINK_HEADER_TRUNCATED);
        assertThat(Decoding.of(LinkType.IEEE802_11_AVS, behind("80211001 80000000" + frame))
                        .anomalies())
                .containsOnlyKeys(DecodeAnomaly.UNKNOWN_LINK_HEADER);
    }
}
