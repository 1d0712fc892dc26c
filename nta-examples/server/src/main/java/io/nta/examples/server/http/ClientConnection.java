package io.nta.examples.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** The connection that a request came by. Any thread may call it. */
public final class ClientConnection {
    private final EndPoint endPoint;

    private ClientConnection(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    /** Returns the connection of a request that is being answered. */
    public static ClientConnection of(Context context) {
        return new ClientConnection(ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint());
    }

    /** What reads from a connection. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads, and returns what it has read. */
        T read() throws IOException;
    }

    /** Reads while no silence may last longer than {@code patience}: after that, a read fails. */
    public <T> T read(Duration patience, Reading<T> reading) throws IOException {
        long idleMillis = endPoint.getIdleTimeout();
        endPoint.setIdleTimeout(patience.toMillis());
        try {
            return reading.read();
        } finally {
            endPoint.setIdleTimeout(idleMillis);
        }
    }

    /** Ends it at once, whatever is being written; doesn't wait. */
    public void cut() {
        endPoint.close();
    }
}
