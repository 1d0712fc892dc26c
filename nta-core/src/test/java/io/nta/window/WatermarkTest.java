package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatermarkTest {
    private static final AggregatorConfig CONFIG =
            new AggregatorConfig(Duration.ofNanos(10), Duration.ofNanos(100), 3.5, AggregatorLimits.defaults());

    private final Watermark watermark = new Watermark(CONFIG);

    @Test
    void beforeAnyPacketThereIsNone() {
        int source = watermark.addSource();
        assertThat(watermark.value()).isEqualTo(Watermark.NONE);
        assertThat(watermark.highest(source)).isEqualTo(Watermark.NONE);
        assertThat(watermark.retire(source)).isEqualTo(Watermark.NONE);
    }

    @Test
    void ofOneSourceItIsTheHighestTimeLessTheLateness() {
        int source = watermark.addSource();
        assertThat(watermark.observe(source, 1_000)).isEqualTo(990);
        assertThat(watermark.observe(source, 995)).isEqualTo(990);
        assertThat(watermark.observe(source, 1_001)).isEqualTo(991);
        assertThat(watermark.highest(source)).isEqualTo(1_001);
    }

    @Test
    void theSlowestSourceHoldsItBackWithinTheLagAllowed() {
        int fast = watermark.addSource();
        int slow = watermark.addSource();
        watermark.observe(slow, 1_000);
        assertThat(watermark.observe(fast, 1_050)).isEqualTo(990);
        assertThat(watermark.observe(fast, 1_100)).isEqualTo(990);
        assertThat(watermark.observe(fast, 1_101)).isEqualTo(991);
        assertThat(watermark.observe(fast, 5_000)).isEqualTo(4_890);
        assertThat(watermark.observe(slow, 2_000)).isEqualTo(4_890);
    }

    @Test
    void aSourceThatHasCaughtUpCountsAgain() {
        int fast = watermark.addSource();
        int slow = watermark.addSource();
        watermark.observe(slow, 1_000);
        watermark.observe(fast, 5_000);
        assertThat(watermark.observe(slow, 4_950)).isEqualTo(4_940);
        assertThat(watermark.observe(fast, 5_040)).as("it waits").isEqualTo(4_940);
    }

    @Test
    void theBoundsOfUsableTimeDoNotOverflow() {
        int fast = watermark.addSource();
        int slow = watermark.addSource();
        assertThat(watermark.observe(slow, EventTime.EARLIEST_NANOS)).isEqualTo(EventTime.EARLIEST_NANOS - 10);
        assertThat(watermark.observe(fast, EventTime.LATEST_NANOS)).isEqualTo(EventTime.LATEST_NANOS - 110);
    }

    @Test
    void aSourceThatHasNotSpokenHoldsNothingBack() {
        int fast = watermark.addSource();
        watermark.addSource();
        assertThat(watermark.observe(fast, 1_000)).isEqualTo(990);
    }

    @Test
    void aRetiredSourceHoldsNothingBackUntilItSpeaksAgainAndItNeverGoesBack() {
        int fast = watermark.addSource();
        int idle = watermark.addSource();
        watermark.observe(idle, 1_000);
        watermark.observe(fast, 1_090);
        assertThat(watermark.retire(idle)).isEqualTo(1_080);
        assertThat(watermark.observe(idle, 1_001)).isEqualTo(1_080);
        assertThat(watermark.observe(fast, 1_095)).isEqualTo(1_080);
        assertThat(watermark.retire(idle)).isEqualTo(1_085);
        watermark.retire(fast);
        assertThat(watermark.value()).as("when all have retired it stands").isEqualTo(1_085);
    }

    @Test
    void aRemovedSourceHoldsNothingBackAndTheNextOneTakesItsPlaceWithoutItsPast() {
        int fast = watermark.addSource();
        int ended = watermark.addSource();
        watermark.observe(ended, 1_000);
        watermark.observe(fast, 1_050);
        assertThat(watermark.removeSource(ended)).isEqualTo(1_040);

        int next = watermark.addSource();
        assertThat(next).isEqualTo(ended);
        assertThat(watermark.highest(next)).isEqualTo(Watermark.NONE);
        assertThat(watermark.observe(fast, 1_060)).as("it has not spoken").isEqualTo(1_050);
        assertThat(watermark.observe(next, 1_020)).as("nothing goes back").isEqualTo(1_050);
        assertThat(watermark.observe(fast, 1_070)).as("it waits for 1,020").isEqualTo(1_050);
        assertThat(watermark.addSource()).as("one more").isEqualTo(2);
    }

    @Test
    void whatARemovedSourceExpectedIsForgotten() {
        int fast = watermark.addSource();
        int ended = watermark.addSource();
        watermark.expect(ended, 950);
        assertThat(watermark.observe(fast, 1_000)).isEqualTo(940);
        assertThat(watermark.removeSource(ended)).isEqualTo(990);
    }

    @Test
    void aSourceIsRemovedOnce() {
        int ended = watermark.addSource();
        watermark.removeSource(ended);
        assertThatThrownBy(() -> watermark.removeSource(ended)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsOnlyExpectedHoldsBackAndMovesNothingOn() {
        int fast = watermark.addSource();
        int expecting = watermark.addSource();
        watermark.expect(expecting, 950);
        assertThat(watermark.value()).isEqualTo(Watermark.NONE);
        assertThat(watermark.observe(fast, 1_000)).isEqualTo(940);
        watermark.expect(expecting, 970);
        assertThat(watermark.observe(fast, 1_010))
                .as("the earliest that is expected counts")
                .isEqualTo(940);
        watermark.expect(expecting, 930);
        assertThat(watermark.observe(fast, 1_020))
                .as("an earlier one counts, and nothing goes back")
                .isEqualTo(940);
        assertThat(watermark.observe(fast, 1_060))
                .as("by no more than the lag allowed")
                .isEqualTo(950);
    }

    @Test
    void aPacketThatIsBelievedTakesThePlaceOfWhatWasExpectedHoweverEarlyItIs() {
        int fast = watermark.addSource();
        int expecting = watermark.addSource();
        watermark.expect(expecting, 2_000);
        watermark.observe(fast, 1_050);
        assertThat(watermark.observe(expecting, 1_000)).isEqualTo(1_040);
        assertThat(watermark.highest(expecting)).isEqualTo(1_000);
        assertThat(watermark.observe(fast, 1_080)).as("it waits for 1,000").isEqualTo(1_040);
        assertThat(watermark.observe(expecting, 1_070)).isEqualTo(1_060);
    }

    @Test
    void ofASourceThatCountsNothingIsExpectedAndOfOneThatHasRetiredItIs() {
        int fast = watermark.addSource();
        int slow = watermark.addSource();
        watermark.observe(slow, 1_000);
        watermark.expect(slow, 900);
        assertThat(watermark.observe(fast, 1_050)).isEqualTo(990);
        assertThat(watermark.retire(slow)).isEqualTo(1_040);
        watermark.expect(slow, 1_045);
        assertThat(watermark.observe(fast, 1_070)).as("it waits for 1,045").isEqualTo(1_040);
        assertThat(watermark.retire(slow)).as("nothing came of it").isEqualTo(1_060);
    }

    @Test
    void whenOnlyWhatIsExpectedIsLeftItStands() {
        int ended = watermark.addSource();
        int expecting = watermark.addSource();
        watermark.observe(ended, 1_000);
        watermark.expect(expecting, 5_000);
        assertThat(watermark.retire(ended)).isEqualTo(990);
    }
}
