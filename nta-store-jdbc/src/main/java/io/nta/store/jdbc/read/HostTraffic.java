package io.nta.store.jdbc.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one host's packets add up to. Lists have the most frequent values first, and those of equal count in the order of their text.
 *
 * @param packetsSent packets that it sent
 * @param bytesSent their bytes on the wire
 * @param packetsReceived packets that it was sent
 * @param bytesReceived their bytes on the wire
 * @param listsFrom the lists count the packets captured then or later; {@code null}: those of the whole range
 * @param sendsTo the receivers of what it sent
 * @param receivesFrom the senders of what it received
 * @param ports the lower of the two ports of its packets, which nearly always is the service's
 * @param names the names that it asked DNS for
 */
public record HostTraffic(
        long packetsSent,
        long bytesSent,
        long packetsReceived,
        long bytesReceived,
        @Nullable Instant listsFrom,
        List<TopValue> sendsTo,
        List<TopValue> receivesFrom,
        List<TopValue> ports,
        List<TopValue> names) {
    /** Copies the lists. */
    public HostTraffic {
        sendsTo = List.copyOf(sendsTo);
        receivesFrom = List.copyOf(receivesFrom);
        ports = List.copyOf(ports);
        names = List.copyOf(names);
    }
}
