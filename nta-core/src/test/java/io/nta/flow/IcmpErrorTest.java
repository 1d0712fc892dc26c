package io.nta.flow;

import static io.nta.flow.ConnectionChange.REFUSED;
import static io.nta.flow.ConnectionChange.TIME_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import io.nta.packet.TcpFlags;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose ICMP errors are, and what those that somebody made up can do: nothing to connections that nobody saw. */
class IcmpErrorTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String ROUTER = "10.0.0.254";
    private static final String CLIENT_6 = "2001:db8::1";
    private static final String SERVER_6 = "2001:db8::2";
    private static final String ROUTER_6 = "2001:db8::fe";
    private static final int GRE = 47;

    private final Tracking tracking = new Tracking();

    private static Frames probe() {
        return Frames.raw().ip(CLIENT, SERVER).udp(50_000, 5_000).payload("probe");
    }

    private void unreachable(byte[] quote) {
        tracking.frame(Frames.ethernet().ip(ROUTER, CLIENT).icmp(3, 3).payload(quote));
    }

    private void openFlow() {
        tracking.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1);
    }

    private void assertIsOfItsOwnEnds() {
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(List.of(
                        tracking.last().initiator().toString(),
                        tracking.last().responder().toString()))
                .containsExactlyInAnyOrder(CLIENT, ROUTER);
        assertThat(tracking.last().protocol()).isEqualTo(IpProtocol.ICMP);
        assertThat(tracking.last().hasPorts()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"6, 3, 3", "17, 3, 3", "17, 11, 0", "1, 3, 1"})
    void anErrorAboutAFlowThatNobodySawIsOfItsOwnEnds(int protocol, int type, int code) {
        tracking.at(0).error(ROUTER, type, code, protocol, CLIENT, 40_000, SERVER, 80);
        assertIsOfItsOwnEnds();
        assertThat(tracking.count(TIME_EXCEEDED)).isZero();
    }

    @Test
    void anErrorThatComesInFragmentsIsOfItsOwnEnds() {
        openFlow();
        byte[] quoted = Frames.raw().ip(CLIENT, SERVER).udp(50_000, 5_000).bytes();
        Frames error = Frames.ethernet()
                .ip(ROUTER, CLIENT)
                .fragment(7, 0, true)
                .icmp(3, 3)
                .payload(DnsMessages.join(quoted, new byte[1_000]));
        tracking.at(1).frame(error);
        assertIsOfItsOwnEnds();
    }

    @Test
    void forgedErrorsAboutManyFlowsMakeOneConnectionAndRefuseNothing() {
        for (int port = 1; port <= 1_000; port++) {
            tracking.at(port * 0.01).error(ROUTER, 3, 3, IpProtocol.UDP, CLIENT, 40_000, "10.9.9.9", port);
            tracking.error(ROUTER, 3, 1, IpProtocol.TCP, CLIENT, port, "10.8." + port % 250 + ".8", 80);
        }
        assertThat(tracking.table().opened()).isEqualTo(1);
        assertIsOfItsOwnEnds();
        assertThat(tracking.last().backwardPackets()).isEqualTo(2_000);
    }

    @Test
    void anErrorAboutAFlowThatHasEndedIsOfItsOwnEnds() {
        openFlow();
        tracking.at(61).error(ROUTER, 3, 3, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        assertIsOfItsOwnEnds();
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 31, 33})
    void aQuoteThatEndsBehindThePortsIsEnough(int bytes) {
        openFlow();
        unreachable(Arrays.copyOf(probe().bytes(), bytes));
        assertThat(tracking.count(REFUSED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 19, 20, 22, 23})
    void aQuoteThatEndsBeforeThePortsRefusesNothing(int bytes) {
        openFlow();
        unreachable(Arrays.copyOf(probe().bytes(), bytes));
        assertIsOfItsOwnEnds();
    }

    @Test
    void aQuoteMayHaveOptions() {
        openFlow();
        unreachable(probe().options(40).bytes());
        assertThat(tracking.count(REFUSED)).isEqualTo(1);
    }

    @Test
    void aQuoteMayHaveExtensionHeaders() {
        tracking.at(0).udp(CLIENT_6, 50_000, SERVER_6, 5_000, 1);
        byte[] quote = Frames.raw()
                .ip(CLIENT_6, SERVER_6)
                .extension(0, 16)
                .extension(60, 8)
                .fragment(7, 0, true)
                .udp(50_000, 5_000)
                .bytes();
        tracking.frame(Frames.ethernet().ip(ROUTER_6, CLIENT_6).icmp(1, 4).payload(quote));
        assertThat(tracking.count(REFUSED)).isEqualTo(1);
    }

    @Test
    void aQuoteWithMoreExtensionHeadersThanAnybodySendsRefusesNothing() {
        tracking.at(0).udp(CLIENT_6, 50_000, SERVER_6, 5_000, 1);
        Frames quote = Frames.raw().ip(CLIENT_6, SERVER_6).udp(50_000, 5_000);
        for (int i = 0; i < 20; i++) {
            quote.extension(60, 8);
        }
        tracking.frame(Frames.ethernet().ip(ROUTER_6, CLIENT_6).icmp(1, 4).payload(quote.bytes()));
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.last().responder()).hasToString(ROUTER_6);
    }

    @Test
    void theFirstFragmentOfAQuotedDatagramNamesItsFlowAndALaterOneDoesNot() {
        openFlow();
        unreachable(Frames.raw()
                .ip(CLIENT, SERVER)
                .fragment(7, 1_480, false)
                .protocol(IpProtocol.UDP)
                .payload(new byte[] {(byte) 0xC3, 0x50, 0x13, (byte) 0x88, 0, 0, 0, 0})
                .bytes());
        assertIsOfItsOwnEnds();
        unreachable(probe().fragment(7, 0, true).bytes());
        assertThat(tracking.count(REFUSED)).isEqualTo(1);
    }

    @Test
    void aQuotedTunnelLeavesTheFlowInsideAlone() {
        openFlow();
        byte[] gre = {0, 0, 8, 0};
        byte[] inside = probe().bytes();
        byte[] payload = Arrays.copyOf(gre, gre.length + inside.length);
        System.arraycopy(inside, 0, payload, gre.length, inside.length);
        unreachable(
                Frames.raw().ip(CLIENT, SERVER).protocol(GRE).payload(payload).bytes());
        unreachable(Frames.raw().ip(CLIENT, SERVER).protocol(4).payload(inside).bytes());
        assertIsOfItsOwnEnds();
    }

    @Test
    void anErrorAboutAnErrorIsOfItsOwnEnds() {
        openFlow();
        unreachable(Frames.raw()
                .ip(SERVER, CLIENT)
                .icmp(3, 3)
                .payload(probe().bytes())
                .bytes());
        assertIsOfItsOwnEnds();
    }

    @Test
    void errorsThatAnswerNothingSeenAreUnsolicitedAnswers() {
        tracking.at(0).error(ROUTER, 3, 1, IpProtocol.TCP, CLIENT, 40_001, SERVER, 80);
        assertThat(tracking.last().initiator()).hasToString(CLIENT);
        assertThat(tracking.last().midway()).isTrue();
        assertThat(tracking.lastChange().has(ConnectionChange.UNSOLICITED)).isTrue();
        assertThat(tracking.count(ConnectionChange.ANSWERED)).isZero();
        tracking.icmp(ROUTER, CLIENT, 9, 0, 8);
        assertThat(tracking.last().initiator())
                .as("other ICMP doesn't become an answer by it")
                .hasToString(ROUTER);
    }

    @Test
    void whoIsQuotedWithoutGettingTheErrorHasNoPartInIt() {
        tracking.at(0).udp("10.0.0.7", 50_000, SERVER, 5_001, 1);
        unreachable(Frames.raw().ip("10.0.0.7", SERVER).udp(50_000, 5_000).bytes());
        assertIsOfItsOwnEnds();
        assertThat(tracking.last().initiator()).hasToString(CLIENT);
    }

    @Test
    void aConnectionThatStandsIsUntouchedByAFloodOfErrors() {
        tracking.tcp(CLIENT, 40_000, SERVER, 80).at(0).handshake();
        for (int i = 0; i < 100; i++) {
            tracking.at(1).error(ROUTER, 3, 1, IpProtocol.TCP, CLIENT, 40_000 + i, SERVER, 80);
        }
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.table().opened()).isEqualTo(2);
        tracking.segment(CLIENT, 40_000, SERVER, 80, TcpFlags.ACK);
        assertThat(tracking.last().established()).isTrue();
    }
}
