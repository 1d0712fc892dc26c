package io.nta.flow;

import static io.nta.flow.ConnectionChange.CLOSED;
import static io.nta.flow.ConnectionChange.ESTABLISHED;
import static io.nta.flow.ConnectionChange.OPENED;
import static io.nta.flow.ConnectionChange.SYN_OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nta.testkit.TcpTalk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the opening to the close. The timeouts are 60 s without a handshake, 600 s with one, 60 s for datagrams, 10 s after the close. */
class ConnectionLifeTest {
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    private final Tracking tracking = new Tracking();

    private TcpTalk talk() {
        return tracking.tcp(CLIENT, 40_000, SERVER, 80);
    }

    private static FlowConfig limited(int maxConnections) {
        return FlowConfig.defaults().withMaxConnections(maxConnections);
    }

    @Test
    void aHandshakeIsSynSynAckAck() {
        TcpTalk talk = talk().at(0).syn();
        assertThat(tracking.lastChange().has(OPENED | SYN_OPENED)).isTrue();
        talk.at(1).synAck();
        assertThat(tracking.lastChange().has(ConnectionChange.ANSWERED)).isTrue();
        assertThat(tracking.last().established()).isFalse();
        talk.at(2).ack();
        assertThat(tracking.times(ESTABLISHED)).containsExactly(2.0);
        talk.at(3).send("x").answer("y");
        assertThat(tracking.count(ESTABLISHED)).isEqualTo(1);
        assertThat(tracking.count(ConnectionChange.ANSWERED)).isEqualTo(1);
        assertThat(tracking.open()).isEqualTo(1);
    }

    @Test
    void anAttemptEndsSixtySecondsAfterItsLastPacket() {
        talk().at(0).syn().at(3).synAgain();
        tracking.passTo(60);
        assertThat(tracking.open()).isEqualTo(1);
        tracking.passTo(65);
        assertThat(tracking.times(CLOSED)).containsExactly(63.0);
        assertThat(tracking.open()).isZero();
        assertThat(tracking.table().size()).isZero();
    }

    @Test
    void anEstablishedConnectionEndsSixHundredSecondsAfterItsLastPacket() {
        TcpTalk talk = talk().at(0).handshake();
        for (int pane = 5; pane <= 400; pane += 5) {
            tracking.passTo(pane);
        }
        talk.at(401.5).serverAck();
        tracking.passTo(1_000);
        assertThat(tracking.open()).isEqualTo(1);
        tracking.passTo(1_005);
        assertThat(tracking.times(CLOSED)).containsExactly(1_001.5);
    }

    @Test
    void aFlowOfDatagramsLeavesSilently() {
        tracking.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        tracking.at(2).echo(CLIENT, SERVER);
        tracking.passTo(65);
        assertThat(tracking.table().size()).isZero();
        assertThat(tracking.removals()).isEqualTo(2);
        assertThat(tracking.changesByTime()).isEmpty();
    }

