package io.nta.examples.cli.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.nta.AlertListener;
import io.nta.examples.server.Server;
import io.nta.examples.server.config.ServerConfig;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server on this machine, whose store goes with it. */
public final class DemoServer implements Closeable {
    private static final int USUAL_PORT = 8_000;

    private final Path folder;
    private final Server server;
    private boolean closed;

    private DemoServer(Path folder, Server server) {
        this.folder = folder;
        this.server = server;
    }

    /**
     * Starts a server on port 8000, or any other when that is taken.
     *
     * @param listener hears of alerts
     * @throws IOException when there is no place for its store
     */
    public static DemoServer start(AlertListener listener) throws IOException {
        Path folder = Files.createTempDirectory("nta-demo");
        try {
            ServerConfig config = ServerConfig.of(Map.of(
                    "store",
                    "jdbc:sqlite:" + folder.resolve("demo.db"),
                    "port",
                    String.valueOf(isFree(USUAL_PORT) ? USUAL_PORT : 0)));
            return new DemoServer(folder, Server.start(config, listener));
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns where it is reached. */
    public String url() {
        return server.url();
    }

    /** Analyses everything to its end; returns whether that was done in time. */
    public boolean drain(Duration patience) throws InterruptedException {
        return server.drain(patience);
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        server.await();
    }

    /** Stops the server and deletes its store. Closing twice does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            server.close();
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
