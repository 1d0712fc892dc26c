package io.nta.examples.server.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server on loopback that may break. */
abstract class LoopbackProxy implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger lost = new AtomicInteger();

    /** What becomes of one connection. Asked by two threads, one for each direction. */
    interface Way {
        /** Returns how many of the first {@code got} bytes go on to the server; when fewer than all do, the connection ends. */
        int toServer(byte[] bytes, int got);

        /** Returns whether the answer that has come is passed back; if not, the connection ends. */
        boolean answers();
    }

    /** @param port of the server */
    LoopbackProxy(int port) throws IOException {
        this.port = port;
    }

    /** Begins to pass on. */
    final void start() {
        threads.execute(this::acceptAll);
    }

    /** Returns what becomes of the next connection. One thread. */
    abstract Way next();

    public final int port() {
        return listening.getLocalPort();
    }

    /** Returns how many answers were lost. */
    public final int lost() {
        return lost.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Way way = next();
                threads.execute(() -> passOn(client, server, way));
                threads.execute(() -> passBack(server, client, way));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void passOn(Socket from, Socket to, Way way) {
        try (from;
                to) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                int most = way.toServer(buffer, got);
                out.write(buffer, 0, most);
                if (most < got) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other side has ended.
        }
    }

    private void passBack(Socket from, Socket to, Way way) {
        try (from;
                to) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                if (!way.answers()) {
                    lost.incrementAndGet();
                    return;
                }
                to.getOutputStream().write(buffer, 0, got);
            }
        } catch (IOException e) {
            // The other side has ended.
        }
    }

    @Override
    public final void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
