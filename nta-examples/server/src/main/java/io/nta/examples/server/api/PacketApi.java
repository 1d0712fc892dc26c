package io.nta.examples.server.api;

import io.javalin.http.Context;
import io.nta.examples.server.http.Answers;
import io.nta.examples.server.http.Parameters;
import io.nta.examples.server.http.RouteTable;
import io.nta.examples.server.http.Scope;
import io.nta.packet.PacketRecord;
import io.nta.store.jdbc.read.PacketQuery;
import io.nta.store.jdbc.read.Page;
import io.nta.store.jdbc.read.StoreReader;
import io.nta.store.jdbc.read.StoredPacket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Packets as they came. */
public final class PacketApi {
    private static final int DEFAULT_PACKETS = 100;
    private static final int MAX_PACKETS = 1_000;
    private static final int MAX_PORT = 65_535;

    private final StoreReader store;

    /** Answers from a store. */
    public PacketApi(StoreReader store) {
        this.store = store;
    }

    /** Adds its routes. */
    public void addTo(RouteTable routes) {
        routes.get("/api/packets", Scope.READ, this::packets);
    }

    private void packets(Context context) throws IOException {
        Parameters parameters = Parameters.of(context);
        boolean withFrame = Boolean.TRUE.equals(parameters.bool("frame"));
        PacketQuery query = new PacketQuery(
                parameters.range(),
                parameters.address("host"),
                protocol(parameters),
                parameters.integer("port", 0, MAX_PORT),
                parameters.integer("limit", DEFAULT_PACKETS, 1, MAX_PACKETS),
                parameters.numberCursor("after"));
        parameters.verify();
        Page<StoredPacket> page = store.packets(query);
        Answers.json(context, json -> Rows.page(page, (packet, item) -> Rows.packet(packet, withFrame, item), json));
    }

    private static @Nullable String protocol(Parameters parameters) {
        PacketRecord.Protocol protocol = parameters.choice("protocol", PacketRecord.Protocol.class);
        return protocol == null ? null : protocol.label();
    }
}
