package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import io.nta.packet.TcpFlags;
import org.junit.jupiter.api.Test;

class InitiatorTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String ROUTER = "10.0.0.254";
    private static final int ACK = TcpFlags.ACK;

    private final Tracking tracking = new Tracking();

    private void assertInitiator(String address, int port, boolean midway) {
        assertThat(tracking.last().initiator()).hasToString(address);
        assertThat(tracking.last().initiatorPort()).isEqualTo(port);
        assertThat(tracking.last().midway()).isEqualTo(midway);
        assertThat(tracking.last().responder()).hasToString(address.equals(A) ? B : A);
    }

    @Test
    void theSenderOfASynWhateverThePorts() {
        tracking.at(0).segment(A, 80, B, 40_000, TcpFlags.SYN);
        assertInitiator(A, 80, false);
        assertThat(tracking.last().synSeen()).isTrue();
    }

    @Test
    void theReceiverOfABareSynAck() {
        tracking.at(0).segment(B, 50_000, A, 2_000, TcpFlags.SYN | ACK);
        assertInitiator(A, 2_000, true);
        assertThat(tracking.last().synSeen()).isFalse();
        assertThat(tracking.lastChange().has(ConnectionChange.ANSWERED | ConnectionChange.UNSOLICITED))
                .isTrue();
    }

    @Test
    void theSenderOfAProbeWithoutAckEvenToAHigherPort() {
        for (int flags : new int[] {0, TcpFlags.FIN, TcpFlags.FIN | TcpFlags.PSH | TcpFlags.URG}) {
            tracking.at(0).segment(A, 1_000 + flags, B, 50_000, flags);
            assertInitiator(A, 1_000 + flags, false);
            assertThat(tracking.lastChange().has(ConnectionChange.ODD_PROBE)).isTrue();
        }
    }

    @Test
    void midwayTheSideWithTheHigherPort() {
        tracking.at(0).segment(A, 40_000, B, 80, ACK);
        assertInitiator(A, 40_000, true);
        tracking.at(0).segment(B, 443, A, 40_001, ACK);
        assertInitiator(A, 40_001, true);
        tracking.at(0).segment(B, 443, A, 40_002, TcpFlags.RST);
        assertInitiator(A, 40_002, true);
    }

    @Test
    void midwayWithEqualPortsTheFirstSender() {
        tracking.at(0).segment(B, 179, A, 179, ACK);
        assertInitiator(B, 179, true);
        tracking.at(1).segment(A, 179, B, 179, ACK);
        assertInitiator(B, 179, true);
    }

    @Test
    void aTcpPacketWhoseHeaderWasCutIsNoProbe() {
        // Ethernet 14, IP 20, ports and sequence number 8.
        tracking.at(0).cutFrame(Frames.ethernet().ip(A, B).tcp(40_000, 80, ACK), 42);
        assertInitiator(A, 40_000, false);
        assertThat(tracking.lastChange().has(ConnectionChange.ODD_PROBE)).isFalse();
        assertThat(tracking.open()).isEqualTo(1);
    }

    @Test
    void ofUdpTheSideAcrossFromALonePrivilegedPort() {
        tracking.at(0).udp(B, 53, A, 40_000, 1);
        assertInitiator(A, 40_000, true);
        tracking.at(0).udp(A, 40_001, B, 53, 1);
        assertInitiator(A, 40_001, false);
    }

    @Test
    void ofUdpBetweenTwoHighOrTwoPrivilegedPortsTheFirstSender() {
        tracking.at(0).udp(A, 5_000, B, 40_000, 1);
        assertInitiator(A, 5_000, false);
        tracking.at(0).udp(B, 123, A, 123, 1);
        assertInitiator(B, 123, false);
    }

    @Test
    void ofIcmpTheSideThatAsks() {
        tracking.at(0).echo(A, B);
        assertInitiator(A, 0, false);
        Connection asked = tracking.last();
        tracking.at(0).echoReply(B, A);
        assertThat(tracking.last()).isSameAs(asked);
        assertThat(tracking.lastChange().has(ConnectionChange.ANSWERED)).isTrue();
        tracking.at(0).echo(B, A);
        assertInitiator(B, 0, false);
        assertThat(tracking.last()).isNotSameAs(asked);
        Tracking other = new Tracking();
        other.at(0).echoReply(B, A);
        assertThat(other.last().initiator()).hasToString(A);
        assertThat(other.last().midway()).isTrue();
    }

    @Test
    void anIcmpErrorBelongsToTheKnownFlowThatItQuotes() {
        tracking.at(0).udp(A, 40_000, B, 5_000, 1);
        Connection flow = tracking.last();
        tracking.error(ROUTER, 3, 1, IpProtocol.UDP, A, 40_000, B, 5_000);
        assertThat(tracking.last()).isSameAs(flow);
        assertThat(flow.backwardPackets()).isEqualTo(1);
        assertThat(flow.answered()).isFalse();
        // The other way round: the initiator itself won't have the answer.
        tracking.udp(B, 5_000, A, 40_000, 1).error(A, 3, 3, IpProtocol.UDP, B, 5_000, A, 40_000);
        assertThat(tracking.last()).isSameAs(flow);
        assertThat(flow.forwardPackets())
                .as("errors are no packets of the flow")
                .isEqualTo(1);
        assertThat(tracking.lastChange().forward()).isTrue();
        assertThat(tracking.count(ConnectionChange.REFUSED))
                .as("by the first error only")
                .isEqualTo(1);
    }

    @Test
    void anIcmpErrorAboutAPingBelongsToThePing() {
        tracking.at(0).echo(A, B);
        Connection ping = tracking.last();
        tracking.frame(Frames.ethernet()
                .ip(ROUTER, A)
                .icmp(3, 1)
                .payload(Frames.raw().ip(A, B).icmp(8, 0).bytes()));
        assertThat(tracking.last()).isSameAs(ping);
        assertThat(tracking.lastChange().has(ConnectionChange.REFUSED)).isTrue();
    }
}
