package io.nta.examples.server.ingest;

import com.google.common.base.Throwables;
import io.javalin.http.HttpStatus;
import io.nta.examples.server.config.IngestConfig;
import io.nta.examples.server.http.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;

/** A body as it comes over the connection: too slowly, or not to its end, is a {@link Problem} that asks to send it again. */
final class SentBody extends BodyStream {
    private static final double NANOS = 1e9;

    private final int minBytesPerSecond;

    private SentBody(InputStream in, IngestConfig config, long begunNanos) {
        super(in, bytes -> {
            long taken = System.nanoTime() - begunNanos;
            if (taken > config.bodyPatience().toNanos() && bytes < config.minBytesPerSecond() * (taken / NANOS)) {
                throw tooSlow(config.minBytesPerSecond());
            }
        });
        this.minBytesPerSecond = config.minBytesPerSecond();
    }

    /** Returns a stream whose pace is looked at from now on. */
    static SentBody from(InputStream in, IngestConfig config) {
        return new SentBody(in, config, System.nanoTime());
    }

    private static Problem tooSlow(int minBytesPerSecond) {
        return Problem.limit(
                HttpStatus.REQUEST_TIMEOUT,
                "ingest.min_bytes_per_second",
                minBytesPerSecond,
                "The body comes too slowly: at least " + minBytesPerSecond + " bytes a second are asked for");
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Not a bad request, which agents would never send again: what came so far may have been good. */
    private Problem broken(IOException failure) {
        boolean silent = Throwables.getCausalChain(failure).stream().anyMatch(TimeoutException.class::isInstance);
        return silent
                ? tooSlow(minBytesPerSecond)
                : new Problem(HttpStatus.REQUEST_TIMEOUT, "The connection broke off within the body: send it again");
    }
}
