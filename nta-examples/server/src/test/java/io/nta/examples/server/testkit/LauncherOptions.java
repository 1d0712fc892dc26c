package io.nta.examples.server.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the command {@code nta server} gives Java: the collector, and how much is compiled. A server that is measured runs as it does in earnest. */
public final class LauncherOptions {
    private static final Path LAUNCHER = Path.of("../../nta");

    private LauncherOptions() {}

    /** Returns the options and then {@code more}. */
    public static String[] with(String... more) throws IOException {
        String launcher = Files.readString(LAUNCHER);
        List<String> options = new ArrayList<>();
        for (String variable : List.of("serving", "classes", "compiling")) {
            Matcher matcher = Pattern.compile("^" + variable + "='(-XX[^']*)'", Pattern.MULTILINE)
                    .matcher(launcher);
            if (!matcher.find()) {
                throw new AssertionError("the launcher sets no " + variable);
            }
            options.addAll(List.of(matcher.group(1).strip().split("\\s+")));
        }
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }
}
