package io.nta.examples.cli.output;

import io.nta.NtaException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where a command writes: results to standard output, errors as a line each to standard error. */
public final class Console {
    /** The option of the main command that asks for stack traces. */
    public static final String VERBOSE = "--verbose";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean verbose;

    private Console(PrintWriter out, PrintWriter err, boolean verbose) {
        this.out = out;
        this.err = err;
        this.verbose = verbose;
    }

    /** Returns the console of a command that is being run. */
    public static Console of(@Nullable CommandSpec spec) {
        CommandLine line =
                Objects.requireNonNull(spec, "a command is run by picocli").commandLine();
        return of(line);
    }

    /** Returns the console of a command line. */
    public static Console of(CommandLine line) {
        OptionSpec option = line.getCommandSpec().root().findOption(VERBOSE);
        boolean verbose = option != null && Boolean.TRUE.equals(option.getValue());
        return new Console(line.getOut(), line.getErr(), verbose);
    }

    /** Returns standard output; whoever writes flushes. */
    public PrintWriter out() {
        return out;
    }

    /** Prints a line for whoever watches, to standard error: {@code nta: text}. */
    public void note(String text) {
        err.println("nta: " + text);
        err.flush();
    }

    /** Prints why something failed: {@code nta: why}. */
    public void error(Throwable failure) {
        print(reason(failure), failure);
    }

    /** Prints why something failed, and with what: {@code nta: what: why}. What the message names already isn't repeated. */
    public void error(String what, Throwable failure) {
        String reason = reason(failure);
        print(reason.startsWith(what) ? reason : what + ": " + reason, failure);
    }

    private void print(String line, Throwable failure) {
        out.flush();
        err.println("nta: "
                + line.lines().map(String::strip).reduce(Console::joined).orElse(""));
        if (verbose) {
            failure.printStackTrace(err);
        }
        err.flush();
    }

    /** A list that a line announces follows its colon; the other lines are sentences of their own. */
    private static String joined(String before, String line) {
        if (before.endsWith(":") || before.endsWith(".")) {
            return before + " " + line;
        }
        return before + (Character.isUpperCase(line.charAt(0)) ? ". " : "; ") + line;
    }

    /** Returns why something failed, in words for a user. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof NoSuchFileException missing && missing.getReason() == null) {
            return message + ": there is no such file or folder";
        }
        if (failure instanceof AccessDeniedException denied && denied.getReason() == null) {
            return message + ": permission denied";
        }
        if (message == null || !(failure instanceof IOException || failure instanceof NtaException)) {
            return message == null
                    ? failure.getClass().getSimpleName()
                    : failure.getClass().getSimpleName() + ": " + message;
        }
        return message;
    }
}
