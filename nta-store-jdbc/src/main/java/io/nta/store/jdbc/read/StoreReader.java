package io.nta.store.jdbc.read;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the store. Any number of threads may ask at once; each answer is of one moment, and no writer waits for it. Every method throws {@link IOException} when
 * the database can't be asked; the message says why.
 */
public interface StoreReader {
    /** The most steps that {@link #history} gives. */
    int MAX_POINTS = 2_000;

    /** Returns packets, the newest first. */
    Page<StoredPacket> packets(PacketQuery query) throws IOException;

    /** Returns the packet of that number, if it is (still) there. */
    Optional<StoredPacket> packet(long id) throws IOException;

    /** Returns rows, the newest windows first. */
    Page<StoredRow> features(FeatureQuery query) throws IOException;

    /** Returns alerts, the last detected first. */
    Page<StoredAlert> alerts(AlertQuery query) throws IOException;

    /** Returns the alert of that id. */
    Optional<StoredAlert> alert(String id) throws IOException;

    /** Counts the alerts detected in a range. */
    AlertCounts alertCounts(TimeRange range) throws IOException;

    /** Returns rules of suppression, the last made first. */
    Page<UsedSuppression> suppressions(SuppressionQuery query) throws IOException;

    /** Returns the rule of that number. */
    Optional<UsedSuppression> suppression(long id) throws IOException;

    /**
     * Tells what a rule would have suppressed of the alerts detected in a range. It looks at them one by one, the newest first, by {@link SuppressionScope#matches}, which also
     * decides on new alerts: the answer can't differ from what the rule will do.
     *
     * @param newest how many of them to return at most, 1 to {@value SuppressionDryRun#MAX_NEWEST}
     */
    SuppressionDryRun dryRun(SuppressionScope scope, TimeRange range, int newest) throws IOException;

    /** Adds up the packets captured in a range. */
    Traffic traffic(TimeRange range) throws IOException;

    /** Returns the values that occur most, the first the most; those of equal count in the order of their text. */
    List<TopValue> top(TopQuery query) throws IOException;

    /** Adds up one host's packets captured in a range. */
    HostTraffic host(HostQuery query) throws IOException;

    /**
     * Returns how traffic went: a point for each step in which there was a packet, in order of time. A step that the range cuts has what lies in the range.
     *
     * @param step its length, whole seconds; from a minute on, multiples of a minute are cheap
     * @throws IllegalArgumentException when the step isn't, or there would be more than {@value #MAX_POINTS}
     */
    List<TrafficPoint> history(TimeRange range, Duration step) throws IOException;

    /** Returns what the store holds. */
    Totals totals() throws IOException;

    /**
     * Returns rows of this version's catalogue that no detector has judged, the earliest window end first.
     *
     * @param storedBeforeNanos only those stored before, in nanoseconds since the epoch by the store's clock: a younger one may be about to be judged
     * @param limit how many at most, 1 to {@value Page#MAX_ITEMS}
     */
    List<StoredRow> withoutVerdict(long storedBeforeNanos, int limit) throws IOException;
}
