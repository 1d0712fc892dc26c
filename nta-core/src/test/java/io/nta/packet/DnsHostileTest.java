package io.nta.packet;

import static io.nta.packet.DnsMessages.A;
import static io.nta.packet.DnsMessages.header;
import static io.nta.packet.DnsMessages.join;
import static io.nta.packet.DnsMessages.name;
import static io.nta.packet.DnsMessages.question;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DNS messages that were made to confuse: each is counted, and costs no more than its length. */
class DnsHostileTest {
    private static final byte[] TYPE_AND_CLASS = {0, 1, 0, 1};
    private static final int RESPONSE = 0x8180;
    private static final int MOST = 0xFFFF;

    private static Decoding udp(byte[] message) {
        return Decoding.of(Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .udp(40_000, 53)
                .payload(message)
                .bytes());
    }

    private static Decoding tcp(int length, byte[] message) {
        byte[] prefix = {(byte) (length >> 8), (byte) length};
        return Decoding.of(Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .tcp(40_000, 53, TcpFlags.ACK)
                .payload(join(prefix, message))
                .bytes());
    }

    private static byte[] asking(byte... name) {
        return join(header(1, 0x0100, 1, 0), name, TYPE_AND_CLASS);
    }

    private static void assertRefused(Decoding decoding, DecodeAnomaly anomaly) {
        assertThat(decoding.delivered()).isTrue();
        assertThat(decoding.view().hasDns()).isFalse();
        assertThat(decoding.view().dnsNameLength()).isZero();
        assertThat(decoding.anomalies()).containsExactly(Map.entry(anomaly, 1L));
    }

    /** 12 is the pointer itself, the others lie ahead: behind it, behind the message, as far as a pointer reaches. */
    @ParameterizedTest
    @ValueSource(ints = {12, 13, 14, 100, 0x3FFF})
    void aPointerThatDoesNotLeadBackIsALoop(int target) {
        assertRefused(udp(asking((byte) (0xC0 | target >> 8), (byte) target)), DecodeAnomaly.DNS_NAME_LOOP);
    }

    @Test
    void twoPointersAtEachOtherAreALoop() {
        // Bytes 0 and 1, the transaction number, point at the question, and the question at them.
        byte[] message = join(header(0xC00C, 0x0100, 1, 0), new byte[] {(byte) 0xC0, 0}, TYPE_AND_CLASS);
        assertRefused(udp(message), DecodeAnomaly.DNS_NAME_LOOP);
    }

    @Test
    void aPointerIntoTheMiddleOfItsOwnNameIsALoop() {
        assertRefused(
                udp(asking((byte) 3, (byte) 'a', (byte) 1, (byte) 'b', (byte) 0xC0, (byte) 14)),
                DecodeAnomaly.DNS_NAME_LOOP);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x40, 0x41, 0x7F, 0x80, 0xBF})
    void labelsOfKindsThatWereNeverUsedAreNoted(int label) {
        assertRefused(udp(asking((byte) label, (byte) 1, (byte) 0)), DecodeAnomaly.DNS_BAD_LABEL);
        byte[] answer = {(byte) label, 1, 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, 1};
        Decoding inAnswer = udp(join(header(1, RESPONSE, 1, 1), question("a.b", A), answer));
        assertThat(inAnswer.view().hasDns()).isTrue();
        assertThat(inAnswer.view().dnsAnswerBytes()).isZero();
        assertThat(inAnswer.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_BAD_LABEL);
    }

    @Test
    void announcedQuestionsThatAreNotThereAreNoted() {
        assertRefused(udp(join(header(1, 0x0100, MOST, 0), question("a.b", A))), DecodeAnomaly.DNS_BAD_HEADER);
        assertRefused(udp(join(header(1, RESPONSE, MOST, MOST), question("a.b", A))), DecodeAnomaly.DNS_BAD_HEADER);
    }

    @Test
    void announcedAnswersThatAreNotThereReachToTheEnd() {
        Decoding decoding = udp(join(header(1, RESPONSE, 1, MOST), question("a.b", A)));
        assertThat(decoding.view().dnsAnswerCount()).isEqualTo(MOST);
        assertThat(decoding.view().dnsAnswerBytes()).isZero();
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_TRUNCATED);
    }

    @Test
    void aMessageOfNothingButEmptyAnswersIsWalkedOnceThrough() {
        byte[] answers = new byte[60_000];
        Decoding decoding = udp(join(header(1, RESPONSE, 1, MOST), question("a.b", A), answers));
        assertThat(decoding.view().dnsAnswerBytes()).isEqualTo(answers.length);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_TRUNCATED);
    }

    @Test
    void anAnswerThatPointsAtItselfIsNotFollowed() {
        byte[] self = {(byte) 0xC0, 21, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, 1};
        Decoding decoding = udp(join(header(1, RESPONSE, 1, 1), question("a.b", A), self));
        assertThat(decoding.view().dnsAnswerBytes()).isEqualTo(16);
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void anAnswerWhoseDataGoesBeyondTheMessageReachesToTheEnd() {
        byte[] lying = {(byte) 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, (byte) 0xFF, (byte) 0xFF, 1, 2, 3};
        Decoding decoding = udp(join(header(1, RESPONSE, 1, 2), question("a.b", A), lying));
        assertThat(decoding.view().dnsAnswerBytes()).isEqualTo(lying.length);
        assertThat(decoding.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_TRUNCATED);
    }

    @Test
    void aNameOfManyShortLabelsIsReadUpTo255Bytes() {
        byte[] longest = name("a.".repeat(126) + "a");
        assertThat(longest).hasSize(255);
        assertThat(udp(asking(longest)).view().dnsLabelCount()).isEqualTo(127);
        assertRefused(udp(asking(name("a.".repeat(127) + "a"))), DecodeAnomaly.DNS_NAME_TOO_LONG);
    }

    @Test
    void aNameWithoutAnEndIsCutOff() {
        byte[] label = new byte[64];
        Arrays.fill(label, (byte) 'a');
        label[0] = 63;
        assertRefused(udp(join(header(1, 0x0100, 1, 0), label)), DecodeAnomaly.DNS_TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11})
    void aLengthOverTcpThatHoldsNoHeaderIsNoMessage(int length) {
        Decoding decoding = tcp(length, DnsMessages.query(1, "example.org", A));
        assertThat(decoding.view().hasDns()).isFalse();
        assertThat(decoding.anomalies()).isEmpty();
    }

    @Test
    void aLengthOverTcpThatEndsWithinTheQuestionCutsIt() {
        assertRefused(tcp(15, DnsMessages.query(1, "example.org", A)), DecodeAnomaly.DNS_TRUNCATED);
    }

    @Test
    void aLengthOverTcpThatIsTooLongMeansThatMoreFollows() {
        Decoding decoding = tcp(MOST, DnsMessages.query(1, "example.org", A));
        assertThat(decoding.view().dnsNameText()).isEqualTo("example.org");
        assertThat(decoding.anomalies()).isEmpty();
        Decoding cut = tcp(MOST, Arrays.copyOf(DnsMessages.query(1, "example.org", A), 20));
        assertThat(cut.view().hasDns()).isTrue();
        assertThat(cut.view().dnsNameLength()).isZero();
        assertThat(cut.anomalies()).containsOnlyKeys(DecodeAnomaly.DNS_NOT_CAPTURED);
    }
}
