package io.nta.window;

import io.nta.feature.FeatureVector;
import io.nta.feature.HeaviestPeers;
import io.nta.feature.KeyKind;
import io.nta.feature.Measure;
import io.nta.feature.Measure.Part;
import io.nta.feature.RowContext;
import io.nta.feature.RowWriter;
import org.jspecify.annotations.Nullable;

/** Reads the row of a key out of its state. Not thread-safe. */
final class RowReader {
    private final StateReader reader = new StateReader();
    private final RowWriter writer = new RowWriter();
    private final HeaviestPeers peers = new HeaviestPeers();
    private final ArpHistory history;

    RowReader(ArpHistory history) {
        this.history = history;
    }

    FeatureVector read(KeyState key, PaneState state, OpenWindow window, WindowSize size) {
        long end = window.startNanos + size.nanos();
        long[] around = around(key, state, window.bindings);
        reader.of(state, around, size.seconds(), end);
        boolean packets = state.get(Measure.FIRST_PACKET_NANOS) != Long.MAX_VALUE;
        return writer.row(
                key.kind,
                key.address,
                window.startNanos,
                reader,
                packets ? state.get(Measure.FIRST_PACKET_NANOS) : window.startNanos,
                packets ? state.get(Measure.LAST_PACKET_NANOS) : window.startNanos,
                context(key, state, window.bindings));
    }

    private static long[] around(KeyState key, PaneState state, BindingTable bindings) {
        if ((state.touched() & Part.ARP.bit()) == 0 || state.get(Measure.ARP_PACKETS) == 0) {
            return BindingTable.NOTHING;
        }
        return bindings.isPlain() && claims(key, state) ? BindingTable.ONE_TO_ONE : bindings.around(key.address);
    }

    /** Returns whether a MAC has claimed the key's address, as its SOURCE row knows. */
    private static boolean claims(KeyState key, PaneState state) {
        return key.kind == KeyKind.SOURCE
                && (state.touched() & Part.ARP.bit()) != 0
                && state.get(Measure.FIRST_CLAIM_MAC) != Measure.NO_MAC;
    }

    private RowContext.@Nullable Rival rival(KeyState key, PaneState state, BindingTable bindings) {
        if (!claims(key, state)) {
            return null;
        }
        // Shards read rows at the same time, and a look into the history notes what was used last.
        synchronized (history) {
            boolean undisputed =
                    bindings.isPlain() && history.isHolder(state.get(Measure.FIRST_CLAIM_MAC), key.address);
            return undisputed ? null : history.rival(key.address, bindings);
        }
    }

    private RowContext context(KeyState key, PaneState state, BindingTable bindings) {
        peers.clear();
        state.sets.heaviest(peers);
        RowContext.Rival rival = rival(key, state, bindings);
        String domain = reader.topDomainName();
        if (peers.isEmpty() && rival == null && domain == null) {
            return RowContext.EMPTY;
        }
        return new RowContext(peers, domain, rival);
    }
}
