package io.nta;

import io.nta.detect.Alert;
import io.nta.detect.AlertPolicy;
import io.nta.detect.AlertStats;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.FeatureStore;
import io.nta.spi.RowSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to the rows of closed windows: they are kept, judged, and what the detectors say becomes alerts. One thread. */
final class DetectionStage {
    private static final Logger LOG = LoggerFactory.getLogger(DetectionStage.class);
    private static final int MAX_REMEMBERED_ERRORS = 100;

    private final List<Detector> detectors;
    private final List<String> names;
    private final List<RowSink> rowSinks;
    private final @Nullable FeatureStore store;
    private final List<AlertListener> listeners;
    private final @Nullable Resumption resumption;
    private final AlertPolicy policy;
    private final Set<String> loggedErrors = new HashSet<>();
    private boolean resuming;
    private long rows;
    private long verdicts;
    private long detectorFailures;

    DetectionStage(
            AnalyzerConfig config,
            List<Detector> detectors,
            List<RowSink> rowSinks,
            @Nullable FeatureStore store,
            @Nullable Resumption resumption,
            List<AlertListener> listeners) {
        this.detectors = List.copyOf(detectors);
        this.names = detectors.stream().map(Detector::name).toList();
        this.rowSinks = List.copyOf(rowSinks);
        this.store = store;
        this.resumption = resumption;
        this.listeners = List.copyOf(listeners);
        this.policy = new AlertPolicy(config.alerts(), this::publish);
    }

    /** Comes to where the analyzer was cut off that this one continues: nothing is kept or told on the way. */
    void resume() {
        if (resumption == null) {
            return;
        }
        resuming = true;
        try {
            for (List<FeatureVector> batch = resumption.nextRows(); batch != null; batch = resumption.nextRows()) {
                if (!batch.isEmpty()) {
                    judge(batch, batch.get(0).endNanos());
                }
            }
        } catch (IOException e) {
            throw new NtaException("The rows kept before could not be read: " + e.getMessage(), e);
        }
        resuming = false;
    }

    /** Takes the rows of windows that closed together, at {@code nowNanos} of event time. */
    void onBatch(List<FeatureVector> batch, long nowNanos) {
        rows += batch.size();
        if (resumption != null && nowNanos < resumption.closedNanos()) {
            return;
        }
        if (store != null) {
            try {
                store.append(Collections.unmodifiableList(batch));
            } catch (Exception | LinkageError e) {
                throw failed("The feature store could not keep " + batch.size() + " rows", e);
            }
        }
        for (RowSink sink : rowSinks) {
            tell(sink, batch);
        }
        judge(batch, nowNanos);
    }

    private static void tell(RowSink sink, List<FeatureVector> batch) {
        try {
            batch.forEach(sink::onRow);
        } catch (NtaException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw failed("The taker of rows " + sink.getClass().getName() + " failed", e);
        }
    }

    /** Returns what to throw when a part fails without which the analysis can't go on. */
    private static NtaException failed(String what, Throwable cause) {
        boolean toTheUser = cause instanceof IOException || cause instanceof NtaException;
        return new NtaException(what + ": " + (toTheUser ? cause.getMessage() : cause.toString()), cause);
    }

    private void judge(List<FeatureVector> batch, long nowNanos) {
        long failuresBefore = detectorFailures;
        List<Verdict> said = new ArrayList<>();
        List<FeatureVector> readOnly = Collections.unmodifiableList(batch);
        for (int i = 0; i < detectors.size(); i++) {
            said.addAll(score(detectors.get(i), names.get(i), readOnly));
        }
        verdicts += said.size();
        if (store != null && !resuming && detectorFailures == failuresBefore) {
            try {
                store.judge(readOnly, Collections.unmodifiableList(said));
            } catch (Exception | LinkageError e) {
                throw failed("The feature store could not keep the verdicts on " + batch.size() + " rows", e);
            }
        }
        policy.onVerdicts(said, nowNanos);
        policy.advanceTo(nowNanos);
    }

    private List<Verdict> score(Detector detector, String name, List<FeatureVector> batch) {
        try {
            // A list without nulls, so that what a plugin returns can't fail further on.
            return List.copyOf(detector.score(batch));
        } catch (Exception | LinkageError | StackOverflowError e) {
            // A plugin built against another version fails to link when it first calls what is no longer there; one in
            // a
            // language without checked exceptions may throw those, too.
            detectorFailures++;
            String error = name + ": " + e;
            if (loggedErrors.size() < MAX_REMEMBERED_ERRORS && loggedErrors.add(error)) {
                LOG.warn(
                        "Detector '{}' failed on {} rows; analysis goes on without its verdicts on them",
                        name,
                        batch.size(),
                        e);
            }
            return List.of();
        }
    }

    private void publish(Alert alert, AlertPolicy.Change change) {
        if (resuming) {
            return;
        }
        if (store != null) {
            try {
                store.save(alert);
            } catch (Exception | LinkageError e) {
                throw failed("The feature store could not keep alert " + alert.id(), e);
            }
        }
        for (AlertListener listener : listeners) {
            tell(listener, alert, change);
        }
    }

    private static void tell(AlertListener listener, Alert alert, AlertPolicy.Change change) {
        try {
            switch (change) {
                case OPENED -> listener.onOpened(alert);
                case UPDATED -> listener.onUpdated(alert);
                case CLOSED -> listener.onClosed(alert);
            }
        } catch (NtaException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw failed("The alert listener " + listener.getClass().getName() + " failed on alert " + alert.id(), e);
        }
    }

    /** Time has come to {@code nowNanos} without a row. */
    void timePassed(long nowNanos) {
        policy.advanceTo(nowNanos);
    }

    /** The input has ended. */
    void finish() {
        policy.finish();
    }

    long rows() {
        return rows;
    }

    long verdicts() {
        return verdicts;
    }

    long detectorFailures() {
        return detectorFailures;
    }

    AlertStats alerts() {
        return policy.stats();
    }
}
