package io.nta.examples.server.ingest;

import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Counts what is read of a body, and says so after each read, so that whoever listens can end it. */
final class BodyStream extends FilterInputStream {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long MIN_BYTES_PER_SECOND = 1_000;

    private final LongConsumer check;
    private long bytes;

    private BodyStream(InputStream in, LongConsumer check) {
        super(in);
        this.check = check;
    }

    /** Returns a stream whose reads fail with a problem when they come too slowly. */
    static BodyStream timed(InputStream in) {
        long begun = System.nanoTime();
        return new BodyStream(in, bytes -> {
            long taken = System.nanoTime() - begun;
            if (taken > PATIENCE_NANOS && bytes < MIN_BYTES_PER_SECOND * TimeUnit.NANOSECONDS.toSeconds(taken)) {
                throw new Problem(
                        HttpStatus.REQUEST_TIMEOUT,
                        "The body comes too slowly: at least " + MIN_BYTES_PER_SECOND
                                + " bytes a second are asked for");
            }
        });
    }

    /** Returns a stream that tells {@code check} after each read how much was read of it. */
    static BodyStream checked(InputStream in, LongConsumer check) {
        return new BodyStream(in, check);
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = in.read(buffer, offset, length);
        count(Math.max(0, got));
        return got;
    }

    private void count(int more) {
        bytes += more;
        check.accept(bytes);
    }

    long bytes() {
        return bytes;
    }
}
