package io.nta.examples.cli;

import io.nta.examples.cli.capture.CaptureLine;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.capture.DefaultDetectors;
import io.nta.examples.cli.evaluation.DemoReport;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nta demo}. */
@Command(
        name = "demo",
        header = "Show nta at work on a capture that comes with it.",
        description = {
            "Analyses the capture, in which real tools attack hosts amid ordinary traffic, and prints the alerts beside what really happened.",
            ""
        },
        footer = {"", "Example:", "  nta demo", "", "Exit codes: 0 done; 2 wrong usage."})
final class DemoCommand implements Callable<Integer> {
    private static final String CAPTURE = "demo.pcap.gz";
    private static final String LABELS = "demo.labels.csv";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--exit", description = "End after the replay, as it does anyhow in this version.")
    @SuppressWarnings("UnusedVariable") // part of the contract, for when there is a page to serve
    private boolean exit;

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        console.out()
                .println(
                        "A small network, " + CAPTURE
                                + ": clients browse, log in and ping, and real tools carry out eight kinds of attack among them.");
        console.out().println("nta reads it like any capture; it never sees the labels.");
        console.out().println();
        CaptureResult result = new CaptureRun(DefaultDetectors::create).analyze(CAPTURE, resource(CAPTURE));
        if (result.failure() != null) {
            throw result.failure();
        }
        if (result.stats() != null) {
            console.out().println(CaptureLine.of(result, result.stats()));
            console.out().println();
        }
        console.out().print(DemoReport.of(result, new String(resource(LABELS).readAllBytes(), StandardCharsets.UTF_8)));
        console.out().println("Next: nta analyze FILE, on a capture of your own.");
        console.out().flush();
        return ExitCodes.OK;
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream resource = DemoCommand.class.getResourceAsStream(name);
        if (resource == null) {
            throw new FileNotFoundException(name + " is missing from the jar: build it anew with ./nta");
        }
        return resource;
    }
}
