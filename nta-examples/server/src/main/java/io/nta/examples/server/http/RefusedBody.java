package io.nta.examples.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * Reads on what the sender of a refused request still sends. A connection that is closed with something unread is reset, and the reset may overtake the answer that says why.
 */
final class RefusedBody {
    private static final long MAX_BYTES = 64 << 20;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_MILLIS = 1_000;

    private RefusedBody() {}

    /** Reads the rest of a request's body, within limits of size and time. */
    static void discard(Context context) {
        // Whoever waits to be asked for the body isn't asked.
        if (context.header("Expect") != null) {
            return;
        }
        EndPoint connection = ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
        long idleMillis = connection.getIdleTimeout();
        connection.setIdleTimeout(PAUSE_MILLIS);
        try {
            discard(context.bodyInputStream());
        } catch (IOException e) {
            // It has ended, or is silent: it gets the answer anyway if it listens.
        } finally {
            connection.setIdleTimeout(idleMillis);
        }
    }

    private static void discard(InputStream body) throws IOException {
        long begun = System.nanoTime();
        byte[] buffer = new byte[8_192];
        long bytes = 0;
        for (int got = body.read(buffer); got >= 0; got = body.read(buffer)) {
            bytes += got;
            if (bytes > MAX_BYTES || System.nanoTime() - begun > PATIENCE_NANOS) {
                return;
            }
        }
    }
}
