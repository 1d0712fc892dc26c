package io.nta.examples.cli;

import io.nta.AlertListener;
import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import io.nta.capture.LiveCaptureException;
import io.nta.capture.PcapLiveSource;
import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureLine;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.capture.DetectorOptions;
import io.nta.examples.cli.capture.LiveOptions;
import io.nta.examples.cli.capture.LiveRun;
import io.nta.examples.cli.capture.ProgressSource;
import io.nta.examples.cli.capture.StoreOptions;
import io.nta.examples.cli.capture.UntilStopped;
import io.nta.examples.cli.output.AlertTable;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.FeatureCsv;
import io.nta.examples.cli.output.OutputFile;
import io.nta.examples.cli.output.RowDigest;
import io.nta.examples.cli.output.StatsTable;
import io.nta.examples.cli.output.UsageException;
import io.nta.spi.RowSink;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nta analyze}. */
@Command(
        name = "analyze",
        header = "Find attacks in captures or on live interfaces.",
        description = {
            "Analyses each FILE on its own and prints a summary and its alerts; or captures from interfaces (-i) and prints each alert as it is raised.",
            ""
        },
        footer = {
            "",
            "Captures are pcap, pcapng or snoop files, plain or gzipped; - is standard input.",
            "A file that can't be read doesn't stop the others. A damaged file is analysed up to the damage.",
            "",
            "Examples:",
            "  nta analyze traffic.pcap",
            "  nta analyze --alerts alerts.jsonl --features rows.csv monday.pcap.gz",
            "  tcpdump -r big.pcap -w - port 22 | nta analyze -",
            "  nta analyze -i eth0 --filter 'not port 22'    live, until Ctrl-C",
            "  nta analyze --shards 2 big.pcap               use two more processors",
            "  nta analyze --store jdbc:sqlite:nta.db traffic.pcap",
            "  nta analyze --digest traffic.pcap             compare versions or machines",
            "",
            "Exit codes: 0 success, with or without alerts; 2 wrong usage; 3 a file can't be read to its end, or an interface can't be captured from."
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DetectorOptions detectors = new DetectorOptions();

    @Mixin
    private final LiveOptions live = new LiveOptions();

    @Option(
            names = "--alerts",
            paramLabel = "F.jsonl",
            description = "Write each alert as a line of JSON once it has ended.")
    private @Nullable Path alerts;

    @Option(
            names = "--features",
            paramLabel = "F.csv",
            description = "Write the features of every host and window; 'nta features' explains them.")
    private @Nullable Path features;

    @Option(
            names = "--digest",
            description = "Print a digest of all feature rows, which doesn't depend on their order.")
    private boolean digest;

    @Option(names = "--stats", description = "Print counters: what became of every packet, window and alert.")
    private boolean stats;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Analyse with N threads, 1 to 8, besides the one that reads: for large captures on idle processors. The results are the same. Default: ${DEFAULT-VALUE}.")
    private int shards;

    @Mixin
    private final StoreOptions storing = new StoreOptions();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Captures; - is standard input.")
    private final List<String> files = new ArrayList<>();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        if (files.isEmpty() == (live.interfaces() == null)) {
            throw new UsageException(
                    files.isEmpty() ? "give a FILE, or an interface with -i" : "give either FILEs or -i, not both");
        }
        if (shards < AnalyzerConfig.MIN_SHARDS || shards > AnalyzerConfig.MAX_SHARDS) {
            throw new UsageException("--shards is " + shards + "; allowed: " + AnalyzerConfig.MIN_SHARDS + " to "
                    + AnalyzerConfig.MAX_SHARDS);
        }
        if (live.interfaces() == null) {
            return analyze(console, null);
        }
        Duration duration = live.duration();
        try (PcapLiveSource source = live.open(live.interfaces(), null)) {
            return UntilStopped.run(duration, source::stop, () -> analyze(console, source));
        } catch (LiveCaptureException e) {
            console.error(e);
            return ExitCodes.UNREADABLE;
        }
    }

    private int analyze(Console console, @Nullable PcapLiveSource source) {
        try (DetectorOptions.Chosen chosen = detectors.open();
                StoreOptions.OpenStore store = storing.open();
                AlertLines alertLines = alerts == null ? null : new AlertLines(OutputFile.create(alerts));
                FeatureCsv csv = features == null ? null : new FeatureCsv(features)) {
            RowDigest rowDigest = new RowDigest();
            List<RowSink> rowSinks = new ArrayList<>();
            if (csv != null) {
                rowSinks.add(csv);
            }
            if (digest) {
                rowSinks.add(rowDigest);
            }
            int code = source == null
                    ? analyzeFiles(chosen, store, alertLines, rowSinks, console)
                    : analyzeLive(source, chosen, store, alertLines, rowSinks, console);
            if (store != null) {
                store.report(console);
            }
            if (digest) {
                console.out().println(rowDigest);
            }
            console.out().flush();
            return code;
        }
    }

    private int analyzeLive(
            PcapLiveSource source,
            DetectorOptions.Chosen chosen,
            StoreOptions.@Nullable OpenStore store,
            @Nullable AlertLines alertLines,
            List<RowSink> rowSinks,
            Console console) {
        try {
            LiveRun run = new LiveRun(source, chosen.create(), store, console).shards(shards);
            if (alertLines != null) {
                run.onAlert(alertLines);
            }
            rowSinks.forEach(run::onRow);
            AnalyzerStats counts = run.run();
            console.out().print(stats ? StatsTable.of(counts) : "");
            return ExitCodes.OK;
        } catch (IOException e) {
            console.error(e);
            return ExitCodes.UNREADABLE;
        }
    }

    private int analyzeFiles(
            DetectorOptions.Chosen chosen,
            StoreOptions.@Nullable OpenStore store,
            @Nullable AlertLines alertLines,
            List<RowSink> rowSinks,
            Console console) {
        CaptureRun run =
                new CaptureRun(chosen::create).observedBy(ProgressSource::watch).shards(shards);
        if (alertLines != null) {
            run.onAlert(alertLines);
        }
        if (store != null) {
            run.storedIn(store);
        }
        rowSinks.forEach(run::onRow);
        return analyzeAll(run, console) ? ExitCodes.OK : ExitCodes.UNREADABLE;
    }

    private boolean analyzeAll(CaptureRun run, Console console) {
        boolean readable = true;
        boolean first = true;
        for (String file : files) {
            CaptureResult result = run.analyze(file);
            AnalyzerStats counts = result.stats();
            if (counts != null) {
                console.out().print(first ? "" : "\n");
                console.out().println(CaptureLine.of(result, counts));
                console.out().print(AlertTable.of(result.alerts()));
                console.out().print(stats ? StatsTable.of(counts) : "");
                first = false;
            }
            if (result.failure() != null) {
                readable = false;
                console.error(result.name(), result.failure());
            }
        }
        return readable;
    }

    /** Writes alerts in their final state. */
    private record AlertLines(OutputFile file) implements AlertListener, AutoCloseable {
        @Override
        public void onOpened(Alert alert) {}

        @Override
        public void onClosed(Alert alert) {
            file.line(AlertJson.toJson(alert));
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
