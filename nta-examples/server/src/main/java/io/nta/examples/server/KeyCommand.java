package io.nta.examples.server;

import io.nta.examples.server.security.KeyFileEditor;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nta server key}. */
@Command(
        name = "key",
        header = "Add and remove API keys, also while the server runs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  nta server key add --file keys.txt --scopes ingest sensor-1",
            "  nta server key remove --file keys.txt sensor-1",
            "",
            "To replace a key, add one under a new name, hand it out, then remove the old one."
        })
final class KeyCommand {
    @Spec
    private @Nullable CommandSpec spec;

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }

    @Command(
            name = "add",
            header = "Add a key and print it.",
            description = "The file keeps only a hash of the key: it can't be printed again.")
    int add(
            @Option(
                            names = "--file",
                            required = true,
                            paramLabel = "F",
                            description = "The file that the server's setting keys.file names.")
                    Path file,
            @Option(
                            names = "--scopes",
                            required = true,
                            paramLabel = "S",
                            description = "What the key is for: ingest, read or admin; separate several by commas.")
                    String scopes,
            @Option(
                            names = "--expires",
                            paramLabel = "TIME",
                            description = "When the key expires, such as 2027-01-01T00:00:00Z. Default: never.")
                    @Nullable
                    String expires,
            @Parameters(paramLabel = "NAME", description = "Who or what the key is for.") String name) {
        try {
            tell(new KeyFileEditor(file).add(name, scopes, expires == null ? null : Instant.parse(expires)));
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    line(), "--expires is '" + expires + "'; allowed: a time such as 2027-01-01T00:00:00Z", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line(), String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void tell(String result) {
        line().getOut().println(result);
        line().getOut().flush();
    }

    @Command(name = "remove", header = "Remove all keys of a name.")
    int remove(
            @Option(
                            names = "--file",
                            required = true,
                            paramLabel = "F",
                            description = "The file that the server's setting keys.file names.")
                    Path file,
            @Parameters(paramLabel = "NAME", description = "The name that the keys were added under.") String name) {
        tell(new KeyFileEditor(file).remove(name) + " removed");
        return 0;
    }
}
