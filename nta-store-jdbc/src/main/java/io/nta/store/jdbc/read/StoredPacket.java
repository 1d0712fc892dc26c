package io.nta.store.jdbc.read;

import io.nta.packet.PacketRecord;
import org.jspecify.annotations.Nullable;

/**
 * A packet as it was stored.
 *
 * @param id its number in the store: later batches have higher ones, and within a batch the order is its own
 * @param agent who captured it; {@code null} when nobody said so
 * @param packet the packet
 */
public record StoredPacket(long id, @Nullable String agent, PacketRecord packet) {}
