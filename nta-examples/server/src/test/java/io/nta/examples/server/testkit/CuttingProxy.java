package io.nta.examples.server.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad way to a server: every connection is cut after some bytes, wherever that is in a request; and of some the answer is lost, after the server has taken what was sent. Which and when follows
 * from a seed.
 */
public final class CuttingProxy implements Closeable {
    private static final int BUFFER = 4_096;
    /** One of so many connections loses its answers. */
    private static final int LOSES_ANSWERS = 4;

    private final ServerSocket listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    private final int port;
    private final int maxBytes;
    private final Random random;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private long bytes;

    /**
     * Begins to pass on.
     *
     * @param port of the server, on loopback
     * @param maxBytes the most that go to the server by one connection
     */
    public CuttingProxy(int port, int maxBytes, long seed) throws IOException {
        this.port = port;
        this.maxBytes = maxBytes;
        this.random = new Random(seed);
        threads.execute(this::acceptAll);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Returns how many connections were cut within what was sent. */
    public int cut() {
        return cut.get();
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
                int most = 1 + random.nextInt(maxBytes);
                boolean answers = random.nextInt(LOSES_ANSWERS) != 0;
                threads.execute(() -> passOn(client, server, most));
                threads.execute(() -> passBack(server, client, answers));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void passOn(Socket from, Socket to, int most) {
        try (from;
                to) {
            byte[] buffer = new byte[BUFFER];
            int left = most;
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (left > 0) {
                int got = in.read(buffer, 0, Math.min(left, buffer.length));
                if (got < 0) {
                    return;
                }
                out.write(buffer, 0, got);
                left -= got;
                count(got);
            }
            cut.incrementAndGet();
        } catch (IOException e) {
            // The other side has ended.
        }
    }

    private void passBack(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                if (!answers) {
                    lost.incrementAndGet();
                    return;
                }
                to.getOutputStream().write(buffer, 0, got);
            }
        } catch (IOException e) {
            // The other side has ended.
        }
    }

    private synchronized void count(int more) {
        bytes += more;
        notifyAll();
    }

    /** Waits until so many more bytes have gone to the server. */
    public synchronized void awaitBytes(long more) throws InterruptedException {
        long until = bytes + more;
        while (bytes < until) {
            wait();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