    @Test
    void aTimeoutIsNotDueBeforeThePaneThatItLiesInHasEnded() {
        talk().at(4.5).syn();
        tracking.passTo(60);
        assertThat(tracking.count(CLOSED)).isZero();
        assertThat(tracking.table().nextDuePaneStart()).isEqualTo(Tracking.nanos(60));
        tracking.passTo(65);
        assertThat(tracking.times(CLOSED)).containsExactly(64.5);
        assertThat(tracking.table().nextDuePaneStart()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aPacketAfterTheTimeoutBelongsToTheNextConnectionAndTheFirstHasEndedInTime() {
        talk().at(0).syn();
        tracking.at(60).udp(CLIENT, 1, SERVER, 1, 1);
        talk().at(60).syn();
        assertThat(tracking.count(CLOSED))
                .as("exactly at the timeout it still belongs")
                .isZero();
        talk().at(120.5).synAck();
        assertThat(tracking.times(CLOSED)).containsExactly(120.0);
        assertThat(tracking.last().midway()).isTrue();
        assertThat(tracking.open()).isEqualTo(1);
    }

    @Test
    void bothFinsClose() {
        TcpTalk talk = talk().at(0).handshake().at(1).fin();
        assertThat(tracking.open()).isEqualTo(1);
        talk.at(2).serverFin();
        assertThat(tracking.times(CLOSED)).containsExactly(2.0);
        talk.at(3).ack().fin().serverFin();
        assertThat(tracking.count(CLOSED)).isEqualTo(1);
        assertThat(tracking.open()).isZero();
        assertThat(tracking.table().size()).as("it takes its trailing packets").isEqualTo(1);
        tracking.passTo(15);
        assertThat(tracking.table().size()).isZero();
        assertThat(tracking.count(OPENED)).isEqualTo(1);
    }

    @Test
    void repeatedFinsOfOneSideDoNotClose() {
        talk().at(0).handshake().at(1).fin().fin();
        assertThat(tracking.count(CLOSED)).isZero();
    }

    @Test
    void aRstOfEitherSideCloses() {
        talk().at(0).handshake().at(1).rst();
        tracking.tcp(CLIENT, 40_001, SERVER, 80).at(2).handshake().at(3).serverRst();
        assertThat(tracking.times(CLOSED)).containsExactly(1.0, 3.0);
        assertThat(tracking.open()).isZero();
    }

    @Test
    void aSynOnThePortsOfAClosedConnectionOpensTheNext() {
        talk().at(0).handshake().fin().serverFin();
        Connection first = tracking.last();
        talk().at(1).sequence(500_000).syn();
        assertThat(tracking.lastChange().has(OPENED | SYN_OPENED)).isTrue();
        assertThat(tracking.open()).isEqualTo(1);
        assertThat(tracking.table().opened()).isEqualTo(2);
        assertThat(tracking.table().removed()).isEqualTo(1);
        assertThat(first.startNanos()).as("pooled: the same object again").isEqualTo(Tracking.nanos(1));
    }

    @Test
    void aSynWithAnotherSequenceNumberSupersedesAnEstablishedConnection() {
        talk().at(0).handshake().send("x");
        talk().at(3).sequence(500_000).syn();
        assertThat(tracking.times(CLOSED)).containsExactly(3.0);
        assertThat(tracking.times(OPENED)).containsExactly(0.0, 3.0);
        assertThat(tracking.open()).isEqualTo(1);
    }

    @Test
    void aSynWithAnotherSequenceNumberIsAnotherAttempt() {
        talk().at(0).syn();
        talk().at(1).sequence(500_000).syn().synAck();
        talk().at(2).sequence(600_000).syn().synAgain();
        assertThat(tracking.times(OPENED)).containsExactly(0.0, 1.0, 2.0);
        assertThat(tracking.open()).isEqualTo(1);
    }

    @Test
    void aLateCopyOfTheSynOpensNothing() {
        talk().at(0).handshake();
        talk().at(1).syn();
        assertThat(tracking.count(OPENED)).isEqualTo(1);
        assertThat(tracking.count(CLOSED)).isZero();
    }

    @Test
    void aLateCopyOfTheSynOpensNothingEvenAfterData() {
        talk().at(0).handshake().send("some data");
        talk().at(1).syn();
        assertThat(tracking.count(OPENED)).isEqualTo(1);
        assertThat(tracking.count(CLOSED)).isZero();
    }

    @Test
    void aSynFromTheResponderOpensAConnectionOfItsOwn() {
        talk().at(0).handshake();
        tracking.tcp(SERVER, 80, CLIENT, 40_000).at(1).syn();
        assertThat(tracking.last().initiator()).hasToString(SERVER);
        assertThat(tracking.times(CLOSED)).containsExactly(1.0);
    }

    @Test
    void aFullTableEvictsAndTheCountsAddUp() {
        Tracking full = new Tracking(limited(8));
        for (int i = 0; i < 100; i++) {
            full.tcp(CLIENT, 40_000 + i, SERVER, 80).at(i * 0.1).syn();
            assertThat(full.table().size()).isEqualTo(Math.min(i + 1, 8));
        }
        assertThat(full.table().opened()).isEqualTo(100);
        assertThat(full.table().evicted()).isEqualTo(92);
        assertThat(full.table().removed()).isEqualTo(92);
        assertThat(full.removals()).isEqualTo(92);
        assertThat(full.count(CLOSED)).as("an evicted connection closes").isEqualTo(92);
        assertThat(full.open()).isEqualTo(8);
        assertThat(full.times(CLOSED)).as("when it made room").contains(0.8).isSorted();
    }

    @Test
    void evictionPrefersWhatIsLeastAlive() {
        Tracking full = new Tracking(limited(4));
        TcpTalk kept = full.tcp(CLIENT, 1, SERVER, 80).at(0).handshake();
        for (int i = 0; i < 200; i++) {
            full.tcp(CLIENT, 40_000 + i, SERVER, 80).at(1).syn();
        }
        kept.at(2).send("x");
        assertThat(full.last().established())
                .as("attempts went, the established connection stayed")
                .isTrue();
    }

    @Test
    void aFloodOfOpeningsDisplacesItselfAndNoConversation() {
        Tracking full = new Tracking(limited(40));
        full.at(0).udp(CLIENT, 50_000, SERVER, 5_000, 1).udp(SERVER, 5_000, CLIENT, 50_000, 1);
        Connection conversation = full.last();
        full.tcp(CLIENT, 1, SERVER, 80).at(0).handshake();
        Connection idle = full.last();
        for (int i = 0; i < 2_000; i++) {
            full.tcp("10.9." + i / 250 + "." + i % 250, 40_000, SERVER, 80)
                    .at(1 + i * 0.01)
                    .syn();
        }
        full.at(22).udp(SERVER, 5_000, CLIENT, 50_000, 1);
        assertThat(full.last()).isSameAs(conversation);
        assertThat(conversation.backwardPackets()).isEqualTo(2);
        assertThat(idle.initiatorPort()).isEqualTo(1);
        assertThat(idle.established()).isTrue();
        assertThat(full.table().size()).isEqualTo(40);
        assertThat(full.table().evicted()).isEqualTo(2_002 - 40);
    }

    @Test
    void theAttemptThatHasBeenSilentLongestIsEvicted() {
        Tracking full = new Tracking(limited(8));
        List<Connection> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            full.tcp(CLIENT, 40_000 + i, SERVER, 80).at(i).syn();
            attempts.add(full.last());
        }
        // The first of them tries again, the second is answered.
        full.tcp(CLIENT, 40_000, SERVER, 80).at(10).syn();
        full.tcp(CLIENT, 40_001, SERVER, 80).at(11).syn().synAck().ack();
        for (int i = 2; i < 8; i++) {
            full.tcp(CLIENT, 50_000 + i, SERVER, 80).at(20 + i).syn();
            assertThat(full.last()).as("who goes lends the place").isSameAs(attempts.get(i));
        }
        full.tcp(CLIENT, 50_008, SERVER, 80).at(30).syn();
        assertThat(full.last()).as("who tried again goes after all who did not").isSameAs(attempts.get(0));
        assertThat(attempts.get(1).established()).isTrue();
        assertThat(full.count(CLOSED)).isEqualTo(7);
    }

    @Test
    void conversationsGoWhileAttemptsAreFew() {
        Tracking full = new Tracking(limited(40));
        for (int i = 0; i < 40; i++) {
            full.tcp(CLIENT, 40_000 + i, SERVER, 80).at(i * 0.001).handshake();
        }
        // Each opens and talks before the next comes: nothing is left of attempts to displace.
        for (int i = 0; i < 400; i++) {
            full.tcp(CLIENT, 50_000 + i, SERVER, 80).at(1 + i * 0.001).handshake();
            assertThat(full.last().established()).isTrue();
            assertThat(full.table().size()).isEqualTo(40);
        }
        assertThat(full.table().evicted()).isEqualTo(400);
        assertThat(full.count(CLOSED)).isEqualTo(400);
    }

    @Test
    void whatWasTouchedSinceIsNotEvicted() {
        int first = 40_000;
        int places = 40;
        Tracking full = new Tracking(limited(places));
        List<Connection> flows = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            full.at(i * 0.001).udp(CLIENT, first + i, SERVER, 5_000, 1);
            flows.add(full.last());
        }
        full.at(1).udp(CLIENT, 50_000, SERVER, 5_000, 1);
        List<Integer> touched = new ArrayList<>();
        for (int i = 0; i < places; i += 2) {
            // One that went has lent its object to the new one.
            if (flows.get(i).initiatorPort() == first + i) {
                full.at(2).udp(CLIENT, first + i, SERVER, 5_000, 1);
                touched.add(i);
            }
        }
        for (int i = 1; i < 8; i++) {
            full.at(3).udp(CLIENT, 50_000 + i, SERVER, 5_000, 1);
        }
        assertThat(full.table().evicted()).isEqualTo(8);
        assertThat(touched).hasSizeBetween(19, 20).allMatch(i -> flows.get(i).initiatorPort() == first + i);
    }

