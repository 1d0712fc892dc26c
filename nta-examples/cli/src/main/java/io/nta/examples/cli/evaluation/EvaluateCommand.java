package io.nta.examples.cli.evaluation;

import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.capture.DetectorOptions;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.LabelledCaptures;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.OutputFile;
import java.io.IOException;
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

/** {@code nta evaluate}. */
@Command(
        name = "evaluate",
        header = "Measure how well attacks are found in labelled captures.",
        description = {
            "Analyses each capture and compares the alerts with its labels: which attacks were found and how soon, which alerts name the wrong attack, and which are false.",
            ""
        },
        footer = {
            "",
            "Labels are either NAME.labels.csv beside NAME.pcap, one row for each attack, with the columns start_epoch,end_epoch,label,attacker_ip,victim_ip[,command,notes]; or manifest.csv in a folder, one row for each capture, with the columns file,label,attacker_ips,victim_ips,notes.",
            "",
            "Examples:",
            "  nta evaluate lab/                            the captures in a folder",
            "  nta evaluate pcaps/manifest.csv --json r.json",
            "  nta evaluate --labels what.csv traffic.pcap  labels in another place",
            "",
            "Exit codes: 0 success, however much was found; 2 wrong usage; 3 a capture or its labels can't be read."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DetectorOptions detectors = new DetectorOptions();

    @Option(
            names = "--labels",
            paramLabel = "F.csv",
            description = "The labels of captures that are given as files, instead of those beside them.")
    private @Nullable Path labels;

    @Option(names = "--json", paramLabel = "OUT", description = "Also write the report as JSON, with every alert.")
    private @Nullable Path json;

    @Option(names = "--details", description = "Also list the correct alerts.")
    private boolean details;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Captures, folders of captures with labels, or manifests.")
    private final List<Path> paths = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        Evaluation evaluation = new Evaluation();
        boolean readable = true;
        try (DetectorOptions.Chosen chosen = detectors.open()) {
            CaptureRun run = new CaptureRun(chosen::create);
            LabelledCaptures finder = new LabelledCaptures(labels);
            for (Path path : paths) {
                readable &= evaluate(path, finder, run, evaluation, console);
            }
        }
        if (!readable && evaluation.isEmpty()) {
            return ExitCodes.UNREADABLE;
        }
        console.out().print(EvaluationText.of(evaluation, details));
        console.out().flush();
        if (json != null) {
            try (OutputFile file = OutputFile.create(json)) {
                file.line(EvaluationJson.of(evaluation));
            }
        }
        return readable ? ExitCodes.OK : ExitCodes.UNREADABLE;
    }

    private static boolean evaluate(
            Path path, LabelledCaptures finder, CaptureRun run, Evaluation evaluation, Console console) {
        List<LabelledCapture> captures;
        try {
            captures = finder.of(path);
        } catch (IOException e) {
            console.error(path.toString(), e);
            return false;
        }
        boolean readable = true;
        for (LabelledCapture capture : captures) {
            CaptureResult result = run.analyze(capture.file().toString());
            if (result.failure() != null) {
                readable = false;
                console.error(result.name(), result.failure());
            }
            evaluation.add(capture, result);
        }
        return readable;
    }
}
