package io.nta;

import io.nta.detect.Alert;

/** Hears of alerts. Called by one thread, the analyzer's detection thread; an exception ends the analysis. */
@FunctionalInterface
public interface AlertListener {
    /** An attack was noticed. */
    void onOpened(Alert alert);

    /** A window has added to an open alert. */
    default void onUpdated(Alert alert) {}

    /** The attack has ended: nothing of it was seen for a while, or the input has ended. This is the alert's final state. */
    default void onClosed(Alert alert) {}
}
