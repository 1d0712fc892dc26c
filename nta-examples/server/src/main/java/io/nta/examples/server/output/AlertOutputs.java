package io.nta.examples.server.output;

import io.nta.AlertListener;
import io.nta.NtaException;
import io.nta.detect.Alert;
import io.nta.examples.server.config.OutputConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends alerts to all configured places, when they open and when they close. */
public final class AlertOutputs implements AlertListener, AutoCloseable {
    private final List<OutputQueue> queues = new ArrayList<>();

    /**
     * Opens what is configured.
     *
     * @throws NtaException when the file can't be written
     */
    public AlertOutputs(OutputConfig config) {
        try {
            if (config.eveFile() != null) {
                queues.add(new OutputQueue(new EveFile(config.eveFile()), config.queueAlerts()));
            }
        } catch (IOException e) {
            throw new NtaException("The file of alerts, " + config.eveFile() + ", can't be written: " + e, e);
        }
        if (config.webhook() != null && config.webhookSecret() != null) {
            queues.add(new OutputQueue(new Webhook(config.webhook(), config.webhookSecret()), config.queueAlerts()));
        }
        if (config.syslogHost() != null) {
            queues.add(new OutputQueue(
                    new Syslog(config.syslogHost(), config.syslogPort(), config.syslogProtocol()),
                    config.queueAlerts()));
        }
    }

    @Override
    public void onOpened(Alert alert) {
        queues.forEach(queue -> queue.add("opened", alert));
    }

    @Override
    public void onClosed(Alert alert) {
        queues.forEach(queue -> queue.add("closed", alert));
    }

    /** Returns how many were given up: the queue was full, or all tries failed. */
    public long lost() {
        return queues.stream().mapToLong(OutputQueue::lost).sum();
    }

    /** Sends what waits, for some seconds at most, and closes. */
    @Override
    public void close() {
        queues.forEach(OutputQueue::close);
    }
}
