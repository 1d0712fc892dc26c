package io.nta.examples.server.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts what is read of a body, and says so after each read, so that whoever listens can end it. */
class BodyStream extends FilterInputStream {
    private final LongConsumer check;
    private long bytes;

    /** Creates a stream that tells {@code check} after each read how much was read of it. */
    BodyStream(InputStream in, LongConsumer check) {
        super(in);
        this.check = check;
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
