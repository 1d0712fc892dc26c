package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveConfigTest {
    private final LiveConfig config = LiveConfig.defaults();

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 63, 262_145})
    void aSnapLengthOutOfRangeIsRefused(int bytes) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> config.withSnapLength(bytes))
                .withMessage("the snap length is 64 to 262144 bytes, not " + bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_048_575, 1_073_741_825})
    void aBufferOutOfRangeIsRefused(int bytes) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> config.withBufferBytes(bytes))
                .withMessage("the buffer size is 1048576 to 1073741824 bytes, not " + bytes);
    }

    @Test
    void aReadTimeoutOutOfRangeIsRefused() {
        for (Duration timeout : new Duration[] {Duration.ZERO, Duration.ofMillis(1_001), Duration.ofSeconds(-1)}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> config.withReadTimeout(timeout))
                    .withMessageContaining("the read timeout is 1 ms to 1 s");
        }
    }
}
