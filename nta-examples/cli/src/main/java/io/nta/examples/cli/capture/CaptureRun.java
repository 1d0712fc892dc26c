package io.nta.examples.cli.capture;

import io.nta.AlertListener;
import io.nta.Analyzer;
import io.nta.AnalyzerConfig;
import io.nta.capture.PcapFileSource;
import io.nta.detect.Alert;
import io.nta.spi.Detector;
import io.nta.spi.PacketSource;
import io.nta.spi.RowSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Analyses captures, each with an analyzer and a timeline of its own. A capture that can't be read, or not to its end, is a result with a failure and never an
 * exception.
 */
public final class CaptureRun {
    /** The name that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private final Supplier<List<Detector>> detectors;
    private final List<RowSink> rowSinks = new ArrayList<>();
    private final List<AlertListener> listeners = new ArrayList<>();
    private UnaryOperator<PacketSource> observer = UnaryOperator.identity();
    private StoreOptions.@Nullable OpenStore store;
    private AnalyzerConfig config = AnalyzerConfig.defaults();

    /**
     * Creates a run.
     *
     * @param detectors makes the detectors of one capture, which closes them; an empty list stands for the library's default
     */
    public CaptureRun(Supplier<List<Detector>> detectors) {
        this.detectors = detectors;
    }

    /** Adds a taker of the rows of all captures. */
    public CaptureRun onRow(RowSink sink) {
        rowSinks.add(sink);
        return this;
    }

    /** Adds a listener to the alerts of all captures. */
    public CaptureRun onAlert(AlertListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Sets what stands between each source and its analyzer, to show progress. */
    public CaptureRun observedBy(UnaryOperator<PacketSource> newObserver) {
        observer = newObserver;
        return this;
    }

    /** Sets among how many threads packets are shared out; by default one does all. */
    public CaptureRun shards(int shards) {
        config = config.withShards(shards);
        return this;
    }

    /** Sets where packets (if it is asked to), rows and alerts of all captures are kept; it stays open. */
    public CaptureRun storedIn(StoreOptions.OpenStore newStore) {
        store = newStore;
        return this;
    }

    /** Analyses a file, or standard input for {@value #STANDARD_INPUT}. */
    public CaptureResult analyze(String name) {
        if (name.equals(STANDARD_INPUT)) {
            return analyze("standard input", System.in);
        }
        try {
            return analyze(name, PcapFileSource.open(Path.of(name)));
        } catch (IOException e) {
            return unopened(name, e);
        }
    }

    /** Analyses a stream, which is closed. */
    public CaptureResult analyze(String name, InputStream stream) {
        try {
            return analyze(name, PcapFileSource.open(stream, name));
        } catch (IOException e) {
            return unopened(name, e);
        }
    }

    private static CaptureResult unopened(String name, IOException failure) {
        return new CaptureResult(name, null, List.of(), 0, 0, 0, 0, failure);
    }

    private CaptureResult analyze(String name, PacketSource source) throws IOException {
        RowFacts facts = new RowFacts();
        ClosedAlerts closed = new ClosedAlerts();
        Analyzer.Builder builder = Analyzer.builder()
                .source(recorded(observer.apply(source)))
                .config(config)
                .onRow(facts)
                .onAlert(closed);
        if (store != null) {
            builder.store(store.store().shared());
        }
        detectors.get().forEach(builder::detector);
        rowSinks.forEach(builder::onRow);
        listeners.forEach(builder::onAlert);
        try (Analyzer analyzer = builder.build()) {
            IOException failure = run(analyzer);
            return new CaptureResult(
                    name,
                    analyzer.stats(),
                    closed.inOrder(),
                    facts.hosts(),
                    facts.lastingHosts(),
                    facts.firstNanos(),
                    facts.lastNanos(),
                    failure);
        }
    }

    private PacketSource recorded(PacketSource source) {
        return store == null ? source : store.recording(source);
    }

    private static @Nullable IOException run(Analyzer analyzer) {
        try {
            analyzer.run();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Keeps the final state of each alert. */
    private static final class ClosedAlerts implements AlertListener {
        private final List<Alert> alerts = new ArrayList<>();

        @Override
        public void onOpened(Alert alert) {}

        @Override
        public void onClosed(Alert alert) {
            alerts.add(alert);
        }

        List<Alert> inOrder() {
            alerts.sort(Comparator.comparing(Alert::detectedAt).thenComparing(Alert::id));
            return alerts;
        }
    }
}
