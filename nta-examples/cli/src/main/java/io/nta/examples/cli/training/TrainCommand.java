package io.nta.examples.cli.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.evaluation.Evaluation;
import io.nta.examples.cli.evaluation.EvaluationJson;
import io.nta.examples.cli.evaluation.EvaluationText;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.LabelledCaptures;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.UsageException;
import io.nta.examples.cli.training.HeldOutEvaluation.Judge;
import io.nta.examples.generate.Scenarios;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.model.xgboost.Model;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.LabelledRowsReader;
import io.nta.model.xgboost.rows.LabelledRowsWriter;
import io.nta.model.xgboost.training.SplitBy;
import io.nta.model.xgboost.training.Trainer;
import io.nta.model.xgboost.training.TrainingParameters;
import io.nta.model.xgboost.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
        header = "Train a model from labelled captures or rows.",
        description = {
            "Takes labelled rows from files, labelled captures and generated traffic; then writes them, evaluates"
                    + " detection on held-out captures, or trains a model.",
            ""
        },
        footer = {
            "",
            "Labels are as for 'nta evaluate'. Rows, parameters and models: see docs/model.md.",
            "",
            "Examples:",
            "  nta train --write-rows lab.csv.gz lab/",
            "  nta train --write-rows made.csv.gz --generate 0-5,8-13",
            "  nta train --rows made.csv.gz --rows lab.csv.gz --out my-model --report report",
            "  nta train --rows made.csv.gz --hold-out network lab/",
            "",
            "Exit codes: 0 success; 2 wrong usage; 3 rows, a capture or its labels can't be read."
        })
public final class TrainCommand implements Callable<Integer> {
    /** The most packets of a generated capture: a flood's first minute tells what its second does. */
    private static final long MOST_PACKETS = 1_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rows", paramLabel = "F.csv.gz", description = "Labelled rows, as --write-rows wrote them.")
    private final List<Path> rowFiles = new ArrayList<>();

