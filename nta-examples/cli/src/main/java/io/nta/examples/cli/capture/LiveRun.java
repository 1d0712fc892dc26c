package io.nta.examples.cli.capture;

import io.nta.AlertListener;
import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import io.nta.capture.PcapLiveSource;
import io.nta.detect.Alert;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.Figures;
import io.nta.spi.Detector;
import io.nta.spi.RowSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Analyses what is captured live, and prints each alert as soon as it opens. */
public final class LiveRun {
    private final PcapLiveSource source;
    private final Console console;
    private final Analyzer.Builder builder;

    /**
     * Creates a run.
     *
     * @param source is closed by the run
     * @param detectors are closed by the run
     * @param store where packets (if it is asked to), rows and alerts are kept; stays open
     */
    public LiveRun(
            PcapLiveSource source, List<Detector> detectors, StoreOptions.@Nullable OpenStore store, Console console) {
        this.source = source;
        this.console = console;
        this.builder = Analyzer.builder().onAlert(new Printed(console.out()));
        if (store == null) {
            builder.source(source);
        } else {
            builder.source(store.recording(source)).store(store.store().shared());
        }
        detectors.forEach(builder::detector);
    }

    /** Sets among how many threads packets are shared out; by default one does all. */
    public LiveRun shards(int shards) {
        builder.config(AnalyzerConfig.defaults().withShards(shards));
        return this;
    }

    /** Adds a taker of the rows. */
    public LiveRun onRow(RowSink sink) {
        builder.onRow(sink);
        return this;
    }

    /** Adds a listener to the alerts. */
    public LiveRun onAlert(AlertListener listener) {
        builder.onAlert(listener);
        return this;
    }

    /** Runs until the source is stopped, and returns the counts. */
    public AnalyzerStats run() throws IOException {
        console.note("capturing from " + source.description() + "; Ctrl-C ends");
        try (Analyzer analyzer = builder.build()) {
            analyzer.run();
            AnalyzerStats stats = analyzer.stats();
            console.out()
                    .println(source.description() + ": "
                            + Figures.count(stats.source().delivered(), "packet") + ", "
                            + Figures.count(stats.bytes(), "byte") + "; lost: "
                            + source.drops().byKernel() + " by the kernel, "
                            + source.drops().byInterface() + " by the interface");
            return stats;
        }
    }

    /** An alert a line, on the detection thread. */
    private record Printed(PrintWriter out) implements AlertListener {
        @Override
        public void onOpened(Alert alert) {
            out.println(Figures.time(alert.detectedAt()) + "  "
                    + alert.attackType().label() + "  "
                    + Figures.attacker(alert) + " -> " + Figures.target(alert) + "  "
                    + alert.severity().name().toLowerCase(Locale.ROOT) + ' ' + Figures.decimal(alert.confidence(), 2)
                    + "  " + alert.details().message());
            out.flush();
        }

        @Override
        public void onClosed(Alert alert) {
            out.println(
                    Figures.time(alert.lastSeen()) + "  " + alert.attackType().label() + "  "
                            + Figures.attacker(alert) + " -> " + Figures.target(alert) + "  ended after "
                            + Figures.count(alert.packetCount(), "packet"));
            out.flush();
        }
    }
}
