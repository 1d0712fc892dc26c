package io.nta.store.jdbc.testkit;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL that the tests start: zonky's, or where that doesn't start (as root it needs {@code unshare}, which some containers forbid), or with
 * {@code -Dnta.postgres=system}, the one that is installed.
 */
public final class PostgresServer implements AutoCloseable {
    private static final boolean SYSTEM_ONLY = "system".equals(System.getProperty("nta.postgres"));
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static PostgresServer shared;

    private final Path data;
    private final int port;
    private EmbeddedPostgres embedded;
    private SystemPostgres system;

    private PostgresServer(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /** Returns one that all tests of this JVM share. */
    public static synchronized PostgresServer shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** Starts one. */
    public static PostgresServer start() {
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
    public void resume() throws IOException {
        if (system == null && !SYSTEM_ONLY) {
            try {
                embedded = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setPort(port)
                        .start();
                return;
            } catch (IOException | RuntimeException e) {
                System.out.println("zonky's PostgreSQL doesn't start (" + e + "); trying the one that is installed");
            }
        }
        if (system == null) {
            system = SystemPostgres.init(systemData(), port);
        }
        system.start();
    }

    /** A folder of its own: the other may have begun to fill {@code data}. */
    private Path systemData() {
        return data.resolveSibling(data.getFileName() + "-system");
    }

    /** Stops it at once, as when its machine fails. */
    public void stop() throws IOException {
        if (embedded != null) {
            embedded.close();
            embedded = null;
        } else {
            system.stop();
        }
    }

    /** Makes an empty database and returns its URL. */
    public String newDatabase() {
        String name = "nta" + DATABASES.incrementAndGet();
        change("CREATE DATABASE " + name);
        return url(name);
    }

    public String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** Deletes a database, whoever still uses it. */
    public void drop(String url) {
        String name = url.substring(url.lastIndexOf('/') + 1, url.indexOf('?'));
        change("DROP DATABASE " + name + " WITH (FORCE)");
    }

    private void change(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Returns the number of the server's first process. */
    public long pid() throws IOException {
        Path folder = system == null ? data : systemData();
        return Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).trim());
    }

    public int port() {
        return port;
    }

    /** Stops it and deletes its data, which take hundreds of megabytes. */
    @Override
    public void close() {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(pid());
            stop();
            // Zonky's own end of it, when the JVM ends, may have been first.
            process.ifPresent(server -> server.onExit().join());
            for (Path folder : List.of(data, systemData())) {
                if (Files.exists(folder)) {
                    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
