package io.nta.examples.server.output;

import io.nta.detect.Alert;
import java.io.Closeable;
import java.io.IOException;

/** Somewhere that alerts are sent. Called by one thread. */
interface AlertOutput extends Closeable {
    /** Returns what it is, for the log. */
    String description();

    /**
     * Sends an alert.
     *
     * @param change {@code opened} or {@code closed}
     * @throws IOException when it did not arrive; trying again may help
     */
    void send(String change, Alert alert) throws IOException;

    @Override
    default void close() throws IOException {}
}
