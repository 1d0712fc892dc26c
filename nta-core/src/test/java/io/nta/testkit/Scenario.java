package io.nta.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import io.nta.feature.FeatureVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Traffic that is then analysed as a whole:
 *
 * <pre>{@code
 * Scenario scenario = new Scenario();
 * scenario.tcp("10.0.0.1", 40000, "10.0.0.2", 80).at(0).handshake().at(1.5).send("GET / HTTP/1.1\r\n\r\n");
 * assertThat(scenario.run().source("10.0.0.1", 5, 0).get("tcp_syn_count")).isEqualTo(1);
 * }</pre>
 */
public final class Scenario extends Traffic {
    private final List<TimedFrame> frames = new ArrayList<>();

    @Override
    protected void emit(TimedFrame frame) {
        frames.add(frame);
    }

    @Override
    public Scenario at(double seconds) {
        super.at(seconds);
        return this;
    }

    /** Returns the frames so far, in the order in which they were sent. */
    public List<TimedFrame> frames() {
        return List.copyOf(frames);
    }

    public Rows run() {
        return run(AnalyzerConfig.defaults());
    }

    public Rows run(AnalyzerConfig config) {
        return run(config, frames);
    }

    /** Analyses the frames and asserts that every packet and window is accounted for. */
    public static Rows run(AnalyzerConfig config, List<TimedFrame> frames) {
        List<FeatureVector> rows = new ArrayList<>();
        MemorySource source = new MemorySource(frames);
        AnalyzerStats stats;
        try (Analyzer analyzer = Analyzer.builder()
                .source(source)
                .config(config)
                .onRow(rows::add)
                .build()) {
            analyzer.run();
            stats = analyzer.stats();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(stats.imbalances()).isEmpty();
        assertThat(source.stats().delivered()).isEqualTo(frames.size());
        assertThat(source.closed()).isEqualTo(1);
        assertThat(stats.rows()).isEqualTo(rows.size());
        return new Rows(rows, stats);
    }
}
