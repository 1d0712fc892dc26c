package io.nta.examples.generate.frame;

import java.io.IOException;

/** Takes what the sensor sees, in order of time. */
public interface FrameSink {
    /**
     * Takes a frame.
     *
     * @param timeNanos when, since the epoch; never before the frame before
     * @param bytes holds the frame from its start; reused after the call
     * @param length how long the frame is
     * @throws IOException if it can't be written
     */
    void frame(long timeNanos, byte[] bytes, int length) throws IOException;
}
