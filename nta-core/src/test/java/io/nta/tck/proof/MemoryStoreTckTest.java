package io.nta.tck.proof;

import io.nta.packet.PacketRecord;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketStore;
import io.nta.tck.FeatureStoreTck;
import io.nta.tck.PacketStoreTck;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The kits pass on a store that keeps their contract. */
class MemoryStoreTckTest {
    @Nested
    class Rows extends FeatureStoreTck {
        private final MemoryStore store = new MemoryStore();

        @Override
        protected FeatureStore open() {
            return store;
        }

        @Override
        protected Contents contents(FeatureStore open) {
            return new Contents(store.rows(), store.alerts());
        }
    }

    @Nested
    class Packets extends PacketStoreTck {
        private final MemoryStore store = new MemoryStore();

        @Override
        protected PacketStore open() {
            return store;
        }

        @Override
        protected List<PacketRecord> packets(PacketStore open) {
            return store.packets();
        }
    }
}
