package io.nta.examples.server.ingest;

import io.nta.packet.PacketRecord;
import java.util.List;

/** Where packets go that are stored. */
@FunctionalInterface
interface Destination {
    /** Takes packets that an agent has uploaded just now. */
    void add(String agent, List<PacketRecord> packets);
}
