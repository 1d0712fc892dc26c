package io.nta.examples.cli;

import io.nta.AlertListener;
import io.nta.AnalyzerStats;
import io.nta.detect.Alert;
import io.nta.examples.cli.capture.CaptureLine;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.capture.DetectorOptions;
import io.nta.examples.cli.capture.ProgressSource;
import io.nta.examples.cli.capture.StoreOptions;
import io.nta.examples.cli.output.AlertTable;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.FeatureCsv;
import io.nta.examples.cli.output.OutputFile;
import io.nta.examples.cli.output.RowDigest;
import io.nta.examples.cli.output.StatsTable;
import io.nta.wire.AlertJson;
import java.nio.file.Path;
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
        header = "Tell which attacks are in captures.",
        description = {"Reads each FILE as a timeline of its own and prints a summary and its alerts.", ""},
        footer = {
            "",
            "Captures are pcap, pcapng or snoop files, plain or gzipped; - is standard input.",
            "A file that can't be read doesn't stop the others; of a damaged one, what comes before the damage is analysed.",
            "",
            "Examples:",
            "  nta analyze traffic.pcap",
            "  nta analyze --alerts alerts.jsonl --features rows.csv monday.pcap.gz tuesday.pcapng",
            "  tcpdump -r big.pcap -w - port 22 | nta analyze -",
            "  nta analyze --store jdbc:sqlite:nta.db traffic.pcap",
            "  nta analyze --digest traffic.pcap            one figure, to compare two versions or machines",
            "",
            "Exit codes: 0 done, with or without alerts; 2 wrong usage; 3 a file can't be read, or not to its end."
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DetectorOptions detectors = new DetectorOptions();

    @Option(
            names = "--alerts",
            paramLabel = "F.jsonl",
            description = "Write each alert as a line of JSON when it has ended.")
    private @Nullable Path alerts;

    @Option(
            names = "--features",
            paramLabel = "F.csv",
            description = "Write the features of every host and window; 'nta features' explains them.")
    private @Nullable Path features;

    @Option(
            names = "--digest",
            description = "Print one figure that stands for all feature rows of all files, in any order.")
    private boolean digest;

    @Option(
            names = "--stats",
            description = "Account for every packet, window and alert: how many, and what became of them.")
    private boolean stats;

    @Mixin
    private final StoreOptions storing = new StoreOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Captures; - is standard input.")
    private final List<String> files = new ArrayList<>();

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try (DetectorOptions.Chosen chosen = detectors.open();
                StoreOptions.OpenStore store = storing.open();
                AlertLines alertLines = alerts == null ? null : new AlertLines(OutputFile.create(alerts));
                FeatureCsv csv = features == null ? null : new FeatureCsv(features)) {
            CaptureRun run = new CaptureRun(chosen::create).observedBy(ProgressSource::watch);
            RowDigest rowDigest = new RowDigest();
            if (alertLines != null) {
                run.onAlert(alertLines);
            }
            if (csv != null) {
                run.onRow(csv);
            }
            if (digest) {
                run.onRow(rowDigest);
            }
            if (store != null) {
                run.storedIn(store);
            }
            boolean readable = analyzeAll(run, console);
            if (store != null) {
                store.report(console);
            }
            if (digest) {
                console.out().println(rowDigest);
            }
            console.out().flush();
            return readable ? ExitCodes.OK : ExitCodes.UNREADABLE;
        }
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
