package io.nta.flow;

import static io.nta.flow.ConnectionChange.ODD_PROBE;
import static io.nta.flow.ConnectionChange.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.IpProtocol;
import io.nta.testkit.TcpTalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final String ROUTER = "10.0.0.254";
    private static final int UNREACHABLE = 3;

    private final Tracking tracking = new Tracking();

    private TcpTalk talk() {
        return tracking.tcp(CLIENT, 40_000, SERVER, 80);
    }

    @Test
    void aRstInsteadOfAnAnswerRefusesOnce() {
        talk().at(0).syn().at(1).serverRst();
        assertThat(tracking.times(REFUSED)).containsExactly(1.0);
        assertThat(tracking.count(ODD_PROBE)).isZero();
        assertThat(tracking.open()).isZero();
        tracking.at(2).segment(SERVER, 80, CLIENT, 40_000, 4);
        assertThat(tracking.count(REFUSED)).isEqualTo(1);
        assertThat(tracking.count(ConnectionChange.CLOSED)).isEqualTo(1);
    }

    @Test
    void aRstOfTheInitiatorRefusesNothing() {
        talk().at(0).syn().at(1).rst();
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.count(ConnectionChange.CLOSED)).isEqualTo(1);
    }

    @Test
    void aRstAfterASynAckRefusesNothing() {
        talk().at(0).syn().synAck().at(1).serverRst();
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.open()).isZero();
    }

    @Test
    void aRstAfterTheHandshakeRefusesNothing() {
        talk().at(0).handshake().send("x").serverRst();
        assertThat(tracking.count(REFUSED)).isZero();
    }

    @Test
    void aRstToAnAckOfNoConnectionTellsAProbe() {
        talk().at(0).ack().at(1).serverRst();
        assertThat(tracking.times(REFUSED)).containsExactly(1.0);
        assertThat(tracking.times(ODD_PROBE)).containsExactly(1.0);
    }

    @Test
    void aRstInAConnectionJoinedMidwayThatTalkedBackIsNoRefusal() {
        talk().at(0).ack().serverAck().at(1).serverRst();
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.count(ODD_PROBE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 9, 10, 13})
    void anUnreachableRefusesTcpAndUdp(int code) {
        talk().at(0).syn();
        tracking.at(1).error(ROUTER, UNREACHABLE, code, IpProtocol.TCP, CLIENT, 40_000, SERVER, 80);
        tracking.at(2).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        tracking.at(3).error(SERVER, UNREACHABLE, code, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        tracking.at(4).error(SERVER, UNREACHABLE, code, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        assertThat(tracking.times(REFUSED)).containsExactly(1.0, 3.0);
    }

    @Test
    void otherErrorsRefuseNothing() {
        tracking.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        tracking.error(ROUTER, UNREACHABLE, 4, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        tracking.error(ROUTER, 11, 0, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        tracking.error(ROUTER, 5, 1, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.count(ConnectionChange.TIME_EXCEEDED)).isEqualTo(1);
        assertThat(tracking.count(ConnectionChange.ANSWERED))
                .as("an error is no answer")
                .isZero();
    }

    @Test
    void anUnreachableDoesNotRefuseWhatStands() {
        talk().at(0).handshake();
        tracking.error(ROUTER, UNREACHABLE, 1, IpProtocol.TCP, CLIENT, 40_000, SERVER, 80);
        tracking.udp(CLIENT, 50_000, SERVER, 5_000, 1).udp(SERVER, 5_000, CLIENT, 50_000, 1);
        tracking.error(SERVER, UNREACHABLE, 3, IpProtocol.UDP, CLIENT, 50_000, SERVER, 5_000);
        assertThat(tracking.count(REFUSED)).isZero();
        assertThat(tracking.open()).isEqualTo(1);
    }

    @Test
    void anUnreachableAboutAnAnswerDoesNotRefuseTheOpening() {
        tracking.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        tracking.error(CLIENT, UNREACHABLE, 3, IpProtocol.UDP, SERVER, 5_000, CLIENT, 50_000);
        assertThat(tracking.count(REFUSED)).isZero();
    }

    @Test
    void anUnreachableOverIpv6Refuses() {
        tracking.at(0).udp("2001:db8::1", 50_000, "2001:db8::2", 5_000, 1);
        tracking.at(1).error("2001:db8::2", 1, 4, IpProtocol.UDP, "2001:db8::1", 50_000, "2001:db8::2", 5_000);
        tracking.at(2).udp("2001:db8::1", 50_001, "2001:db8::2", 5_000, 1);
        tracking.at(3).error("2001:db8::9", 3, 0, IpProtocol.UDP, "2001:db8::1", 50_001, "2001:db8::2", 5_000);
        assertThat(tracking.times(REFUSED)).containsExactly(1.0);
        assertThat(tracking.times(ConnectionChange.TIME_EXCEEDED)).containsExactly(3.0);
    }
}
