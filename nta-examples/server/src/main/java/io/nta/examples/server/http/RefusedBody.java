package io.nta.examples.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Reads on what the sender of a refused request still sends. A connection that is closed with something unread is reset, and the reset may overtake the answer that says why.
 */
final class RefusedBody {
    private static final long MAX_BYTES = 64 << 20;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So many at a time are read on: each keeps a thread, and whoever is refused need not have a key. */
    private static final Semaphore READING = new Semaphore(16);

    private RefusedBody() {}

    /** Reads the rest of a request's body, within limits of size and time, unless too many are read so already. */
    static void discard(Context context) {
        // Whoever waits to be asked for the body isn't asked.
        if (context.header("Expect") != null || !READING.tryAcquire()) {
            return;
        }
        try {
            ClientConnection.of(context).read(PAUSE, () -> discard(context.bodyInputStream()));
        } catch (IOException e) {
            // It has ended, or is silent: it gets the answer anyway if it listens.
        } finally {
            READING.release();
        }
    }

    /** Returns how much was read. */
    private static long discard(InputStream body) throws IOException {
        long begun = System.nanoTime();
        byte[] buffer = new byte[8_192];
        long bytes = 0;
        for (int got = body.read(buffer); got >= 0; got = body.read(buffer)) {
            bytes += got;
            if (bytes > MAX_BYTES || System.nanoTime() - begun > PATIENCE_NANOS) {
                break;
            }
        }
        return bytes;
    }
}
