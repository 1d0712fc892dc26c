package io.nta.examples.server;

import io.nta.examples.server.http.HttpServer;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.StoredPacket;
import io.nta.store.jdbc.read.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server asks itself for what others will ask for first, so that they need not wait for what Java loads at a first answer, and begins to compile at the next ones: {@code /health}, which is
 * asked while agents send already, and the dashboard.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int HEALTH = 20;

    private final HttpServer http;
    private final StoreReader store;
    private final InstantSource clock;

    Rehearsal(HttpServer http, StoreReader store, InstantSource clock) {
        this.http = http;
        this.store = store;
        this.clock = clock;
    }

    /** Asks, one thing after the other; ends when all is answered, something isn't, or it has taken that long. Returns how many were answered. */
    int play(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int answered = 0;
        for (String path : paths()) {
            long left = end - System.nanoTime();
            if (left <= 0 || !http.askItself(path, Duration.ofNanos(left))) {
                LOG.debug("The rehearsal ended at {}; the first to ask for it may wait a little longer", path);
                break;
            }
            answered++;
        }
        return answered;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>(Collections.nCopies(HEALTH, "/health"));
        try {
            paths.addAll(OverviewRequests.of(newestPacket()));
        } catch (IOException e) {
            LOG.debug("The dashboard isn't rehearsed", e);
        }
        return paths;
    }

    /** Returns when it was captured; now when there is none. */
    private Instant newestPacket() throws IOException {
        List<StoredPacket> newest =
                store.packets(PacketQuery.newest(TimeRange.ALL, 1)).items();
        return newest.isEmpty()
                ? clock.instant()
                : Instant.ofEpochSecond(0, newest.get(0).packet().timestampNanos());
    }
}
