package io.nta.packet;

import static io.nta.packet.DnsMessages.A;
import static io.nta.packet.DnsMessages.TXT;
import static io.nta.packet.DnsMessages.header;
import static io.nta.packet.DnsMessages.join;
import static io.nta.packet.DnsMessages.name;
import static io.nta.packet.DnsMessages.query;
import static io.nta.packet.DnsMessages.question;
import static io.nta.packet.DnsMessages.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DnsDecoderTest {
    private static final byte[] ADDRESS = {10, 0, 0, 1};
    private static final byte[] TYPE_AND_CLASS = {0, 1, 0, 1};
    private static final int UDP_HEADERS = 42;

    private static Frames packet() {
        return Frames.ethernet().ip("10.0.0.1", "10.0.0.2");
    }

    private static Decoding udp(byte[] message) {
        return Decoding.of(packet().udp(40000, 53).payload(message).bytes());
    }

    private static Decoding tcp(byte[] payload) {
        return Decoding.of(
                packet().tcp(40000, 53, TcpFlags.ACK).payload(payload).bytes());
    }

    private static void assertNoDns(Decoding decoding, DecodeAnomaly anomaly) {
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.view().hasDns()).isFalse();
        assertThat(decoding.view().dnsNameLength()).isZero();
        assertThat(decoding.anomalies()).containsOnlyKeys(anomaly);
    }

    @Test
    void aQueryGivesItsNameFoldedAndItsType() {
        PacketView view = udp(query(0xFFEE, "WWW.Example.ORG", TXT)).view();
        assertThat(view.hasDns()).isTrue();
        assertThat(view.dnsResponse()).isFalse();
        assertThat(view.dnsId()).isEqualTo(0xFFEE);
        assertThat(view.dnsQueryType()).isEqualTo(TXT);
        assertThat(view.dnsNameText()).isEqualTo("www.example.org");
        assertThat(view.dnsNameByte(4)).isEqualTo((byte) 'e');
        assertThat(view.dnsLabelCount()).isEqualTo(3);
    }

    @Test
    void onlyAToZAreFolded() {
        byte[] label = {'[', '@', 'Z', 0, (byte) 0xC4, '_'};
        byte[] message = join(header(1, 0x0100, 1, 0), new byte[] {6}, label, new byte[1], TYPE_AND_CLASS);
        assertThat(udp(message).view().dnsNameText().getBytes(StandardCharsets.ISO_8859_1))
                .containsExactly('[', '@', 'z', 0, 0xC4, '_');
    }

    @Test
    void theRootHasAnEmptyName() {
        PacketView view = udp(query(1, "", A)).view();
        assertThat(view.hasDns()).isTrue();
        assertThat(view.dnsNameText()).isEmpty();
        assertThat(view.dnsLabelCount()).isZero();
        assertThat(view.dnsQueryType()).isEqualTo(A);
    }

    @Test
    void theNamesHashDependsOnTheFoldedNameOnly() {
        long hash = udp(query(1, "a.example.org", A)).view().dnsNameHash();
        assertThat(udp(query(2, "A.Example.org", TXT)).view().dnsNameHash()).isEqualTo(hash);
        assertThat(udp(query(1, "b.example.org", A)).view().dnsNameHash()).isNotEqualTo(hash);
    }

    @Test
    void theNamesHashIsThatOfThePacketAtHand() {
        PacketDecoder decoder = new PacketDecoder();
        PacketView view = new PacketView();
        byte[] syn = packet().tcp(1, 2, TcpFlags.SYN).bytes();
        byte[] query = packet().dnsQuery(1, "a.example.org", A).bytes();
        decoder.decode(0, LinkType.ETHERNET, syn, 0, syn.length, syn.length, 0, view);
        long empty = view.dnsNameHash();
        decoder.decode(0, LinkType.ETHERNET, query, 0, query.length, query.length, 0, view);
        assertThat(view.dnsNameHash()).isNotEqualTo(empty);
    }

    @Test
    void aResponseGivesItsCodeAndTheBytesOfItsAnswers() {
        byte[] message = response(7, "example.org", A, 3, ADDRESS, ADDRESS);
        Decoding decoding = Decoding.of(packet().udp(53, 40000).payload(message).bytes());
        PacketView view = decoding.view();
        assertThat(view.dnsResponse()).isTrue();
        assertThat(view.dnsResponseCode()).isEqualTo(3);
        assertThat(view.dnsAnswerCount()).isEqualTo(2);
        assertThat(view.dnsAnswerBytes()).isEqualTo(2 * (2 + 10 + 4));
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void whatFollowsTheAnswersIsNoAnswer() {
        byte[] message = join(response(7, "example.org", A, 0, ADDRESS), name("ns.example.org"), new byte[300]);
        assertThat(udp(message).view().dnsAnswerBytes()).isEqualTo(16);
    }

    @Test
    void answersBehindTheSnapLengthReachToThePayloadsEnd() {
        byte[] message = response(7, "example.org", TXT, 0, new byte[100], new byte[100]);
        byte[] frame = packet().udp(53, 40000).payload(message).bytes();
        int answers = 2 * 112;
        Decoding withinTheFirst = Decoding.captured(frame.length - 150, frame);
        assertThat(withinTheFirst.view().dnsAnswerBytes()).isEqualTo(answers);
        assertThat(withinTheFirst.anomalies()).containsKey(DecodeAnomaly.DNS_NOT_CAPTURED);
        Decoding withinTheLastData = Decoding.captured(frame.length - 50, frame);
        assertThat(withinTheLastData.view().dnsAnswerBytes()).isEqualTo(answers);
        assertThat(withinTheLastData.anomalies()).containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT);
    }

    @Test
    void aQuestionBehindTheSnapLengthStillCountsAsDns() {
        byte[] frame = packet().dnsQuery(7, "example.org", A).bytes();
        Decoding decoding = Decoding.captured(UDP_HEADERS + 12 + 5, frame);
        assertThat(decoding.view().hasDns()).isTrue();
        assertThat(decoding.view().dnsId()).isEqualTo(7);
        assertThat(decoding.view().dnsNameLength()).isZero();
        assertThat(decoding.view().dnsQueryType()).isZero();
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.CAPTURED_SHORT, DecodeAnomaly.DNS_NOT_CAPTURED);
    }

    @Test
    void whatIsNoDnsMessageHasNoDnsFacts() {
        assertNoDns(udp(new byte[64]), DecodeAnomaly.DNS_BAD_HEADER);
        assertNoDns(udp("X".repeat(64).getBytes(StandardCharsets.US_ASCII)), DecodeAnomaly.DNS_BAD_HEADER);
        assertNoDns(
                udp(join(header(1, 0x0100, 2, 0), question("a.b", A), question("c.d", A))),
                DecodeAnomaly.DNS_BAD_HEADER);
        assertNoDns(udp(join(header(1, 0x3000, 1, 0), question("a.b", A))), DecodeAnomaly.DNS_BAD_HEADER);
        assertNoDns(udp(new byte[11]), DecodeAnomaly.DNS_TRUNCATED);
    }

    @Test
    void aQuestionThatEndsTooEarlyHasNoDnsFacts() {
        byte[] whole = query(1, "example.org", A);
        for (int length = 12; length < whole.length; length++) {
            assertNoDns(udp(Arrays.copyOf(whole, length)), DecodeAnomaly.DNS_TRUNCATED);
        }
    }

    @Test
    void anAnswerThatEndsTooEarlyIsNotedAndReachesToTheEnd() {
        byte[] whole = response(1, "example.org", A, 0, ADDRESS);
        Decoding decoding = udp(Arrays.copyOf(whole, whole.length - 3));
        assertThat(decoding.view().hasDns()).isTrue();
        assertThat(decoding.view().dnsAnswerBytes()).isEqualTo(13);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_TRUNCATED);
    }

    @Test
    void anErrorResponseNeedsNoQuestion() {
        Decoding decoding = udp(header(5, 0x8001, 0, 0));
        assertThat(decoding.view().hasDns()).isTrue();
        assertThat(decoding.view().dnsResponseCode()).isEqualTo(1);
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void anAnswersNameMayBeLabelsAndAPointer() {
        byte[] message = join(
                header(1, 0x8180, 1, 1),
                question("example.org", A),
                new byte[] {1, 'x', (byte) 0xC0, 12},
                new byte[] {0, 1, 0, 1, 0, 0, 0, 60, 0, 4},
                ADDRESS);
        assertThat(udp(message).view().dnsAnswerBytes()).isEqualTo(18);
    }

    @Test
    void aPointerInTheQuestionIsFollowedIfItLeadsBackwards() {
        // Transaction number 0x0161 and flags 0x0000 read as the name "a".
        byte[] message = join(header(0x0161, 0, 1, 0), new byte[] {1, 'b', (byte) 0xC0, 0}, TYPE_AND_CLASS);
        PacketView view = udp(message).view();
        assertThat(view.dnsNameText()).isEqualTo("b.a");
        assertThat(view.dnsLabelCount()).isEqualTo(2);
        assertThat(view.dnsQueryType()).isEqualTo(A);
    }

    @Test
    void pointersThatLeadNowhereAreLoops() {
        byte[] self = join(header(1, 0, 1, 0), new byte[] {(byte) 0xC0, 12}, TYPE_AND_CLASS);
        assertNoDns(udp(self), DecodeAnomaly.DNS_NAME_LOOP);
        byte[] forward = join(header(1, 0, 1, 0), new byte[] {(byte) 0xC0, 16}, TYPE_AND_CLASS, name("a.b"));
        assertNoDns(udp(forward), DecodeAnomaly.DNS_NAME_LOOP);
        byte[] behindItsOwnLabel = join(header(1, 0, 1, 0), new byte[] {1, 'a', (byte) 0xC0, 12}, TYPE_AND_CLASS);
        assertNoDns(udp(behindItsOwnLabel), DecodeAnomaly.DNS_NAME_LOOP);
    }

    @Test
    void aNameOf255BytesIsReadAndALongerOneIsNot() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "b".repeat(61);
        assertThat(name(longest)).hasSize(255);
        assertThat(udp(query(1, longest, A)).view().dnsNameText()).isEqualTo(longest);
        assertNoDns(udp(query(1, longest + "b", A)), DecodeAnomaly.DNS_NAME_TOO_LONG);
    }

    @Test
    void aLabelOfUnknownKindIsNoted() {
        byte[] message = join(header(1, 0, 1, 0), new byte[] {0x41, 1, 0}, TYPE_AND_CLASS);
        assertNoDns(udp(message), DecodeAnomaly.DNS_BAD_LABEL);
    }

    @Test
    void otherPortsCarryNoDns() {
        Decoding decoding = Decoding.of(
                packet().udp(40000, 5353).payload(query(1, "a.b", A)).bytes());
        assertThat(decoding.view().hasDns()).isFalse();
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void tcpCarriesTheMessageBehindItsLength() {
        PacketView view = tcp(DnsMessages.overTcp(query(9, "example.org", TXT))).view();
        assertThat(view.hasDns()).isTrue();
        assertThat(view.dnsId()).isEqualTo(9);
        assertThat(view.dnsNameText()).isEqualTo("example.org");
    }

    @Test
    void aTcpResponseThatGoesOnInTheNextSegmentIsDnsAllTheSame() {
        byte[] message = DnsMessages.overTcp(response(9, "example.org", TXT, 0, new byte[200], new byte[200]));
        Decoding decoding = tcp(Arrays.copyOf(message, 300));
        assertThat(decoding.view().hasDns()).isTrue();
        assertThat(decoding.view().dnsAnswerBytes()).isEqualTo(300 - 2 - 12 - 17);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_NOT_CAPTURED);
    }

    @Test
    void aTcpSegmentThatDoesNotStartAMessageIsNoAnomaly() {
        byte[] middle = "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
        for (byte[] payload : new byte[][] {middle, new byte[40], {0, 12}}) {
            Decoding decoding = tcp(payload);
            assertThat(decoding.view().hasDns()).isFalse();
            assertThat(decoding.anomalies()).isEmpty();
        }
    }
}
