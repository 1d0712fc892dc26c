package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four packets confirm a time, eight the first; a jump of more than 10 s must be confirmed. Times are seconds here, and a packet is its time. */
class JumpGuardTest {
    private static final TimelineConfig CONFIG =
            new TimelineConfig(Duration.ofSeconds(10), 4, Duration.ofMinutes(5), Duration.ofSeconds(2));
    private static final long SECOND = 1_000_000_000L;

    private final JumpGuard<Long> guard = JumpGuard.ofTimes(CONFIG);
    private final List<Long> taken = new ArrayList<>();

    private JumpGuardTest give(JumpGuard<Long> to, long... seconds) {
        for (long second : seconds) {
            if (to.accepts(second * SECOND)) {
                taken.add(second);
            } else {
                taken.addAll(to.hold(second * SECOND, second));
            }
        }
        return this;
    }

    private List<Long> takenOf(long... seconds) {
        give(guard, seconds);
        taken.addAll(guard.finish());
        assertThat(guard.waiting()).isZero();
        assertThat(taken.size() + guard.dropped())
                .as("each is taken or dropped")
                .isEqualTo(seconds.length);
        return taken;
    }

    @Test
    void theFirstPacketsWaitUntilEnoughHaveCome() {
        give(guard, 100, 101, 99, 102, 103, 104, 105);
        assertThat(taken).isEmpty();
        assertThat(guard.waiting()).isEqualTo(7);
        give(guard, 106);
        assertThat(taken).containsExactly(100L, 101L, 99L, 102L, 103L, 104L, 105L, 106L);
        assertThat(guard.waiting()).isZero();
    }

    @Test
    void upToTheLimitAheadAndAnythingBehindIsAcceptedAtOnce() {
        give(guard, 100, 100, 100, 100, 100, 100, 100, 100, 110, -5, 120, 121);
        assertThat(taken).endsWith(110L, -5L, 120L, 121L);
        assertThat(guard.dropped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-8_000_000_000L, 0, 4_294_967_295L, 9_000_000_000L})
    void oneWrongTimeIsDroppedWhereverItIs(long wrong) {
        List<Long> right = LongStream.range(1_000_000, 1_000_020).boxed().toList();
        for (int at = 0; at <= right.size(); at++) {
            List<Long> times = new ArrayList<>(right);
            times.add(at, wrong);
            assertThat(new JumpGuardTest()
                            .takenOf(times.stream().mapToLong(t -> t).toArray()))
                    .as("the wrong one at %d", at)
                    .containsAll(right);
        }
    }

    @Test
    void aRunOfWrongTimesShorterThanTheNumberThatConfirmsIsDropped() {
        assertThat(takenOf(1, 2, 3, 4, 900, 901, 902, 5, 6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void soIsOneAtTheBeginning() {
        assertThat(takenOf(900, 901, 902, 1, 2, 3, 4)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void soIsOneAfterTheFirstPacketAlone() {
        assertThat(takenOf(1, 900, 901, 902, 2, 3, 4, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aJumpThatEnoughPacketsConfirmIsTakenWithAllOfThem() {
        assertThat(takenOf(1, 2, 3, 4, 900, 899, 901, 902, 903))
                .containsExactly(1L, 2L, 3L, 4L, 900L, 899L, 901L, 902L, 903L);
    }

    @Test
    void atTheEndTwoConfirmEachOtherAndOneIsDropped() {
        assertThat(takenOf(1, 2, 3, 4, 900, 901, 5_000)).containsExactly(1L, 2L, 3L, 4L, 900L, 901L);
    }

    @Test
    void aGapWithinTheFirstPacketsIsNoError() {
        assertThat(takenOf(1, 2, 900, 901, 902, 903)).containsExactly(1L, 2L, 900L, 901L, 902L, 903L);
    }

    @Test
    void ofTwoClocksThatTakeTurnsTheEarlierIsBelieved() {
        assertThat(takenOf(900, 1, 901, 2, 902, 3, 903, 4)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void ofTwoWrongClocksThatTakeTurnsNeitherIs() {
        assertThat(takenOf(1, 2, 3, 4, 900, 5_000, 5, 5_001, 901, 5_002, 6, 7))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aSlowCaptureWhosePacketsAreAllAlonePassesInOrder() {
        long[] alone = LongStream.range(0, 20).map(i -> i * 60).toArray();
        assertThat(takenOf(alone))
                .containsExactlyElementsOf(LongStream.of(alone).boxed().toList());
    }

    @Test
    void timesAtRandomLeaveAWayBackToTheRightOne() {
        assertThat(takenOf(900, 5_000, 300, 70_000, 600, 40, 8_000, 1, 2, 3, 4)).endsWith(1L, 2L, 3L, 4L);
    }

    @Test
    void ofOnePacketThatIsAllItIsTaken() {
        assertThat(takenOf(7)).containsExactly(7L);
    }

    @Test
    void ofFewThatAreAllAloneEachIsTakenByTime() {
        assertThat(takenOf(900, 0, 100)).containsExactly(0L, 100L, 900L);
    }

    @Test
    void theBoundsOfUsableTimeDoNotOverflow() {
        long first = EventTime.EARLIEST_NANOS;
        long last = EventTime.LATEST_NANOS;
        JumpGuard<String> bounds = JumpGuard.ofTimes(CONFIG);
        assertThat(bounds.accepts(last)).isFalse();
        assertThat(bounds.hold(last, "last")).isEmpty();
        bounds.hold(first, "first");
        bounds.hold(first + 1, "first");
        assertThat(bounds.finish()).containsExactly("first", "first");
        assertThat(bounds.accepts(last)).isFalse();
        assertThat(bounds.accepts(first)).isTrue();
    }

    @Test
    void thatPacketsAreNotAheadOfTheirArrivalIsConfirmedFromTheBeginning() {
        JumpGuard<Long> leads = JumpGuard.ofLeads(CONFIG);
        give(leads, -100, 2, 3, -1);
        assertThat(taken).containsExactly(-100L, 2L, 3L, -1L);
        give(leads, 60, 61, 62, -1);
        assertThat(leads.dropped()).isEqualTo(3);
        give(leads, 60, 61, 62, 63);
        assertThat(taken).endsWith(-1L, 60L, 61L, 62L, 63L);
    }
}
