package io.nta.examples.server.ingest;

import io.nta.AlertListener;
import io.nta.detect.Alert;
import java.util.List;

/** Tells several listeners of alerts that come by several threads: one alert at a time, as listeners expect. */
final class SerialListener implements AlertListener {
    private final List<AlertListener> listeners;

    SerialListener(List<AlertListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public synchronized void onOpened(Alert alert) {
        listeners.forEach(listener -> listener.onOpened(alert));
    }

    @Override
    public synchronized void onUpdated(Alert alert) {
        listeners.forEach(listener -> listener.onUpdated(alert));
    }

    @Override
    public synchronized void onClosed(Alert alert) {
        listeners.forEach(listener -> listener.onClosed(alert));
    }
}
