package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.AnalyzerStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledIf(value = "io.nta.capture.SharedCaptures#present", disabledReason = SharedCaptures.MISSING)
class TsharkDifferentialIT {
    static List<Path> captures() {
        return Stream.concat(SharedCaptures.lab().stream(), SharedCaptures.labelled().stream())
                .toList();
    }

    @ParameterizedTest
    @EnabledIf(value = "io.nta.capture.Tshark#installed", disabledReason = Tshark.MISSING)
    @MethodSource("captures")
    void packetsAndBytesAndProtocolsAreThoseOfTshark(Path capture) throws IOException {
        AnalyzerStats stats = analyse(capture);
        Tshark.Counts expected = Tshark.count(capture);
        assertThat(new Tshark.Counts(
                        stats.source().received() - stats.source().dropped(), stats.bytes(), stats.protocols()))
                .isEqualTo(expected);
    }

    private static AnalyzerStats analyse(Path capture) throws IOException {
        try (Analyzer analyzer =
                Analyzer.builder().source(PcapFileSource.open(capture)).build()) {
            try {
                analyzer.run();
            } catch (CaptureFormatException damaged) {
                assertThat(analyzer.stats().source().delivered()).isPositive();
            }
            return analyzer.stats();
        }
    }
}
