package io.nta.capture.agent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Settings that can't be followed are refused at once, with their values. */
class UploadRangesTest {
    private static final UploadConfig UPLOAD = UploadConfig.of(URI.create("http://127.0.0.1:8000"));
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static void refused(ThrowingCallable made, String message) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void anAnswerMayTakeSomeTime() {
        refused(
                () -> UPLOAD.withWaits(Duration.ZERO, SECOND, SECOND),
                "connecting and answering may take more than 0 s, not PT10S and PT0S");
    }

    @Test
    void waitsAreNotNegative() {
        refused(
                () -> UPLOAD.withWaits(SECOND, SECOND.negated(), SECOND),
                "the waits between tries are at least 0 s, not PT-1S and at most PT1S");
    }

    private static SenderConfig sender(long batchBytes, Duration poll, long keepBytes) {
        return new SenderConfig(Path.of("spool"), 1, batchBytes, poll, SECOND, SECOND, keepBytes);
    }

    @Test
    void whatIsWrongWithASenderIsWhatIsSaid() {
        refused(() -> sender(0, SECOND, 1), "a batch has at least 1 byte, not 0");
        refused(
                () -> sender(1, Duration.ZERO, 1),
                "new files are looked for every 0 ms, failed ones every 1000 ms; allowed: at least 1 ms each");
        refused(
                () -> sender(1, SECOND, -1),
                "sent files are kept for 0 s and in 0 bytes at least, not for PT1S and in -1 bytes");
    }
}
