package io.nta.examples.generate.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.TcpProfile;
import io.nta.examples.generate.network.Wire;
import io.nta.packet.IpAddress;
import io.nta.packet.TcpFlags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpLinkTest {
    private static final int FLAGS = 14 + 20 + 13;
    private static final Path LAN = new Path(true, 100 * Clock.MICRO, 0, 0, 1_000_000_000L);

    private final Clock clock = new Clock(0);
    private final List<Integer> flags = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private boolean ended;

    private TcpLink play(Script script, Path path, ServerMood mood) {
        Wire wire = new Wire(
                clock,
                (time, bytes, length) -> {
                    flags.add((int) bytes[FLAGS]);
                    lengths.add(length);
                },
                Long.MAX_VALUE);
        TcpLink.Place client = place("10.0.0.1", 40_000);
        TcpLink.Place server = place("10.0.0.2", 80);
        Dialogue dialogue = new Dialogue(script, () -> ended = true);
        return new TcpLink(wire, path, new Randomness(1), dialogue, client, server, mood).open();
    }

    private static TcpLink.Place place(String address, int port) {
        return new TcpLink.Place(new Endpoint(2, IpAddress.parse(address), 64), port, TcpProfile.LINUX);
    }

    private void run(double seconds) {
        clock.runUntil((long) (seconds * Clock.SECOND), () -> false);
    }

    @Test
    void aRequestAndItsAnswerAreAHandshakeTwoSegmentsAndFourToClose() {
        play(
                Script.written()
                        .client(Payload.text("hello"), 0)
                        .server(Payload.text("world"), 0)
                        .close(Clock.SECOND),
                LAN,
                ServerMood.ACCEPT);
        run(10);

        int ack = TcpFlags.ACK;
        int push = TcpFlags.PSH | ack;
        int fin = TcpFlags.FIN | ack;
        assertThat(flags).containsExactly(TcpFlags.SYN, TcpFlags.SYN | ack, ack, push, push, ack, fin, fin, ack);
        assertThat(ended).isTrue();
    }

    @Test
    void aClosedPortResetsAndASilentOneIsAskedSevenTimes() {
        play(Script.written(), LAN, ServerMood.REFUSE);
        run(1);
        assertThat(flags).containsExactly(TcpFlags.SYN, TcpFlags.RST | TcpFlags.ACK);

        flags.clear();
        ended = false;
        play(Script.written(), LAN, ServerMood.DROP);
        run(1000);
        assertThat(flags).hasSize(7).containsOnly(TcpFlags.SYN);
        assertThat(ended).isTrue();
    }

    @Test
    void everythingArrivesOverALineThatLosesPackets() {
        Path lossy = LAN.losing(0.05);

        TcpLink link = play(
                Script.written()
                        .client(Content.OPAQUE.of(500_000, 1), 0)
                        .server(Payload.text("thanks"), 0)
                        .close(0),
                lossy,
                ServerMood.ACCEPT);
        run(600);

        assertThat(link.server().received()).isEqualTo(500_000);
        assertThat(link.client().received()).isEqualTo(6);
        assertThat(ended).isTrue();
        assertThat(flags.size()).as("some segments are sent again").isGreaterThan(360);
    }

    @Test
    void aLargeWriteIsCutIntoSegmentsOfTheLargestSizeThatBothAllow() {
        play(Script.written().client(Content.ZEROS.of(10_000, 0), 0), LAN, ServerMood.ACCEPT);
        run(1);

        assertThat(lengths).filteredOn(length -> length == 1514).hasSize(6);
        assertThat(lengths).allMatch(length -> length <= 1514);
    }

    @Test
    void aSlowReaderClosesItsWindowAndIsProbed() {
        TcpLink link = play(
                Script.written().client(Payload.text("get"), 0).server(Content.ZEROS.of(20_000, 0), 0),
                LAN,
                ServerMood.ACCEPT);
        link.client().readSlowly(2_000, 100);
        run(30);

        assertThat(link.client().received()).isLessThanOrEqualTo(2_000 + 30 * 100);
        assertThat(flags.size()).isGreaterThan(10);
    }

    @Test
    void aBufferSmallerThanASegmentIsFilledAndEmptiedAllTheSame() {
        TcpLink link = play(
                Script.written().client(Payload.text("get"), 0).server(Content.ZEROS.of(20_000, 0), 0),
                LAN,
                ServerMood.ACCEPT);
        link.client().readSlowly(1_000, 100);
        run(60);

        assertThat(link.client().received()).isBetween(3_000L, 1_000L + 60 * 100);
    }
}
