package io.nta.examples.server.testkit;

import java.io.IOException;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bad way to a server: every connection is cut after some bytes, wherever that is in a request; and of some the answer is lost, after the server has taken what was sent. Which and when follows
 * from a seed.
 */
public final class CuttingProxy extends LoopbackProxy {
    /** One of so many connections loses its answers. */
    private static final int LOSES_ANSWERS = 4;

    private final int maxBytes;
    private final Random random;
    private final AtomicInteger cut = new AtomicInteger();
    private long bytes;

    /**
     * Begins to pass on.
     *
     * @param port of the server, on loopback
     * @param maxBytes the most that go to the server by one connection
     */
    public CuttingProxy(int port, int maxBytes, long seed) throws IOException {
        super(port);
        this.maxBytes = maxBytes;
        this.random = new Random(seed);
        start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Returns how many connections were cut within what was sent. */
    public int cut() {
        return cut.get();
    }

    @Override
    Way next() {
        int most = 1 + random.nextInt(maxBytes);
        boolean answers = random.nextInt(LOSES_ANSWERS) != 0;
        return new Way() {
            private int left = most;

            @Override
            public int toServer(byte[] bytes, int got) {
                int passed = Math.min(left, got);
                left -= passed;
                count(passed);
                if (passed < got) {
                    cut.incrementAndGet();
                }
                return passed;
            }

            @Override
            public boolean answers() {
                return answers;
            }
        };
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
}
