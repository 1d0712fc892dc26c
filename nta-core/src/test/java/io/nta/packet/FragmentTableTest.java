package io.nta.packet;

import static io.nta.packet.DecodeAnomaly.FRAGMENT_BAD_LENGTH;
import static io.nta.packet.DecodeAnomaly.FRAGMENT_OVERLAP;
import static io.nta.packet.DecodeAnomaly.FRAGMENT_TINY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTableTest {
    private static final int PREFIX = FragmentConfig.defaults().prefixBytes();
    private static final String REQUEST = "GET /login HTTP/1.1\r\nHost: example.org\r\n\r\n";

    private final FragmentLine line = new FragmentLine();

    private static Frames four() {
        return Frames.ethernet().ip("10.0.0.1", "10.0.0.2");
    }

    private static Frames six() {
        return Frames.ethernet().ip("2001:db8::1", "2001:db8::2");
    }

    private static byte[] udpDatagram(int payload) {
        return Datagrams.of(four().udp(5_000, 53_000).payload(new byte[payload]));
    }

    private PacketView part(byte[] datagram, int start, int end) {
        return line.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, datagram, start, end));
    }

    @Test
    void laterFragmentsHaveThePortsOfTheFirst() {
        byte[] datagram = udpDatagram(2_992);
        part(datagram, 0, 1_480);
        for (int start = 1_480; start < datagram.length; start += 760) {
            PacketView later = part(datagram, start, start + 760);
            assertThat(later.attributed()).isTrue();
            assertThat(later.hasPorts()).isTrue();
            assertThat(later.sourcePort()).isEqualTo(5_000);
            assertThat(later.destinationPort()).isEqualTo(53_000);
            assertThat(later.payloadLength()).isEqualTo(760);
        }
        assertThat(line.stats().reassembled()).isEqualTo(1);
        assertThat(line.stats().awaited()).isZero();
        assertThat(line.anomalies()).isEmpty();
    }

    @Test
    void aFirstFragmentThatHoldsThePrefixIsLeftAsItWasRead() {
        byte[] request = (REQUEST + "x".repeat(PREFIX)).getBytes();
        byte[] datagram = Datagrams.of(four().tcp(40_000, 80, TcpFlags.ACK).payload(request));
        PacketView first = line.send(Datagrams.fragment(four(), IpProtocol.TCP, 7, datagram, 0, PREFIX));
        assertThat(first.hasTcp()).isTrue();
        assertThat(first.http()).isEqualTo(PacketView.Http.REQUEST);
        assertThat(first.payloadLength()).isEqualTo(PREFIX - 20);
        PacketView last = line.send(Datagrams.fragment(four(), IpProtocol.TCP, 7, datagram, PREFIX, datagram.length));
        assertThat(last.hasTcp()).as("flags and data are told once").isFalse();
        assertThat(last.http()).isEqualTo(PacketView.Http.NONE);
        assertThat(last.sourcePort()).isEqualTo(40_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void aTcpHeaderCutOverTinyFragmentsIsReadWithTheLast(int size) {
        byte[] datagram = Datagrams.of(four().tcp(40_000, 22, TcpFlags.SYN, 77, 0, 16));
        int told = 0;
        for (int start = 0; start < datagram.length; start += size) {
            int end = Math.min(datagram.length, start + size);
            PacketView view = line.send(Datagrams.fragment(four(), IpProtocol.TCP, 7, datagram, start, end));
            told += view.hasTcp() ? 1 : 0;
            assertThat(view.hasPorts()).isEqualTo(end == datagram.length);
            if (end == datagram.length) {
                assertThat(view.tcpFlags()).isEqualTo(TcpFlags.SYN);
                assertThat(view.sequence()).isEqualTo(77);
                assertThat(view.destinationPort()).isEqualTo(22);
                assertThat(view.payloadLength()).isZero();
                assertThat(view.laterFragment()).isFalse();
            }
        }
        assertThat(told).isEqualTo(1);
        assertThat(line.count(FRAGMENT_TINY)).isEqualTo(size < 20 ? 1 : 0);
        assertThat(line.count(DecodeAnomaly.TCP_TRUNCATED)).isZero();
        assertThat(line.stats().reassembled()).isEqualTo(1);
    }

    @Test
    void tinyFragmentsInAnyOrderGiveWhatTheWholeDatagramGives() throws ReflectiveOperationException {
        byte[] datagram = Datagrams.of(four().dnsQuery(9, "tunnel.data.example.org", DnsMessages.TXT));
        int[][] orders = {{0, 16, 32, 48}, {48, 32, 16, 0}, {16, 0, 48, 32}, {32, 48, 0, 16}};
        for (int[] order : orders) {
            FragmentLine own = new FragmentLine();
            PacketView view = null;
            for (int start : order) {
                int end = Math.min(datagram.length, start == 48 ? datagram.length : start + 16);
                view = own.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, datagram, start, end));
            }
            assertThat(view.hasDns()).isTrue();
            assertThat(view.dnsNameText()).isEqualTo("tunnel.data.example.org");
            assertThat(view.dnsQueryType()).isEqualTo(DnsMessages.TXT);
            assertThat(view.sourcePort()).isEqualTo(40_000);
            assertThat(own.stats().early()).isEqualTo(3);
        }
    }

    @Test
    void ipv6FragmentsAreReadBehindTheirExtensionHeaders() {
        byte[] inner = Datagrams.of(six().tcp(40_000, 443, TcpFlags.SYN));
        byte[] options = {IpProtocol.TCP, 0, 1, 4, 0, 0, 0, 0};
        byte[] datagram = DnsMessages.join(options, inner);
        PacketView first = line.send(Datagrams.fragment(six(), 60, 0x1234_5678, datagram, 0, 16));
        assertThat(first.hasPorts()).isFalse();
        PacketView last = line.send(Datagrams.fragment(six(), 60, 0x1234_5678, datagram, 16, datagram.length));
        assertThat(last.ipProtocol()).isEqualTo(IpProtocol.TCP);
        assertThat(last.tcpFlags()).isEqualTo(TcpFlags.SYN);
        assertThat(last.destinationPort()).isEqualTo(443);
        assertThat(line.count(FRAGMENT_TINY)).isEqualTo(1);
    }

    @Test
    void fragmentsOfAnEchoRequestKnowThatTheyAre() {
        byte[] datagram = Datagrams.of(four().icmp(8, 0).payload(new byte[2_000]));
        line.send(Datagrams.fragment(four(), IpProtocol.ICMP, 7, datagram, 0, 1_480));
        PacketView later = line.send(Datagrams.fragment(four(), IpProtocol.ICMP, 7, datagram, 1_480, 2_008));
        assertThat(later.attributed()).isTrue();
        assertThat(later.hasIcmp()).as("one request, not two").isFalse();
        assertThat(later.icmpType()).isEqualTo(8);
    }

    @Test
    void whatComesBeforeItIsKnownWhoseItIsHasNoPorts() {
        byte[] datagram = udpDatagram(2_992);
        PacketView early = part(datagram, 1_480, 3_000);
        assertThat(early.attributed()).isFalse();
        assertThat(early.hasPorts()).isFalse();
        assertThat(part(datagram, 0, 1_480).hasPorts()).isTrue();
        assertThat(line.stats().early()).isEqualTo(1);
        assertThat(line.stats().reassembled()).isEqualTo(1);
    }

    @Test
    void copiesOfFragmentsAreHarmless() {
        byte[] datagram = udpDatagram(92);
        part(datagram, 0, 48);
        part(datagram, 0, 48);
        PacketView told = part(datagram, 48, 96);
        assertThat(told.hasPorts()).isFalse();
        part(datagram, 48, 96);
        told = part(datagram, 96, 100);
        assertThat(told.sourcePort()).isEqualTo(5_000);
        assertThat(line.stats().duplicates()).isEqualTo(2);
        assertThat(line.stats().reassembled()).isEqualTo(1);
        assertThat(line.anomalies()).isEmpty();
    }

    /** teardrop: the second fragment lies within the first; the others are its relatives bonk, newtear and nestea. */
    @ParameterizedTest
    @CsvSource({"24, 32, false", "24, 64, false", "0, 24, true", "8, 56, true", "24, 28, false"})
    void overlappingFragmentsAreCountedAndTheFirstBytesStay(int start, int end, boolean more) {
        byte[] datagram = udpDatagram(120);
        byte[] other = Datagrams.of(four().udp(1, 2).payload(new byte[120]));
        part(datagram, 0, 48);
        line.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, other, start, end, more));
        assertThat(line.count(FRAGMENT_OVERLAP)).isEqualTo(1);
        assertThat(line.stats().overlapping()).isEqualTo(1);
        PacketView told = part(datagram, 48, 128);
        if (told.hasPorts()) {
            assertThat(told.sourcePort()).isEqualTo(5_000);
        }
    }

    @Test
    void overlapsOfIpv6AreCountedToo() {
        byte[] datagram = Datagrams.of(six().udp(5_000, 6_000).payload(new byte[992]));
        line.send(Datagrams.fragment(six(), IpProtocol.UDP, 7, datagram, 0, 600));
        line.send(Datagrams.fragment(six(), IpProtocol.UDP, 7, datagram, 592, 1_000));
        assertThat(line.count(FRAGMENT_OVERLAP)).isEqualTo(1);
        assertThat(line.stats().reassembled()).isZero();
    }

    @Test
    void twoEndsOfOneDatagramContradictEachOther() {
        byte[] datagram = udpDatagram(1_000);
        part(datagram, 800, 1_008);
        line.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, datagram, 600, 700, false));
        line.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, new byte[2_000], 1_600, 1_608, true));
        assertThat(line.count(FRAGMENT_OVERLAP)).isEqualTo(2);
    }

    @Test
    void fragmentsOfImpossibleLengthBelongToNothing() {
        line.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, new byte[2_000], 0, 13, true));
        line.send(Datagrams.fragment(four(), IpProtocol.UDP, 7, new byte[2_000], 8, 8, true));
        line.send(Datagrams.at(four(), IpProtocol.UDP, 7, 65_528, false, new byte[100]));
        assertThat(line.count(FRAGMENT_BAD_LENGTH)).isEqualTo(3);
        assertThat(line.stats().datagrams()).isZero();
    }

    @Test
    void theLongestDatagramIsReassembled() {
        byte[] datagram = udpDatagram(65_535 - 8);
        for (int start = 0; start < datagram.length; start += 1_480) {
            part(datagram, start, Math.min(datagram.length, start + 1_480));
        }
        assertThat(line.stats().reassembled()).isEqualTo(1);
        assertThat(line.anomalies()).isEmpty();
    }

    @Test
    void aDatagramIsAwaitedForTheTimeoutOnly() {
        byte[] datagram = udpDatagram(2_000);
        part(datagram, 0, 1_480);
        line.at(30);
        assertThat(part(datagram, 1_480, 1_600).attributed()).isTrue();
        line.at(30.001);
        assertThat(part(datagram, 1_600, 1_720).attributed()).isFalse();
        assertThat(line.stats().timedOut()).isEqualTo(1);
        line.at(200);
        line.send(Datagrams.fragment(four(), IpProtocol.UDP, 8, datagram, 0, 1_480));
        assertThat(line.stats().timedOut()).as("memory is given back").isEqualTo(2);
        assertThat(line.stats().awaited()).isEqualTo(1);
    }

    @Test
    void theLatestFirstFragmentTellsThePorts() {
        part(udpDatagram(2_000), 0, 1_480);
        byte[] next = Datagrams.of(four().udp(6_000, 6_001).payload(new byte[2_000]));
        part(next, 0, 1_480);
        assertThat(part(next, 1_480, 2_008).sourcePort()).isEqualTo(6_000);
    }

    @Test
    void aFirstFragmentThatTheSnapLengthCutIsReadAsItIs() {
        byte[] datagram = udpDatagram(92);
        byte[] frame = Datagrams.fragment(four(), IpProtocol.UDP, 7, datagram, 0, 48);
        assertThat(line.send(frame, 14 + 20 + 16).sourcePort()).isEqualTo(5_000);
        assertThat(part(datagram, 48, 100).attributed()).isTrue();
    }

    @Test
    void whatTheSnapLengthCutFromLaterFragmentsIsNotAwaited() {
        byte[] datagram = Datagrams.of(four().tcp(40_000, 80, TcpFlags.ACK).payload(REQUEST));
        line.send(Datagrams.fragment(four(), IpProtocol.TCP, 7, datagram, 0, 16));
        byte[] second = Datagrams.fragment(four(), IpProtocol.TCP, 7, datagram, 16, datagram.length);
        PacketView view = line.send(second, 14 + 20 + 24);
        assertThat(view.hasTcp()).isTrue();
        assertThat(view.payloadTruncated()).isTrue();
        assertThat(view.payloadLength()).isEqualTo(REQUEST.length());
    }

    @Test
    void oneMoreFragmentHeaderTakesNothingBack() {
        Frames twice =
                six().fragment(7, 0, true).fragment(9, 0, false).udp(1, 2).payload(new byte[1_000]);
        PacketView view = Decoding.of(twice.bytes()).view();
        assertThat(view.fragment()).isTrue();
        assertThat(view.fragmentId()).isEqualTo(7);
    }

    @Test
    void settingsOutOfRangeAreNamedWithTheirRange() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new FragmentConfig(0, 1, 64, 64, second))
                .hasMessage("maxDatagrams is 0, allowed are 1 to 1048576");
        assertThatThrownBy(() -> new FragmentConfig(1, 9_000, 64, 64, second))
                .hasMessage("maxFragments is 9000, allowed are 1 to 8192");
        assertThatThrownBy(() -> new FragmentConfig(1, 1, 56, 64, second))
                .hasMessage("prefixBytes is 56, allowed are 64 to 512");
        assertThatThrownBy(() -> new FragmentConfig(1, 1, 100, 128, second))
                .hasMessage("prefixBytes is 100, allowed are multiples of 8");
        assertThatThrownBy(() -> new FragmentConfig(1, 1, 128, 127, second))
                .hasMessageStartingWith("maxBufferedBytes is 127, allowed are 128 to");
        assertThatThrownBy(() -> new FragmentConfig(1, 1, 64, 64, Duration.ofMinutes(6)))
                .hasMessage("timeout is PT6M, allowed are 1 ms to PT5M");
    }
}
