package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AnalyzerStats;
import io.nta.testkit.Limits;
import io.nta.testkit.ShardLaw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled capture, and those of the lab where they are. */
class ShardLawOnCapturesTest {
    private static final Path DEMO = Path.of("../nta-examples/cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz");

    static List<Path> captures() {
        List<Path> captures = new ArrayList<>();
        captures.add(DEMO);
        if (SharedCaptures.present()) {
            captures.addAll(SharedCaptures.lab());
        }
        return captures;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rowsAndAlertsAreTheSameForAnyNumberOfShards(Path capture) throws IOException {
        // Forged sources, of which floods have more than get rows, shall have theirs here.
        AnalyzerStats stats = ShardLaw.check(Limits.unlimited(), () -> List.of(PcapFileSource.open(capture)), 2, 4);
        assertThat(stats.rows()).isPositive();
    }
}