    @Test
    void aYearThatPassesAtOnceEndsEveryConnectionInItsTime() {
        for (int i = 0; i < 1_000; i++) {
            talk().at(i * 0.001).syn();
            tracking.tcp(CLIENT, 41_000 + i, SERVER, 80).at(i * 0.001).handshake();
        }
        tracking.passTo(365 * 86_400);
        assertThat(tracking.table().size()).isZero();
        assertThat(tracking.open()).isZero();
        assertThat(tracking.times(CLOSED)).hasSize(1_001).allMatch(seconds -> seconds <= 601);
        tracking.tcp(CLIENT, 40_000, SERVER, 80).at(365 * 86_400 + 1).syn();
        tracking.passTo(365 * 86_400 + 65);
        assertThat(tracking.table().size()).as("the wheel turns on").isZero();
    }

    @Test
    void packetsFromYesterdayDoNotTurnTheWheelBack() {
        talk().at(100_000).handshake();
        tracking.passTo(100_005);
        tracking.tcp(CLIENT, 2, SERVER, 80).at(13_600).syn();
        assertThat(tracking.table().nextDuePaneStart()).isEqualTo(Tracking.nanos(100_005));
        tracking.passTo(100_010);
        assertThat(tracking.table().size()).isEqualTo(1);
        assertThat(tracking.times(CLOSED)).containsExactly(13_660.0);
    }

