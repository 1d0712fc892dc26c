package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.window.FoldLaw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledIf(value = "io.nta.capture.SharedCaptures#present", disabledReason = SharedCaptures.MISSING)
class FoldLawOnCapturesTest {
    static List<Path> captures() {
        return Stream.concat(SharedCaptures.lab().stream(), SharedCaptures.labelled().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void foldedPanesEqualTheWindowOverTheSameStreamFromItsStart(Path capture) throws IOException {
        FoldLaw.Outcome outcome = FoldLaw.check(() -> PcapFileSource.open(capture));
        assertThat(outcome.rows()).isPositive();
    }
}
