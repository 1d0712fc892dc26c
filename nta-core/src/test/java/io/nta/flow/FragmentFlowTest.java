package io.nta.flow;

import static io.nta.flow.ConnectionChange.OPENED;
import static io.nta.flow.ConnectionChange.SYN_OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.Datagrams;
import io.nta.packet.Frames;
import io.nta.packet.IpProtocol;
import io.nta.packet.TcpFlags;
import org.junit.jupiter.api.Test;

/** Whose the fragments of a datagram are. */
class FragmentFlowTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    private final Tracking tracking = new Tracking();

    private static Frames ip() {
        return Frames.ethernet().ip(CLIENT, SERVER);
    }

    private static Frames back() {
        return Frames.ethernet().ip(SERVER, CLIENT);
    }

    @Test
    void fragmentsBelongToTheConnectionOfTheirFirst() {
        byte[] datagram = Datagrams.of(ip().udp(5_000, 6_000).payload(new byte[4_000]));
        for (int start = 0; start < datagram.length; start += 1_480) {
            int end = Math.min(datagram.length, start + 1_480);
            tracking.bytes(Datagrams.fragment(ip(), IpProtocol.UDP, 7, datagram, start, end));
        }
        assertThat(tracking.count(OPENED)).isEqualTo(1);
        assertThat(tracking.last().responderPort()).isEqualTo(6_000);
        assertThat(tracking.last().forwardPackets()).isEqualTo(3);
    }

    @Test
    void fragmentsOfPingsBelongToThePings() {
        byte[] request = Datagrams.of(ip().icmp(8, 0).payload(new byte[2_000]));
        tracking.bytes(Datagrams.fragment(ip(), IpProtocol.ICMP, 7, request, 0, 1_480));
        tracking.bytes(Datagrams.fragment(ip(), IpProtocol.ICMP, 7, request, 1_480, request.length));
        byte[] reply = Datagrams.of(back().icmp(0, 0).payload(new byte[2_000]));
        tracking.bytes(Datagrams.fragment(back(), IpProtocol.ICMP, 7, reply, 0, 1_480));
        tracking.bytes(Datagrams.fragment(back(), IpProtocol.ICMP, 7, reply, 1_480, reply.length));
        assertThat(tracking.count(OPENED)).isEqualTo(1);
        assertThat(tracking.last().forwardPackets()).isEqualTo(2);
        assertThat(tracking.last().backwardPackets()).isEqualTo(2);
    }

    /** nmap -f: the header in pieces of 8 bytes. */
    @Test
    void aScanInTinyFragmentsIsSeenPortByPort() {
        for (int port = 1; port <= 50; port++) {
            byte[] datagram = Datagrams.of(ip().tcp(40_000, port, TcpFlags.SYN));
            for (int start = 0; start < datagram.length; start += 8) {
                int end = Math.min(datagram.length, start + 8);
                tracking.at(port * 0.1).bytes(Datagrams.fragment(ip(), IpProtocol.TCP, port, datagram, start, end));
            }
            assertThat(tracking.last().responderPort()).isEqualTo(port);
        }
        assertThat(tracking.count(SYN_OPENED)).isEqualTo(50);
        assertThat(tracking.open()).isEqualTo(50);
        assertThat(tracking.table().size())
                .as("50, and the pair's own for what came early")
                .isEqualTo(51);
    }

    @Test
    void aLaterFragmentFromTheResponderIsNoAnswerOfItsOwn() {
        tracking.frame(ip().tcp(40_000, 80, TcpFlags.SYN));
        byte[] reset = Datagrams.of(back().tcp(80, 40_000, TcpFlags.RST).payload(new byte[1_000]));
        tracking.bytes(Datagrams.fragment(back(), IpProtocol.TCP, 7, reset, 0, 600));
        tracking.bytes(Datagrams.fragment(back(), IpProtocol.TCP, 7, reset, 600, reset.length));
        assertThat(tracking.last().answered()).isFalse();
        assertThat(tracking.last().backwardPackets()).isEqualTo(2);
    }
}
