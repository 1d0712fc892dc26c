package io.nta.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL that the tests start: zonky's, or where that may not start (as root it needs {@code unshare}, which some containers forbid) the system's under another user.
 */
final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PostgresServer shared;

    private final Path data;
    private final int port;
    private EmbeddedPostgres embedded;
    private List<String> system;

    private PostgresServer(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** Returns one that all tests of this JVM share. */
    static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** Starts one. */
    static PostgresServer start() {
        try {
            PostgresServer server = new PostgresServer(Files.createTempDirectory("nta-postgres"), freePort());
            server.resume();
            return server;
        } catch (IOException e) {
            throw new AssertionError("PostgreSQL can't be started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Starts it on the data that are there. */
    void resume() throws IOException {
        if (system == null) {
            try {
                embedded = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .start();
                return;
            } catch (IOException | RuntimeException e) {
                system = systemBinaries(e);
                run(
                        "runuser",
                        "-u",
                        "nobody",
                        "--",
                        system.get(0),
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust");
            }
        }
        run(
                "runuser",
                "-u",
                "nobody",
                "--",
                system.get(1),
                "-D",
                data.toString(),
                "-w",
                "-o",
                "-p " + port + " -k " + data,
                "start");
    }

    /** Stops it at once, as when its machine fails. */
    void stop() throws IOException {
        if (embedded != null) {
            embedded.close();
            embedded = null;
        } else {
            run("runuser", "-u", "nobody", "--", system.get(1), "-D", data.toString(), "-m", "immediate", "stop");
        }
    }

    private List<String> systemBinaries(Exception cause) throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            Path bin = versions.sorted().reduce((a, b) -> b).orElseThrow().resolve("bin");
            run("chown", "nobody", data.toString());
            return new ArrayList<>(List.of(
                    bin.resolve("initdb").toString(), bin.resolve("pg_ctl").toString()));
        } catch (IOException none) {
            throw new IOException("neither zonky's PostgreSQL starts nor is there one of the system's", cause);
        }
    }

    private static void run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("/dev/null"))
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Makes an empty database and returns its URL. */
    String newDatabase() {
        String name = "nta" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return url(name);
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** Returns the number of the server's first process. */
    long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
