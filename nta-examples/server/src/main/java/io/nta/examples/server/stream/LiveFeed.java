package io.nta.examples.server.stream;

import io.nta.AlertListener;
import io.nta.detect.Alert;
import io.nta.examples.server.api.AlertApi;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.ingest.Agents;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.StoredAlert;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what becomes of alerts that no rule suppresses, and how traffic goes. */
public final class LiveFeed implements AlertListener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final double NANOS = 1e9;

    private final EventHub hub;
    private final StoreReader store;
    private final InstantSource clock;
    private Agents.Sums before = new Agents.Sums(0, 0, 0, null);
    private Instant toldAt;

    /** Creates a feed. */
    public LiveFeed(EventHub hub, StoreReader store, InstantSource clock) {
        this.hub = hub;
        this.store = store;
        this.clock = clock;
        this.toldAt = clock.instant();
    }

    @Override
    public void onOpened(Alert alert) {
        tell("opened", raised(alert));
    }

    private static StoredAlert raised(Alert alert) {
        return new StoredAlert(alert, false, null, null, null);
    }

    @Override
    public void onUpdated(Alert alert) {
        tell("updated", stored(alert));
    }

    @Override
    public void onClosed(Alert alert) {
        tell("closed", stored(alert));
    }

    /** The alert's new state, and what somebody has done about it meanwhile. */
    private StoredAlert stored(Alert alert) {
        try {
            return store.alert(alert.id())
                    .map(known -> new StoredAlert(alert, known.resolved(), known.resolvedAt(), known.note(), null))
                    .orElseGet(() -> raised(alert));
        } catch (IOException e) {
            LOG.debug("Whether alert {} is resolved can't be told: {}", alert.id(), e.getMessage());
            return raised(alert);
        }
    }

    /** Tells of a change of an alert, unless a rule suppresses it. */
    public void tell(String change, StoredAlert alert) {
        if (alert.isSuppressed()) {
            return;
        }
        hub.publish("alert", json -> {
            json.writeStartObject();
            json.writeStringField("change", change);
            json.writeFieldName("alert");
            AlertApi.write(alert, json);
            json.writeEndObject();
        });
    }

    /** Tells what came since it was told before. One thread. */
    public void tellTraffic(Agents agents) {
        Agents.Sums now = agents.sums();
        Instant time = clock.instant();
        double seconds = Duration.between(toldAt, time).toNanos() / NANOS;
        long packets = now.packets() - before.packets();
        long bytes = now.bytes() - before.bytes();
        before = now;
        toldAt = time;
        hub.mention("traffic", json -> {
            json.writeStartObject();
            json.writeStringField("time", time.toString());
            json.writeNumberField("seconds", seconds);
            json.writeNumberField("packets", packets);
            json.writeNumberField("bytes", bytes);
            json.writeNumberField("agents", now.active());
            Answers.text(json, "event_time", now.eventTime());
            json.writeEndObject();
        });
    }
}
