package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final int VOTES = 64;
    private static final long SECRET = 7;

    private final Candidates candidates = new Candidates(VOTES, SECRET);

    @Test
    void whoComesAloneWinsWithItsLastVoteAndStartsAnew() {
        for (int round = 0; round < 2; round++) {
            for (int vote = 1; vote < VOTES; vote++) {
                assertThat(candidates.vote(0, 42)).isFalse();
            }
            assertThat(candidates.vote(0, 42)).isTrue();
        }
    }

    @Test
    void ofTwoMillionAddressesThatComeOnceOrTwiceNoneWins() {
        SplittableRandom random = new SplittableRandom(1);
        int won = 0;
        for (int i = 0; i < 2_000_000; i++) {
            won += candidates.vote(0, random.nextInt(1_000_000)) ? 1 : 0;
        }
        assertThat(won).isZero();
    }

    @Test
    void whoSendsMoreThanTheOthersOfItsPlaceWinsAmongAMillion() {
        SplittableRandom random = new SplittableRandom(2);
        long won = 0;
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(candidates.vote(1, random.nextLong())).isFalse();
            if (i % 10_000 == 0) {
                won += candidates.vote(0, 4_242) ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }
}
