package io.nta.examples.cli;

import io.nta.examples.cli.evaluation.EvaluateCommand;
import io.nta.examples.cli.field.AgentCommand;
import io.nta.examples.cli.field.InterfacesCommand;
import io.nta.examples.cli.field.SendCommand;
import io.nta.examples.cli.output.Console;
import io.nta.examples.cli.output.ExitCodes;
import io.nta.examples.cli.output.UsageException;
import io.nta.examples.cli.training.TrainCommand;
import io.nta.examples.server.ServerCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code nta} command. */
@Command(
        name = "nta",
        header = "Find attacks in network traffic.",
        description = {
            "Reads captures and live traffic, measures what each host does in windows of 5 s, 30 s and 180 s, and raises alerts for attacks."
        },
        versionProvider = NtaCommand.ManifestVersion.class,
        subcommands = {
            DemoCommand.class,
            AnalyzeCommand.class,
            ServerCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            AgentCommand.class,
            SendCommand.class,
            InterfacesCommand.class,
            FeaturesCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "nta COMMAND --help explains a command.",
            "",
            "Examples:",
            "  nta demo                                    see it find attacks by real tools",
            "  nta analyze traffic.pcap                    which attacks are in a capture",
            "  nta analyze --alerts alerts.jsonl *.pcap    the same, as JSON",
            "",
            "Exit codes: 0 success; 1 failure; 2 wrong usage; 3 some input can't be read."
        })
@SuppressWarnings("UnusedVariable") // picocli acts on these options itself, or looks them up by name
public final class NtaCommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;

    @Option(names = Console.VERBOSE, scope = ScopeType.INHERIT, description = "Print the stack trace of errors.")
    private boolean verbose;

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        int code = commandLine().execute(arguments);
        System.out.flush();
        System.exit(code);
    }

    /** Returns the command with its subcommands. */
    static CommandLine commandLine() {
        return new CommandLine(new NtaCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(NtaCommand::onWrongUsage)
                .setExecutionExceptionHandler(NtaCommand::onFailure);
    }

    private static int onWrongUsage(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        boolean noCommand = line.getParent() == null && !(failure instanceof UnmatchedArgumentException);
        Console console = Console.of(line);
        console.error(new UsageException(noCommand ? "no command given" : wrong(failure), failure));
        if (noCommand) {
            line.usage(line.getErr());
        } else {
            line.getErr().println("See " + line.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCodes.USAGE;
    }

    private static String wrong(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String argument = unmatched.getUnmatched().get(0);
            String what = argument.startsWith("-") ? "option" : "command";
            List<String> similar = unmatched.getSuggestions();
            String hint = similar.isEmpty() ? "" : "; did you mean " + similar.get(0) + "?";
            return "there is no " + what + " '" + argument + "'" + hint;
        }
        // What picocli calls by the names of Java's types.
        return String.valueOf(failure.getMessage())
                .replaceAll("is not an? (int|long)$", "is not a whole number")
                .replaceAll("is not a double$", "is not a number");
    }

    private static int onFailure(Exception failure, CommandLine line, ParseResult arguments) {
        Console.of(line).error(failure);
        return failure instanceof UsageException ? ExitCodes.USAGE : ExitCodes.FAILED;
    }

    /** Reads the version from the jar. */
    static final class ManifestVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = NtaCommand.class.getPackage().getImplementationVersion();
            return new String[] {"nta " + (version == null ? "(built from classes, without a version)" : version)};
        }
    }
}
