package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/** One key: its open panes, its windows in the making, and the gauges that stand between panes. */
final class KeyState {
    final KeyKind kind;
    final IpAddress address;
    final @Nullable PaneState[] panes;
    final PaneState.Gauges gauges = new PaneState.Gauges();

    @Nullable
    PaneState thirty;

    @Nullable
    PaneState threeMinutes;
    /** How many connections in the table are attached to this key. */
    int connections;

    KeyState(KeyKind kind, IpAddress address, int openPanes) {
        this.kind = kind;
        this.address = address;
        panes = new PaneState[openPanes];
    }

    /** Returns whether nothing would be lost if the key were forgotten. */
    boolean isIdle() {
        if (connections > 0 || thirty != null || threeMinutes != null) {
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
