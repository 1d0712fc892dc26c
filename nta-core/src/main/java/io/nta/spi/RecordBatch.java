package io.nta.spi;

import io.nta.packet.PacketRecord;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Packets that are kept together or not at all.
 *
 * @param id tells the batch from all others: the same packets sent again have the same one. 1 to 128 letters, digits and {@code - _ . : /}
 * @param agent who captured them; {@code null} when nobody says so
 * @param packets in the order of their capture; at most {@link #MAX_PACKETS}
 */
public record RecordBatch(String id, @Nullable String agent, List<PacketRecord> packets) {
    /** The most packets of a batch. */
    public static final int MAX_PACKETS = 1 << 20;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");

    /**
     * Checks the id and copies the packets.
     *
     * @throws IllegalArgumentException when the id isn't one, or there are too many packets
     */
    public RecordBatch {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a batch id is 1 to 128 letters, digits and - _ . : /");
        }
        if (packets.size() > MAX_PACKETS) {
            throw new IllegalArgumentException(
                    "a batch of " + packets.size() + " packets; allowed: at most " + MAX_PACKETS);
        }
        packets = List.copyOf(packets);
    }
}
