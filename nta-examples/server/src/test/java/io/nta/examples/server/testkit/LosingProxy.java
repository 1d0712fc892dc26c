package io.nta.examples.server.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way to a PostgreSQL server on which, when told, a connection breaks after the server has committed packets and before it can say so. Its driver must send statements as text ({@code prepareThreshold=0}). */
public final class LosingProxy extends LoopbackProxy {
    private final AtomicBoolean losesNext = new AtomicBoolean();

    /** @param port of the server, on loopback */
    public LosingProxy(int port) throws IOException {
        super(port);
        start();
    }

    /** The answer to the next commit of packets is lost, and with it the connection. */
    public void loseNextCommit() {
        losesNext.set(true);
    }

    @Override
    Way next() {
        return new Way() {
            private volatile boolean loses;
            private boolean packets;

            @Override
            public int toServer(byte[] bytes, int got) {
                String text = new String(bytes, 0, got, StandardCharsets.ISO_8859_1);
                packets |= text.contains("COPY raw_packets");
                if (packets && text.contains("COMMIT")) {
                    // It answers when it has committed.
                    loses = losesNext.compareAndSet(true, false);
                    packets = false;
                }
                return got;
            }

            @Override
            public boolean answers() {
                return !loses;
            }
        };
    }
}
