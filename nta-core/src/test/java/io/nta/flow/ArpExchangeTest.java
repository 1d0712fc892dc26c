package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import org.junit.jupiter.api.Test;

/** A request stays open for 5 s. */
class ArpExchangeTest {
    private static final String A = "10.0.0.1";
    private static final String B = "10.0.0.2";
    private static final String C = "10.0.0.3";

    /** Gives ARP packets to an exchange and keeps what it says of the last one. */
    private static final class Arp extends Traffic {
        private final ArpExchange exchange = new ArpExchange(FlowConfig.defaults(), 42);
        private final PacketDecoder decoder = new PacketDecoder();
        private final PacketView view = new PacketView();
        private boolean unsolicited;

        @Override
        protected void emit(TimedFrame frame) {
            byte[] bytes = frame.bytes();
            assertThat(decoder.decode(frame.nanos(), LinkType.ETHERNET, bytes, 0, bytes.length, bytes.length, 0, view))
                    .isTrue();
            unsolicited = exchange.isUnsolicitedReply(view);
        }

        boolean request(double seconds, String asker, String asked) {
            at(seconds).arpRequest(1, asker, asked);
            return unsolicited;
        }

        boolean reply(double seconds, String sender, String receiver) {
            at(seconds).arpReply(2, sender, receiver);
            return unsolicited;
        }
    }

    private final Arp arp = new Arp();

    @Test
    void aRequestIsNeverUnsolicited() {
        assertThat(arp.request(0, A, B)).isFalse();
        assertThat(arp.request(0, A, A)).isFalse();
    }

    @Test
    void aReplyAnswersTheRequestOfItsReceiver() {
        arp.request(0, A, B);
        assertThat(arp.reply(0.1, B, A)).isFalse();
        assertThat(arp.reply(0.2, B, A))
                .as("several hosts may answer, which is what a conflict looks like")
                .isFalse();
    }

    @Test
    void aReplyOfOrToSomebodyElseAnswersNothing() {
        arp.request(0, A, B);
        assertThat(arp.reply(0.1, C, A)).isTrue();
        assertThat(arp.reply(0.1, B, C)).isTrue();
        assertThat(arp.reply(0.1, A, B)).isTrue();
    }

    @Test
    void aRequestStaysOpenForExactlyItsTime() {
        arp.request(0, A, B);
        assertThat(arp.reply(5, B, A)).isFalse();
        assertThat(arp.reply(5.001, B, A)).isTrue();
    }

    @Test
    void askingAgainOpensTheRequestAnew() {
        arp.request(0, A, B);
        arp.request(4, A, B);
        assertThat(arp.reply(8.9, B, A)).isFalse();
        assertThat(arp.reply(9.1, B, A)).isTrue();
    }

    @Test
    void theReplyToAProbeIsAnswered() {
        arp.request(0, "0.0.0.0", B);
        assertThat(arp.reply(0.1, B, "0.0.0.0")).isFalse();
    }

    @Test
    void tooManyRequestsForgetTheOldestAndCount() {
        int many = FlowConfig.defaults().maxArpRequests() + 2;
        for (int i = 0; i < many; i++) {
            arp.request(0, "10.1." + i / 250 + "." + i % 250, B);
        }
        assertThat(arp.exchange.forgotten()).isEqualTo(2);
        assertThat(arp.reply(0.1, B, "10.1.0.0")).isTrue();
        assertThat(arp.reply(0.1, B, "10.1.0.1")).isTrue();
        assertThat(arp.reply(0.1, B, "10.1.0.2")).isFalse();
    }
}
