package io.nta.examples.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is watching. */
public final class Terminal {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final int CONSOLE_WHEN_NOT_INTERACTIVE = 22;

    private Terminal() {}

    /** Returns whether standard error is a terminal; when that can't be known, it isn't. */
    @SuppressWarnings("SystemConsoleNull") // asked only where null still means that there is no terminal
    public static boolean isStandardError() {
        if (Files.exists(STANDARD_ERROR)) {
            try {
                String device = STANDARD_ERROR.toRealPath().toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
            } catch (IOException e) {
                return false;
            }
        }
        // From Java 22 on there is a console also when there is no terminal.
        return Runtime.version().feature() < CONSOLE_WHEN_NOT_INTERACTIVE && System.console() != null;
    }
}
