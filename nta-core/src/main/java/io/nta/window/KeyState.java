package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/** One key: its open panes, its windows in the making, and the gauges that stand between panes. */
final class KeyState {
    final KeyKind kind;
    final IpAddress address;
    final @Nullable PaneState[] panes;
    /** The open pane that was asked for last, which the next packet mostly belongs to, and when it starts: spares the look into {@link #panes}. */
    @Nullable
    PaneState current;

    long currentStartNanos;
    final long[] gauges = PaneState.newGauges();
    /** The parts of the measures in which a gauge isn't 0, a bit each. */
    int standing;

    @Nullable
    PaneState thirty;

    @Nullable
    PaneState threeMinutes;
    /** How many connections in the table are attached to this key. */
    int connections;
    /** Whether nothing has shown yet that the address is more than a forged one; see {@link KeyAdmission}. */
    boolean unproven;

    /** Who answers for it while it is unproven: the key at the other end of its first connection. */
    @Nullable
    KeyState answerable;
    /** How many unproven keys this one answers for. */
    int unprovenPeers;

    /** In a shard: what has its rows, for all shards, as it was found last; see {@link ShardWindows}. */
    @Nullable
    KeyState whole;
    /** In a shard: who has the whole, or -1 before that is asked for. */
    int owner = -1;
    /** In a shard: whether it is kept until the windows that it has been in have closed. */
    boolean kept;
    /** Whether its last window has closed and it is no longer in any table. */
    boolean forgotten;

    KeyState(KeyKind kind, IpAddress address, int openPanes) {
        this.kind = kind;
        this.address = address;
        panes = new PaneState[openPanes];
    }

    /** Returns whether nothing would be lost if the key were forgotten. */
    boolean isIdle() {
        if (connections > 0 || kept || thirty != null || threeMinutes != null) {
            return false;
        }
        for (PaneState pane : panes) {
            if (pane != null) {
                return false;
            }
        }
        return true;
    }
}
