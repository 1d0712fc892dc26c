package io.nta.examples.server;

import io.nta.examples.server.security.KeyFileEditor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nta server key}. */
@Command(
        name = "key",
        header = "Make API keys, and take them back. A running server notices.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  nta server key add --file keys.txt --scopes ingest sensor-1",
            "To rotate a key, add another under a new name, give it out, and then remove the old name."
        })
final class KeyCommand {
    @Spec
    private @Nullable CommandSpec spec;

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    @Command(name = "add", description = "Adds a key and prints it: it can't be had again.")
    int add(
            @Option(names = "--file", required = true, paramLabel = "F", description = "The server's keys.file.")
                    Path file,
            @Option(
                            names = "--scopes",
                            required = true,
                            paramLabel = "S",
                            description = "ingest, read, admin; several are separated by commas.")
                    String scopes,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "When it ends, such as 2027-01-01T00:00:00Z.")
                    @Nullable
                    Instant expires,
            @Parameters(paramLabel = "NAME", description = "Whose it is.") String name) {
        out().println(new KeyFileEditor(file).add(name, scopes, expires));
        out().flush();
        return 0;
    }

    @Command(name = "remove", description = "Takes out all keys of a name.")
    int remove(
            @Option(names = "--file", required = true, paramLabel = "F", description = "The server's keys.file.")
                    Path file,
            @Parameters(paramLabel = "NAME", description = "Whose they are.") String name) {
        out().println(new KeyFileEditor(file).remove(name) + " removed");
        out().flush();
        return 0;
    }
}
