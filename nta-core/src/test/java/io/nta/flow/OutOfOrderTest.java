package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.testkit.TcpTalk;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segments that overtook others, which are no repetitions. */
class OutOfOrderTest {
    private static final String[] REQUEST = {"GET /login HTTP/1.1\r\n", "Host: x\r\n", "\r\n"};

    private final Tracking tracking = new Tracking();

    private TcpTalk talk() {
        return tracking.tcp("10.0.0.1", 40_000, "10.0.0.2", 80).at(0).handshake();
    }

    @Test
    void anOvertakenSegmentIsNew() {
        talk().sendOutOfOrder(new int[] {1, 0}, "later", "GET / HTTP/1.1\r\n\r\n");
        assertThat(tracking.pending()).isEqualTo(1);
        talk();
        talk().sendOutOfOrder(new int[] {1, 0}, "GET / HTTP/1.1\r\n\r\n", "later");
        assertThat(tracking.pending()).isEqualTo(1);
    }

    @Test
    void whatComesAgainAfterItsHoleWasFilledIsRepeated() {
        TcpTalk talk = talk().sendOutOfOrder(new int[] {1, 0, 0, 1}, "GET / HTTP/1.1\r\n\r\n", "later");
        assertThat(tracking.pending()).isEqualTo(1);
        talk.sendOutOfOrder(new int[] {0}, "GET / HTTP/1.1\r\n\r\n");
        assertThat(tracking.pending()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void aHeaderInAnyOrderIsComplete(String order) {
        talk().sendOutOfOrder(order.chars().map(c -> c - '0').toArray(), REQUEST);
        assertThat(tracking.pending()).isEqualTo(1);
        assertThat(tracking.partial()).isZero();
    }

    @Test
    void aHeaderWhoseEndNeverCameIsNot() {
        talk().sendOutOfOrder(new int[] {1, 0}, REQUEST[0], REQUEST[1]);
        assertThat(tracking.partial()).isEqualTo(1);
        tracking.passTo(15);
        assertThat(tracking.stalled()).isEqualTo(1);
    }

    @Test
    void aKeepAliveFillsNoHole() {
        TcpTalk talk = talk().send("x");
        talk.sendAgain();
        assertThat(tracking.last().arrive(true, 5, 5)).isEqualTo(Arrival.REPEATED);
    }

    @Test
    void beyondTheLimitTheOldestHoleIsForgotten() {
        StreamGaps gaps = new StreamGaps();
        for (int i = 0; i <= StreamGaps.MAX_GAPS; i++) {
            gaps.add(10 * i, 10 * i + 5);
        }
        assertThat(gaps.fill(0, 5)).isFalse();
        assertThat(gaps.fill(10, 15)).isTrue();
        assertThat(gaps.fill(10, 15)).isFalse();
    }

    /** Against a set of every byte that came, around the end of the sequence numbers. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aSegmentIsRepeatedIfEveryByteOfItCameBefore(long seed) {
        Random random = new Random(seed);
        Connection connection = new Connection();
        BitSet came = new BitSet();
        int origin = -500;
        connection.arrive(true, origin - 1, origin);
        int highest = 0;
        for (int step = 0; step < 300; step++) {
            // A hole of 8 bytes, filled in two halves, in either order.
            int hole = highest + 8;
            check(connection, came, origin, hole, hole + 8);
            check(connection, came, origin, hole, hole + 8);
            int first = random.nextBoolean() ? highest : highest + 4;
            check(connection, came, origin, first, first + 4);
            check(connection, came, origin, first, first + 4);
            int second = 2 * highest + 4 - first;
            check(connection, came, origin, second, second + 4);
            check(connection, came, origin, highest, hole + 8);
            highest = hole + 8;
        }
    }

    private static void check(Connection connection, BitSet came, int origin, int start, int end) {
        boolean repeated = came.nextClearBit(start) >= end;
        assertThat(connection.arrive(true, origin + start, origin + end) == Arrival.REPEATED)
                .as("%d to %d", start, end)
                .isEqualTo(repeated);
        came.set(start, end);
    }
}
