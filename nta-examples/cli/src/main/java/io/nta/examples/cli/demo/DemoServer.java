package io.nta.examples.cli.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.nta.AlertListener;
import io.nta.NtaException;
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
import org.jspecify.annotations.Nullable;

/** A server on this machine, whose store goes with it. It may be closed by any thread, at any time. */
public final class DemoServer implements Closeable {
    private static final int USUAL_PORT = 8_000;

    private final Path folder;
    private final AlertListener listener;
    private @Nullable Server server;
    private boolean closed;

    /**
     * Creates a server; {@link #start} starts it.
     *
     * @param listener hears of alerts
     * @throws IOException when there is no place for its store
     */
    public DemoServer(AlertListener listener) throws IOException {
        this.folder = Files.createTempDirectory("nta-demo");
        this.listener = listener;
    }

    /**
     * Starts it on port 8000, or any other when that is taken.
     *
     * @throws io.nta.NtaException when it can't be started, or was closed before
     */
    public synchronized void start() {
        if (closed) {
            throw new NtaException("The demo was ended before its server started");
        }
        server = Server.start(
                ServerConfig.of(Map.of(
                        "store",
                        "jdbc:sqlite:" + folder.resolve("demo.db"),
                        "port",
                        String.valueOf(isFree(USUAL_PORT) ? USUAL_PORT : 0))),
                listener);
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized Server started() {
        if (server == null) {
            throw new IllegalStateException("start it first");
        }
        return server;
    }

    /** Returns where it is reached. */
    public String url() {
        return started().url();
    }

    /** Analyses everything to its end; returns whether that was done in time. */
    public boolean drain(Duration patience) throws InterruptedException {
        return started().drain(patience);
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        started().await();
    }

    /** Returns whether it was closed, or is being closed. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Stops the server and deletes its store. Closing twice does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            if (server != null) {
                server.close();
            }
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
