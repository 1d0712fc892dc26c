package io.nta.examples.cli;

import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.FeatureDocument;
import io.nta.examples.cli.output.FeatureTable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nta features}. */
@Command(
        name = "features",
        header = "List the features that are computed for every host and window.",
        description = {"Prints the position, name, group, unit, merge rule and exact meaning of each.", ""},
        footer = {
            "",
            "Examples:",
            "  nta features",
            "  nta features --markdown > docs/features.md",
            "",
            "Exit codes: 0 success; 2 wrong usage."
        })
final class FeaturesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--markdown", description = "Print them as the Markdown of docs/features.md.")
    private boolean markdown;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        console.out().print(markdown ? FeatureDocument.text() : FeatureTable.text());
        console.out().flush();
        return ExitCodes.OK;
    }
}
