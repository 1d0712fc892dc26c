package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AnalyzerConfig;
import io.nta.testkit.ShardLaw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledIf(value = "io.nta.capture.SharedCaptures#present", disabledReason = SharedCaptures.MISSING)
class ShardLawOnCapturesTest {
    static List<Path> captures() {
        return SharedCaptures.lab();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rowsAndAlertsAreTheSameForAnyNumberOfShards(Path capture) throws IOException {
        assertThat(ShardLaw.check(AnalyzerConfig.defaults(), () -> List.of(PcapFileSource.open(capture)), 2, 4)
                        .rows())
                .isPositive();
    }
}
