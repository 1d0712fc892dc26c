package io.nta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decoded is what the kind's name says. */
class FrameKindTest {
    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();

    private boolean decode(FrameKind kind) {
        byte[] frame = kind.frame();
        return decoder.decode(0, LinkType.ETHERNET, frame, 0, frame.length, frame.length, 0, view);
    }

    private void assertIs(FrameKind kind, Predicate<PacketView> fact) {
        assertThat(decode(kind)).isTrue();
        assertThat(view).as(kind.name()).matches(fact);
    }

    @ParameterizedTest
    @EnumSource
    void eachDecodesWithoutAnAnomaly(FrameKind kind) {
        assertThat(decode(kind)).isTrue();
        assertThat(decoder.anomalies().asMap().values()).allMatch(count -> count == 0);
    }

    @Test
    void eachHoldsWhatItsNameSays() {
        assertIs(FrameKind.TCP, packet -> packet.hasTcp() && packet.payloadLength() == 512);
        assertIs(FrameKind.UDP, packet -> packet.isUdp() && packet.wireLength() == 64);
        assertIs(FrameKind.ICMP, PacketView::hasIcmp);
        assertIs(
                FrameKind.ICMP_ERROR,
                packet -> packet.hasQuoted() && packet.quoted().destinationPort() == 33_434);
        assertIs(FrameKind.ARP, PacketView::isArp);
        assertIs(FrameKind.DNS_QUERY, packet -> packet.hasDns() && packet.dnsLabelCount() == 4);
        assertIs(FrameKind.DNS_ANSWER, packet -> packet.dnsResponse() && packet.dnsAnswerCount() == 2);
        assertIs(FrameKind.HTTP_REQUEST, packet -> packet.http() == PacketView.Http.REQUEST);
        assertIs(FrameKind.HTTP_ANSWER, packet -> packet.httpStatus() == 200);
        assertIs(FrameKind.SSH, PacketView::sshBanner);
        assertIs(FrameKind.TCP_OVER_IPV6, packet -> packet.network() == PacketView.Network.IPV6 && packet.hasTcp());
    }

    @ParameterizedTest
    @EnumSource(names = {"VLAN", "MPLS", "GRE", "VXLAN"})
    void whatIsWrappedIsTheTcpFrame(FrameKind kind) {
        assertIs(kind, packet -> packet.hasTcp() && packet.payloadLength() == 512 && packet.destinationPort() == 443);
        assertThat(kind.frame().length).isGreaterThan(FrameKind.TCP.frame().length);
    }
}
