package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KeyAdmissionTest {
    private static final int PERSISTENT = 5;

    private final SetBudget memory = new SetBudget(1 << 20);
    private final KeyAdmission sources = admission(KeyKind.SOURCE, 1_000, 10, 4);
    private final KeyState target = new KeyState(KeyKind.TARGET, IpAddress.parse("10.0.0.1"), 3);

    private KeyAdmission admission(KeyKind kind, int keys, int unproven, int perPeer) {
        AggregatorLimits limits = new AggregatorLimits(keys, unproven, perPeer, PERSISTENT, 1 << 20, 10, 10, 10);
        return new KeyAdmission(kind, limits, memory, 3, 1);
    }

    private KeyState admitted(long low, KeyState peer) {
        return Objects.requireNonNull(sources.admit(0, low, peer));
    }

    @Test
    void onePeerBringsOnlySoManyUnprovenKeysAndTheOthersAreCounted() {
        for (int i = 0; i < 4; i++) {
            assertThat(admitted(i, target).unproven).isTrue();
        }
        assertThat(sources.admit(0, 100, target)).isNull();
        assertThat(sources.withheld()).isEqualTo(1);
        assertThat(sources.admit(0, 100, null)).isNotNull();
    }

    @Test
    void aKeyThatHasItsRowKeepsItWhateverTheLimits() {
        KeyState known = admitted(1, target);
        for (int i = 2; i < 100; i++) {
            sources.admit(0, i, target);
        }
        assertThat(sources.admit(0, 1, target)).isSameAs(known);
        assertThat(sources.find(0, 1)).isSameAs(known);
    }

    @Test
    void aProofOrTheEndOfAKeyMakesRoomForAnother() {
        for (int i = 0; i < 4; i++) {
            admitted(i, target);
        }
        sources.prove(admitted(0, target));
        assertThat(sources.admit(0, 101, target)).isNotNull();
        assertThat(sources.admit(0, 102, target)).isNull();
        sources.remove(admitted(1, target));
        assertThat(sources.admit(0, 102, target)).isNotNull();
        assertThat(sources.unproven()).isEqualTo(4);
    }

    @Test
    void togetherTheyAreLimitedToo() {
        for (int i = 0; i < 10; i++) {
            admitted(i, null);
        }
        assertThat(sources.admit(0, 11, null)).isNull();
        assertThat(sources.size()).isEqualTo(10);
    }

    @Test
    void whoProvesItselfLaterGetsItsRowThen() {
        for (int i = 0; i < 10; i++) {
            admitted(i, null);
        }
        assertThat(sources.admitLate(0, 11, true, false)).isNull();
        KeyState late = sources.admitLate(0, 11, true, true);
        assertThat(late).isNotNull();
        assertThat(late.unproven).isFalse();
        assertThat(sources.admitLate(0, 11, false, false)).isSameAs(late);
    }

    @Test
    void whoKeepsComingGetsARowButNotMoreThanTheOthersTogether() {
        for (int i = 0; i < 10; i++) {
            admitted(i, null);
        }
        for (int i = 100; i < 120; i++) {
            KeyState key = null;
            for (int packet = 1; packet <= PERSISTENT; packet++) {
                assertThat(key).isNull();
                key = packet == 1 ? sources.admit(0, i, target) : sources.admitLate(0, i, true, false);
            }
            assertThat(key != null).isEqualTo(i < 110);
        }
        assertThat(sources.size()).isEqualTo(20);
        assertThat(sources.admitLate(0, 200, true, true)).isNotNull();
    }

    @Test
    void beyondTheLimitOfAllKeysProofsAreInVain() {
        KeyAdmission few = admission(KeyKind.TARGET, 2, 2, 2);
        few.admit(0, 1, null);
        few.prove(Objects.requireNonNull(few.find(0, 1)));
        few.admit(0, 2, null);
        assertThat(few.admit(0, 3, null)).isNull();
        assertThat(few.overflowed()).isEqualTo(1);
        assertThat(few.admitLate(0, 3, true, true)).isNull();
        assertThat(few.withheld()).isZero();
    }

    @Test
    void whenTheSetsOfAllRowsAreLargeNoUnprovenKeyIsAdded() {
        SetBudget.Share share = new SetBudget.Share(memory);
        assertThat(share.take(1 << 19)).isTrue();
        assertThat(sources.admit(0, 1, null)).isNull();
        assertThat(sources.admitLate(0, 1, true, true)).isNotNull();
        share.giveBack(1 << 19);
        assertThat(sources.admit(0, 2, null)).isNotNull();
    }

    @Test
    void anAddressThatIsRealAsOneKindIsRealAsTheOtherBeforeAndAfter() {
        KeyAdmission targets = admission(KeyKind.TARGET, 1_000, 1, 1);
        KeyAdmission.join(sources, targets);
        KeyState source = admitted(1, null);
        KeyState sameAsTarget = Objects.requireNonNull(targets.admit(0, 1, null));
        assertThat(sameAsTarget.unproven).isTrue();
        sources.prove(source);
        assertThat(sameAsTarget.unproven).isFalse();
        assertThat(targets.unproven()).isZero();
        assertThat(targets.admit(0, 2, null)).isNotNull();
        assertThat(targets.admit(0, 3, null)).isNull();
        sources.prove(admitted(3, null));
        assertThat(Objects.requireNonNull(targets.admit(0, 3, null)).unproven).isFalse();
        assertThat(sources.unproven()).isZero();
    }
}
