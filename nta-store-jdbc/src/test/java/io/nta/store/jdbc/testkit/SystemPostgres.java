package io.nta.store.jdbc.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The PostgreSQL that is installed, as Debian's package {@code postgresql} does it. It refuses to run as root, so it then runs as nobody. */
final class SystemPostgres {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String USER = "nobody";
    private static final int PATIENCE_SECONDS = 60;

    private final Path bin;
    private final Path data;
    private final int port;
    private final boolean root = System.getProperty("user.name").equals("root");

    private SystemPostgres(Path bin, Path data, int port) {
        this.bin = bin;
        this.data = data;
        this.port = port;
    }

    /**
     * Makes a server's data in a folder that is empty or isn't there; it doesn't run yet.
     *
     * @throws IOException when none is installed, which says what to do, or it fails
     */
    static SystemPostgres init(Path data, int port) throws IOException {
        SystemPostgres postgres = new SystemPostgres(newest(), data, port);
        Files.createDirectories(data);
        if (postgres.root) {
            postgres.run("chown", USER, data.toString());
        }
        postgres.asUser("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF-8");
        return postgres;
    }

    private static Path newest() throws IOException {
        List<Path> versions = List.of();
        if (Files.isDirectory(INSTALLED)) {
            try (Stream<Path> all = Files.list(INSTALLED)) {
                versions = all.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                        .sorted(Comparator.comparing(
                                version -> Double.valueOf(version.getFileName().toString())))
                        .toList();
            }
        }
        if (versions.isEmpty()) {
            throw new IOException("there is no PostgreSQL in " + INSTALLED
                    + ": install one (Debian: apt-get install postgresql), or let the tests run where zonky's starts:"
                    + " not as root, or with unshare allowed");
        }
        return versions.get(versions.size() - 1).resolve("bin");
    }

    void start() throws IOException {
        asUser("pg_ctl", "-w", "-o", "-p " + port + " -k " + data, "start");
    }

    /** Ends it at once, as when its machine fails. */
    void stop() throws IOException {
        asUser("pg_ctl", "-m", "immediate", "stop");
    }

    private void asUser(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(root ? List.of("runuser", "-u", USER, "--") : List.of());
        command.addAll(List.of(bin.resolve(program).toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** The server outlives the command that starts it and keeps its output open, which therefore is a file. */
    private void run(String... command) throws IOException {
        Path output = Files.createTempFile("nta-postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
