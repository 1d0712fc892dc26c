package io.nta.examples.server.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a PostgreSQL server on which, when told, a connection breaks after the server has committed packets and before it can say so. Its driver must send statements as text ({@code prepareThreshold=0}). */
public final class LosingProxy implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean losesNext = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();

    /** @param port of the server, on loopback */
    public LosingProxy(int port) throws IOException {
        this.port = port;
        threads.execute(this::acceptAll);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The answer to the next commit of packets is lost, and with it the connection. */
    public void loseNextCommit() {
        losesNext.set(true);
    }

    /** Returns how many answers were lost. */
    public int lost() {
        return lost.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                AtomicBoolean loses = new AtomicBoolean();
                threads.execute(() -> passOn(client, server, loses));
                threads.execute(() -> passBack(server, client, loses));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void passOn(Socket from, Socket to, AtomicBoolean loses) {
        try (from;
                to) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean packets = false;
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                String text = new String(buffer, 0, got, StandardCharsets.ISO_8859_1);
                packets |= text.contains("COPY raw_packets");
                if (packets && text.contains("COMMIT")) {
                    loses.set(losesNext.compareAndSet(true, false));
                    packets = false;
                }
                out.write(buffer, 0, got);
            }
        } catch (IOException e) {
            // The other side has ended.
        }
    }

    private void passBack(Socket from, Socket to, AtomicBoolean loses) {
        try (from;
                to) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                if (loses.get()) {
                    // It answers when it has committed.
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
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
