package io.nta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, 1, maxPackets is 0",
        "1, 0, 1, 1, 1, 1, maxBodyBytes is 0",
        "1, 1, -1, 1, 1, 1, maxFrameBytes is -1",
        "1, 1, 1, 0, 1, 1, maxTextLength is 0",
        "1, 1, 1, 1, 0, 1, maxDepth is 0",
        "1, 1, 1, 1, 1, 0, maxReportedRejects is 0"
    })
    void theLimitThatIsOutOfRangeIsNamed(
            int packets, long body, int frame, int text, int depth, int rejects, String message) {
        assertThatThrownBy(() -> new WireLimits(packets, body, frame, text, depth, rejects))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message + ", allowed are 1 to ");
    }

    @Test
    void aLimitOfFramesThatBase64CouldNotHoldIsRefused() {
        int largest = 1 << 30;
        assertThatThrownBy(() -> new WireLimits(1, 1, largest + 1, 1, 1, 1))
                .hasMessage("maxFrameBytes is 1073741825, allowed are 1 to 1073741824");
        assertThat(new PacketBatchJson(new WireLimits(1, 1, largest, 1, 1, 1))).isNotNull();
    }
}
