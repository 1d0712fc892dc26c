package io.nta.examples.server.ingest;

import io.javalin.http.HttpStatus;
import io.nta.examples.server.http.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import java.util.function.LongConsumer;

/** Counts what is read of a body, and says so after each read, so that whoever listens can end it. */
final class BodyStream extends FilterInputStream {
    private static final double NANOS = 1e9;

    private final LongConsumer check;
    private long bytes;

    private BodyStream(InputStream in, LongConsumer check) {
        super(in);
        this.check = check;
    }

    /**
     * Returns a stream whose reads fail with a problem when they come too slowly.
     *
     * @param patience how long any pace is good enough
     * @param minBytesPerSecond the least average pace after that
     */
    static BodyStream timed(InputStream in, Duration patience, int minBytesPerSecond) {
        long begun = System.nanoTime();
        return new BodyStream(in, bytes -> {
            long taken = System.nanoTime() - begun;
            if (taken > patience.toNanos() && bytes < minBytesPerSecond * (taken / NANOS)) {
                throw tooSlow(minBytesPerSecond);
            }
        });
    }

    /** Returns the problem of a body that comes too slowly. */
    static Problem tooSlow(int minBytesPerSecond) {
        return Problem.limit(
                HttpStatus.REQUEST_TIMEOUT,
                "ingest.min_bytes_per_second",
                minBytesPerSecond,
                "The body comes too slowly: at least " + minBytesPerSecond + " bytes a second are asked for");
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