    @Test
    void aTableOfOneConnectionWorks() {
        Tracking one = new Tracking(limited(1));
        one.tcp(CLIENT, 1, SERVER, 80).at(0).syn();
        one.tcp(CLIENT, 2, SERVER, 80).at(1).syn().synAck();
        assertThat(one.table().size()).isEqualTo(1);
        assertThat(one.table().evicted()).isEqualTo(1);
    }

    @Test
    void manyConnectionsAreFoundAgainWhileOthersLeave() {
        for (int i = 0; i < 5_000; i++) {
            tracking.at(i * 0.001).udp("10.1." + i / 250 + "." + i % 250, 50_000, SERVER, 5_000, 1);
        }
        for (int i = 0; i < 5_000; i += 2) {
            tracking.at(30).udp(SERVER, 5_000, "10.1." + i / 250 + "." + i % 250, 50_000, 1);
        }
        assertThat(tracking.table().opened()).isEqualTo(5_000);
        tracking.passTo(70);
        assertThat(tracking.table().size()).isEqualTo(2_500);
        for (int i = 0; i < 5_000; i += 2) {
            tracking.at(71).udp("10.1." + i / 250 + "." + i % 250, 50_000, SERVER, 5_000, 1);
        }
        assertThat(tracking.table().opened()).as("each is found again").isEqualTo(5_000);
    }

    @Test
    void limitsOutOfRangeAreNamedWithTheirRange() {
        assertThat(catchThrowable(() -> limited(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxConnections is 0")
                .hasMessageContaining("1 to");
        FlowConfig d = FlowConfig.defaults();
        assertThat(catchThrowable(() -> new FlowConfig(
                        1,
                        Duration.ofHours(2),
                        d.tcpTimeout(),
                        d.datagramTimeout(),
                        d.closedLinger(),
                        d.stallAfter(),
                        d.arpRequestTimeout(),
                        d.maxArpRequests(),
                        d.fragments())))
                .hasMessageContaining("attemptTimeout")
                .hasMessageContaining("PT2H");
    }
}