    @Option(
            names = "--generate",
            paramLabel = "SEEDS",
            split = ",",
            converter = SeedRange.Converter.class,
            description = "Play the scenarios of 'nta generate' with these seeds, such as 0-5,8-13, and take the rows.")
    private final List<SeedRange> seeds = new ArrayList<>();

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description = "The scenarios to play. Default: all attacks and all ordinary traffic.")
    private final List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long each scenario lasts. Default: ${DEFAULT-VALUE}.",
            defaultValue = "4")
    private int minutes;

    @Option(
            names = "--per-stratum",
            paramLabel = "N",
            description =
                    "The most rows of a capture with the same label, window length and kind. Default: ${DEFAULT-VALUE}.",
            defaultValue = "60")
    private int perStratum;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            description =
                    "The network of the captures, for --hold-out. Default: OWNER of OWNER__NAME.pcap, FOLDER/LAB of LAB-NAME.pcap, else the folder.")
    private @Nullable String network;

    @Option(names = "--write-rows", paramLabel = "F.csv.gz", description = "Write the rows instead of training.")
    private @Nullable Path writeRows;

    @Option(names = "--out", paramLabel = "DIR", description = "Train a model and write it into this folder.")
    private @Nullable Path out;

    @Option(
            names = "--parameters",
            paramLabel = "F.json",
            description = "Parameters of training; those left out have their defaults.")
    private @Nullable Path parameterFile;

    @Option(
            names = "--hold-out",
            paramLabel = "tool|network",
            description = "Evaluate the captures with models that have seen no capture of the same tool or network.")
    private @Nullable SplitBy holdOut;

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "The most models for --hold-out. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int folds;

    @Option(names = "--report", paramLabel = "DIR", description = "Write reports into this folder.")
    private @Nullable Path report;

    @Option(
            names = "--test-rows",
            paramLabel = "F.csv.gz",
            description = "Rows to test the model on, which it never learns from.")
    private @Nullable Path testRows;

    @Option(
            names = "--card-report",
            paramLabel = "NAME=F.json",
            description =
                    "Put a report, such as one of --hold-out, into the model's card under NAME; can be given several times.")
    private final Map<String, Path> cardReports = new TreeMap<>();

    @Option(
            names = "--date",
            paramLabel = "TIME",
            description = "The model's date of creation, for models equal to the byte. Default: now.")
    private @Nullable String date;

    @Option(names = "--name", paramLabel = "NAME", description = "The model's name. Default: the folder's name.")
    private @Nullable String name;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Captures with labels, folders of them, manifests.")
    private final List<Path> paths = new ArrayList<>();

    private final Map<String, LabelledCapture> captures = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        check();
        List<LabelledRows> parts = new ArrayList<>();
        for (Path file : rowFiles) {
            try {
                parts.add(LabelledRowsReader.read(file));
            } catch (IOException e) {
                console.error(file.toString(), e);
                return ExitCodes.UNREADABLE;
            }
        }
        RowCollector collector = new RowCollector(perStratum, 1);
        boolean readable = true;
        for (Path path : paths) {
            readable &= collect(path, collector, console);
        }
        generate(collector, console);
        parts.add(collector.rows());
        LabelledRows rows = LabelledRows.concat(parts);
        if (rows.size() == 0) {
            throw new UsageException("there are no rows: give labelled captures, --rows or --generate");
        }
        if (writeRows != null) {
            write(rows, writeRows);
        }
        if (holdOut != null) {
            judgeHeldOut(rows, holdOut, console);
        }
        if (out != null) {
            train(rows, out, console);
        }
        return readable ? ExitCodes.OK : ExitCodes.UNREADABLE;
    }

    /** What is wrong is told before the work begins. */
    private void check() throws IOException {
        if (minutes < 1 || perStratum < 1 || folds < 2) {
            throw new UsageException("--minutes and --per-stratum have to be at least 1, --folds at least 2");
        }
        if (writeRows == null && holdOut == null && out == null) {
            throw new UsageException("say what to do with the rows: --write-rows, --hold-out or --out");
        }
        scenarios();
        created();
        parameters();
    }

    private boolean collect(Path path, RowCollector collector, Console console) {
        List<LabelledCapture> found;
        try {
            found = new LabelledCaptures(null).of(path);
        } catch (IOException e) {
            console.error(path.toString(), e);
            return false;
        }
        boolean readable = true;
        for (LabelledCapture capture : found) {
            LabelledCapture before = captures.put(RowCollector.name(capture.name()), capture);
            if (holdOut != null && before != null) {
                throw new UsageException("--hold-out tells captures apart by name, but " + before.file() + " and "
                        + capture.file() + " have the same");
            }
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
        Path folder = capture.file().toAbsolutePath().getParent();
        String lab = String.valueOf(folder == null ? "" : folder.getFileName());
        String file = capture.name().replaceFirst("^.*/", "");
        int source = file.indexOf("__");
        int part = file.indexOf('-');
        return source > 0 ? file.substring(0, source) : part > 0 ? lab + "/" + file.substring(0, part) : lab;
    }

    private void generate(RowCollector collector, Console console) throws IOException {
        try (GeneratedCaptures generated = new GeneratedCaptures(Duration.ofMinutes(minutes), MOST_PACKETS)) {
            for (Scenario scenario : seeds.isEmpty() ? List.<Scenario>of() : scenarios()) {
                for (SeedRange range : seeds) {
                    for (long seed = range.first(); seed <= range.last(); seed++) {
                        collector.collect(generated.play(scenario, seed), GeneratedCaptures.network(seed));
                    }
                }
                console.out().println("played " + scenario.name());
                console.out().flush();
            }
        }
    }

    private List<Scenario> scenarios() {
        if (scenarios.isEmpty()) {
            return Stream.concat(Scenarios.attacks().stream(), Scenarios.normal().stream())
                    .toList();
        }
        try {
            return scenarios.stream().map(Scenarios::named).toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private void judgeHeldOut(LabelledRows rows, SplitBy by, Console console) throws IOException {
        HeldOutEvaluation evaluation = new HeldOutEvaluation(rows, parameters());
        Map<Judge, Evaluation> evaluations = splitting(() -> evaluation.run(captures, by, folds, (fold, of, names) -> {
            console.out().println("fold " + fold + " of " + of + ": without " + String.join(", ", names));
            console.out().flush();
        }));
        for (Map.Entry<Judge, Evaluation> entry : evaluations.entrySet()) {
            String text = EvaluationText.of(entry.getValue(), false);
            console.out().println("\n=== " + entry.getKey().description() + "\n\n" + text);
            if (report != null) {
                Files.createDirectories(report);
                String file = "held-out-" + by.name().toLowerCase(Locale.ROOT) + "-"
                        + entry.getKey().name().toLowerCase(Locale.ROOT) + ".txt";
                Files.writeString(report.resolve(file), text);
            }
        }
        if (report != null) {
            Files.writeString(
                    report.resolve("held-out-" + by.name().toLowerCase(Locale.ROOT) + ".json"),
                    EvaluationJson.summary(evaluations));
        }
    }

    /** Rows that can't be split as it is asked for are the user's mistake. */
    private static <T> T splitting(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private TrainingParameters parameters() throws IOException {
        try {
            return parameterFile == null ? TrainingParameters.defaults() : TrainingParameters.read(parameterFile);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private Map<String, JsonNode> readCardReports() throws IOException {
        Map<String, JsonNode> reports = new LinkedHashMap<>();
        for (Map.Entry<String, Path> entry : cardReports.entrySet()) {
            try {
                reports.put(
                        entry.getKey(),
                        new ObjectMapper().readTree(entry.getValue().toFile()));
            } catch (JsonProcessingException e) {
                throw new UsageException(
                        "--card-report: " + entry.getValue() + " is not valid JSON: " + e.getOriginalMessage(), e);
            }
        }
        return reports;
    }

    private void train(LabelledRows rows, Path folder, Console console) throws IOException {
        Map<String, JsonNode> added = readCardReports();
        Trainer trainer = new Trainer();
        TrainingParameters parameters = parameters();
        TrainingResult result = splitting(() -> trainer.train(rows, parameters));
        TrainingReport reports = TrainingReport.of(rows, result);
        TrainingResult whole = trainer.refit(rows, result);
        if (testRows != null) {
            reports.test(LabelledRowsReader.read(testRows), whole);
        }
        if (report != null) {
            reports.audit(rows, result);
            reports.write(report);
        }
        String called = name == null ? String.valueOf(folder.getFileName()) : name;
        Map<String, Object> data = Map.of("rows", TrainingReport.origins(rows));
        Map<String, Object> figures = new LinkedHashMap<>(reports.data());
        figures.putAll(added);
        Model.write(folder, whole.model(), whole.card(called, created(), data, figures));
        console.out().print(reports.summary());
        console.out()
                .println("Wrote the model " + called + " to " + folder + "; use it with nta analyze --option"
                        + " combined:model=" + folder + " FILE");
        console.out().flush();
    }

    private Instant created() {
        try {
            return date == null ? Instant.now() : Instant.parse(date);
        } catch (DateTimeParseException e) {
            throw new UsageException("--date is '" + date + "'; allowed: a time such as 2026-11-28T00:00:00Z", e);
        }
    }

    private static void write(LabelledRows rows, Path file) throws IOException {
        try (LabelledRowsWriter writer = new LabelledRowsWriter(file)) {
            for (int row = 0; row < rows.size(); row++) {
                writer.write(rows, row);
            }
        }
    }
}
