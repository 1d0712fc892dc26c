package io.nta.window;

import static io.nta.window.JumpGuard.Decision.DROP_HELD;
import static io.nta.window.JumpGuard.Decision.HOLD;
import static io.nta.window.JumpGuard.Decision.REPLACE_HELD;
import static io.nta.window.JumpGuard.Decision.TAKE;
import static io.nta.window.JumpGuard.Decision.TAKE_BOTH;
import static io.nta.window.JumpGuard.MAX_JUMP_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JumpGuardTest {
    private static final long START = 1_700_000_000_000_000_000L;

    private final JumpGuard guard = new JumpGuard();

    @Test
    void upToAnHourAheadAndAnythingBehindIsTaken() {
        assertThat(guard.decide(START)).isEqualTo(TAKE);
        assertThat(guard.decide(START + MAX_JUMP_NANOS)).isEqualTo(TAKE);
        assertThat(guard.decide(START - 10 * MAX_JUMP_NANOS)).isEqualTo(TAKE);
        assertThat(guard.decide(START + 2 * MAX_JUMP_NANOS)).isEqualTo(TAKE);
    }

    @Test
    void aJumpThatTheNextPacketConfirmsIsTaken() {
        guard.decide(START);
        assertThat(guard.decide(START + 5 * MAX_JUMP_NANOS)).isEqualTo(HOLD);
        assertThat(guard.decide(START + 5 * MAX_JUMP_NANOS - 1)).isEqualTo(TAKE_BOTH);
        assertThat(guard.decide(START + 6 * MAX_JUMP_NANOS)).isEqualTo(TAKE);
    }

    @Test
    void aWrongTimeIsSetAsideWhenTheNextPacketIsBackInTheOldTime() {
        guard.decide(START);
        assertThat(guard.decide(START + 5 * MAX_JUMP_NANOS)).isEqualTo(HOLD);
        assertThat(guard.decide(START + 1)).isEqualTo(DROP_HELD);
        assertThat(guard.decide(START + 2 * MAX_JUMP_NANOS)).isEqualTo(HOLD);
    }

    @Test
    void oneWrongTimeAfterAnotherIsSetAsideOneByOne() {
        guard.decide(START);
        assertThat(guard.decide(START + 5 * MAX_JUMP_NANOS)).isEqualTo(HOLD);
        assertThat(guard.decide(START + 9 * MAX_JUMP_NANOS)).isEqualTo(REPLACE_HELD);
        assertThat(guard.decide(START + 3 * MAX_JUMP_NANOS)).isEqualTo(REPLACE_HELD);
        assertThat(guard.decide(START + 2)).isEqualTo(DROP_HELD);
        assertThat(guard.decide(START + 3)).isEqualTo(TAKE);
    }
}
