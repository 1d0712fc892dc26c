package io.nta.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.packet.FragmentTable;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import io.nta.window.WindowSize;
import java.util.ArrayList;
import java.util.List;

/** Tracks traffic as it is written down, and keeps every change. Times are seconds after {@link Traffic#START}. */
final class Tracking extends Traffic implements ConnectionListener {
    /** A change, kept. */
    record Kept(
            double atSeconds,
            boolean byPacket,
            boolean forward,
            int events,
            int open,
            int partial,
            int pending,
            int stalled,
            int blocked,
            int answered,
            int abandoned,
            int sshFailures) {
        boolean has(int bits) {
            return (events & bits) == bits;
        }
    }

    private final ConnectionTable table;
    private final PacketDecoder decoder = new PacketDecoder();
    private final FragmentTable fragments;
    private final PacketView view = new PacketView();
    private final List<Kept> changes = new ArrayList<>();
    private final List<Double> removals = new ArrayList<>();
    private double now;
    private Connection last;

    Tracking() {
        this(FlowConfig.defaults());
    }

    Tracking(FlowConfig config) {
        fragments = new FragmentTable(config.fragments(), 42, decoder.anomalies());
        table = new ConnectionTable(config, WindowSize.PANE_NANOS, 42, this);
    }

    @Override
    protected void emit(TimedFrame frame) {
        now = seconds(frame.nanos());
        boolean decoded = decoder.decode(
                frame.nanos(), LinkType.ETHERNET, frame.bytes(), 0, frame.bytes().length, frame.wireLength(), 0, view);
        assertThat(decoded).isTrue();
        if (view.fragment()) {
            fragments.complete(view);
        }
        last = table.track(view);
        keep(table.change(), true);
        assertThat(table.opened()).isEqualTo(table.size() + table.removed());
    }

    /** Lets time pass as the end of a pane does. */
    Tracking passTo(double seconds) {
        now = seconds;
        table.advanceTo(nanos(seconds));
        assertThat(table.opened()).isEqualTo(table.size() + table.removed());
        return this;
    }

    private static double seconds(long nanos) {
        return (nanos - START) / 1e9;
    }

    private void keep(ConnectionChange change, boolean byPacket) {
        changes.add(new Kept(
                seconds(change.timeNanos()),
                byPacket,
                change.forward(),
                change.events(),
                change.openDelta(),
                change.partialDelta(),
                change.pendingDelta(),
                change.stalledDelta(),
                change.blockedDelta(),
                change.requestsAnswered(),
                change.requestsAbandoned(),
                change.sshFailures()));
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        keep(change, false);
    }

    @Override
    public void onRemoved(Connection connection) {
        removals.add(now);
    }

    ConnectionTable table() {
        return table;
    }

    /** Returns the connection of the last packet. */
    Connection last() {
        return last;
    }

    /** Returns what the last packet, or the last passing of time, changed. */
    Kept lastChange() {
        return changes.get(changes.size() - 1);
    }

    List<Kept> changesByTime() {
        return changes.stream().filter(change -> !change.byPacket()).toList();
    }

    /** Returns how often an event happened. */
    long count(int event) {
        return changes.stream().filter(change -> change.has(event)).count();
    }

    /** Returns when an event happened. */
    List<Double> times(int event) {
        return changes.stream()
                .filter(change -> change.has(event))
                .map(Kept::atSeconds)
                .toList();
    }

    int open() {
        return changes.stream().mapToInt(Kept::open).sum();
    }

    int partial() {
        return changes.stream().mapToInt(Kept::partial).sum();
    }

    int pending() {
        return changes.stream().mapToInt(Kept::pending).sum();
    }

    int stalled() {
        return changes.stream().mapToInt(Kept::stalled).sum();
    }

    int blocked() {
        return changes.stream().mapToInt(Kept::blocked).sum();
    }

    int answered() {
        return changes.stream().mapToInt(Kept::answered).sum();
    }

    int abandoned() {
        return changes.stream().mapToInt(Kept::abandoned).sum();
    }

    int sshFailures() {
        return changes.stream().mapToInt(Kept::sshFailures).sum();
    }

    int removals() {
        return removals.size();
    }
}
