package io.nta.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.tck.MadeTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsInUseTest {
    @Test
    void anAggregatorAndAStoreOfOnesOwnAreGivenToTheAnalyzer(@TempDir Path folder) throws IOException {
        MadeTraffic flood = new MadeTraffic();
        for (int i = 0; i < 20_000; i++) {
            flood.at(i / 2_000.0).ping("10.0.0.1", "10.0.0.2", 56);
        }
        PeakAggregator aggregator = new PeakAggregator();
        Path file = folder.resolve("alerts.jsonl");
        try (Analyzer analyzer = Analyzer.builder()
                .source(flood)
                .aggregator(aggregator)
                .store(new AlertFileStore(file))
                .build()) {
            analyzer.run();
        }
        assertThat(aggregator.peak()).isEqualTo(2_000);
        assertThat(Files.readAllLines(file)).singleElement().asString().contains("\"icmp_flood\"");
    }
}
