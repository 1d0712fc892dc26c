package io.nta.store.jdbc.read;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the store holds.
 *
 * @param packets packets kept
 * @param rows rows kept
 * @param rowsWithoutVerdict those of them that no detector has judged yet
 * @param alerts alerts kept
 * @param firstPacket when the first of the packets was captured; {@code null} when there is none
 * @param lastPacket when the last one was
 */
public record Totals(
        long packets,
        long rows,
        long rowsWithoutVerdict,
        long alerts,
        @Nullable Instant firstPacket,
        @Nullable Instant lastPacket) {}
