package io.nta.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.packet.DecodeAnomaly.Cause;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a DNS message, over UDP and over TCP. */
class DnsFuzz {
    private static final int MAX_MESSAGE = 60_000;
    private static final int HEADER = 12;

    private final DecodeLaws laws = new DecodeLaws();

    static Stream<byte[]> messages() {
        byte[] pointer = {(byte) 0xC0, 12};
        return Stream.of(
                DnsMessages.query(7, "a.Long.name.example.org", DnsMessages.TXT),
                DnsMessages.query(7, "", DnsMessages.A),
                DnsMessages.response(7, "a.example.org", DnsMessages.A, 0, new byte[4], new byte[4]),
                DnsMessages.response(7, "gone.example.org", DnsMessages.A, 3),
                DnsMessages.header(7, 0x8005, 0, 0),
                DnsMessages.join(DnsMessages.header(7, 0x0100, 1, 0), pointer, new byte[] {0, 1, 0, 1}));
    }

    private static byte[] udp(byte[] message) {
        return Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .udp(40_000, 53)
                .payload(message)
                .bytes();
    }

    private static byte[] tcp(byte[] message) {
        return Frames.ethernet()
                .ip("10.0.0.1", "10.0.0.2")
                .tcp(40_000, 53, TcpFlags.ACK)
                .payload(DnsMessages.overTcp(message))
                .bytes();
    }

    @MethodSource("messages")
    @DictionaryFile(resourcePath = "/io/nta/packet/dns.dict")
    @FuzzTest
    void anyMessageIsReadAlikeOverUdpAndTcpAndItsNameSurvivesBeingWritten(byte[] message) {
        if (message.length > MAX_MESSAGE) {
            return;
        }
        byte[] frame = udp(message);
        laws.decode(LinkType.ETHERNET, frame, frame.length);
        checkNameCanBeWritten(laws.view());
        Decoding overTcp = Decoding.of(tcp(message));
        if (overTcp.view().hasDns()) {
            checkAlike(Decoding.of(frame), overTcp);
        }
        if (FuzzInput.isToBeRepeated(message)) {
            DecodeLaws.checkEnds(udp(FuzzInput.repeated(message, HEADER)));
        }
    }

    private static void checkAlike(Decoding udp, Decoding tcp) {
        assertThat(udp.view().hasDns()).as("DNS over TCP is DNS over UDP too").isTrue();
        assertThat(udp.view().dnsNameText()).isEqualTo(tcp.view().dnsNameText());
        assertThat(udp.view().dnsNameHash()).isEqualTo(tcp.view().dnsNameHash());
        assertThat(udp.view().dnsQueryType()).isEqualTo(tcp.view().dnsQueryType());
        assertThat(udp.view().dnsAnswerBytes()).isEqualTo(tcp.view().dnsAnswerBytes());
        assertThat(udp.anomalies()).as("what is wrong with it").isEqualTo(tcp.anomalies());
        assertThat(udp.anomalies().keySet()).noneMatch(anomaly -> anomaly.cause() == Cause.CAPTURE);
    }

    /** A name read, written without compression and read again is the same. One with a dot inside a label can't be told from one with a label more. */
    private static void checkNameCanBeWritten(PacketView view) {
        String name = view.dnsNameText();
        long dots = name.chars().filter(c -> c == '.').count();
        if (name.isEmpty() || dots + 1 != view.dnsLabelCount()) {
            return;
        }
        PacketView again = Decoding.of(udp(DnsMessages.query(1, name, view.dnsQueryType())))
                .view();
        assertThat(again.dnsNameText()).isEqualTo(name);
        assertThat(again.dnsNameHash()).isEqualTo(view.dnsNameHash());
        assertThat(again.dnsLabelCount()).isEqualTo(view.dnsLabelCount());
        assertThat(again.dnsQueryType()).isEqualTo(view.dnsQueryType());
    }
}
