package io.nta.examples.cli.training;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.LabelledCaptures;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.UsageException;
import io.nta.examples.generate.Scenarios;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.model.xgboost.Model;
import io.nta.model.xgboost.evaluation.Predictions;
import io.nta.model.xgboost.evaluation.ReportData;
import io.nta.model.xgboost.evaluation.ReportMarkdown;
import io.nta.model.xgboost.evaluation.WindowEvaluation;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.LabelledRowsReader;
import io.nta.model.xgboost.rows.LabelledRowsWriter;
import io.nta.model.xgboost.training.Trainer;
import io.nta.model.xgboost.training.TrainingParameters;
import io.nta.model.xgboost.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nta train}. */
@Command(
        name = "train",
        header = "Make a model from labelled captures or rows.",
        description = {"Collects labelled rows and writes them, or trains a model on them.", ""})
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rows", paramLabel = "F.csv.gz", description = "Labelled rows, as --write-rows wrote them.")
    private final List<Path> rowFiles = new ArrayList<>();

    @Option(
            names = "--generate",
            paramLabel = "FROM-TO",
            description = "Play every scenario of 'nta generate' with each of these seeds, and take the rows.")
    private @Nullable String seeds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long each of them lasts; default: ${DEFAULT-VALUE}.",
            defaultValue = "4")
    private int minutes;

    @Option(
            names = "--per-stratum",
            paramLabel = "N",
            description =
                    "The most rows of one capture that share label, window length and kind; default: ${DEFAULT-VALUE}.",
            defaultValue = "60")
    private int perStratum;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "What the captures are held out with; default: the folder's name, or the source of a manifest's row.")
    private @Nullable String network;

    @Option(names = "--write-rows", paramLabel = "F.csv.gz", description = "Write the rows instead of training.")
    private @Nullable Path writeRows;

    @Option(names = "--out", paramLabel = "DIR", description = "Train, and write the model into this folder.")
    private @Nullable Path out;

    @Option(
            names = "--parameters",
            paramLabel = "F.json",
            description = "Parameters of training; what isn't in it has its default.")
    private @Nullable Path parameterFile;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the model is called; default: the folder's name.")
    private @Nullable String name;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Captures with labels, folders of them, manifests.")
    private final List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        List<LabelledRows> parts = new ArrayList<>();
        if (!rowFiles.isEmpty()) {
            parts.add(LabelledRowsReader.read(rowFiles));
        }
        RowCollector collector = new RowCollector(perStratum, 1);
        boolean readable = true;
        for (Path path : paths) {
            readable &= collect(path, collector, console);
        }
        if (seeds != null) {
            generate(SeedRange.parse(seeds), collector, console);
        }
        parts.add(collector.rows());
        LabelledRows rows = LabelledRows.concat(parts);
        if (rows.size() == 0) {
            throw new UsageException("no rows: name captures with labels, --rows or --generate");
        }
        if (writeRows != null) {
            write(rows, writeRows);
        }
        if (out != null) {
            train(rows, out, console);
        }
        return readable ? ExitCodes.OK : ExitCodes.UNREADABLE;
    }

    private boolean collect(Path path, RowCollector collector, Console console) throws IOException {
        boolean readable = true;
        for (LabelledCapture capture : new LabelledCaptures(null).of(path)) {
            CaptureResult result = collector.collect(capture, networkOf(capture));
            if (result.failure() != null) {
                readable = false;
                console.error(result.name(), result.failure());
            }
        }
        return readable;
    }

    private String networkOf(LabelledCapture capture) {
        if (network != null) {
            return network;
        }
        String source = capture.name().contains("/") ? capture.name().replaceFirst("^.*/", "") : "";
        int end = source.indexOf("__");
        Path folder = capture.file().toAbsolutePath().getParent();
        return end > 0 ? source.substring(0, end) : String.valueOf(folder == null ? "" : folder.getFileName());
    }

    private void generate(SeedRange range, RowCollector collector, Console console) throws IOException {
        List<Scenario> scenarios = Stream.concat(Scenarios.attacks().stream(), Scenarios.normal().stream())
                .toList();
        try (GeneratedCaptures generated = new GeneratedCaptures(Duration.ofMinutes(minutes), 1_000_000)) {
            for (Scenario scenario : scenarios) {
                for (long seed = range.first(); seed <= range.last(); seed++) {
                    collector.collect(generated.play(scenario, seed), GeneratedCaptures.network(seed));
                }
                console.out().println(scenario.name());
                console.out().flush();
            }
        }
    }

    private void train(LabelledRows rows, Path folder, Console console) throws IOException {
        TrainingParameters parameters =
                parameterFile == null ? TrainingParameters.defaults() : TrainingParameters.read(parameterFile);
        Trainer trainer = new Trainer();
        TrainingResult result = trainer.train(rows, parameters);
        WindowEvaluation evaluation = WindowEvaluation.of(Predictions.heldOut(rows, result));
        console.out().println(new ReportMarkdown("Held-out rows").evaluation("all", evaluation));
        console.out().println(result.facts());
        console.out().println(result.thresholds());
        result = trainer.refit(rows, result);
        String called = name == null ? String.valueOf(folder.getFileName()) : name;
        Model.write(folder, result.model(), result.card(called, Instant.now(), Map.of(), ReportData.of(evaluation)));
    }

    private static void write(LabelledRows rows, Path file) throws IOException {
        try (LabelledRowsWriter writer = new LabelledRowsWriter(file)) {
            for (int row = 0; row < rows.size(); row++) {
                writer.write(rows, row);
            }
        }
    }

    /** Seeds, both ends included. */
    record SeedRange(long first, long last) {
        static SeedRange parse(String text) {
            String[] ends = text.split("-", 2);
            return new SeedRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
        }
    }
}
