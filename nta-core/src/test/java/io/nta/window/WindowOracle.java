package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.feature.Measure;
import io.nta.flow.ArpExchange;
import io.nta.flow.Connection;
import io.nta.flow.ConnectionChange;
import io.nta.flow.ConnectionListener;
import io.nta.flow.ConnectionTable;
import io.nta.flow.FlowConfig;
import io.nta.packet.FragmentConfig;
import io.nta.packet.FragmentTable;
import io.nta.packet.IpAddress;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The slow and obvious way to the rows: replays the stream from its start, and puts each packet, and each change of a connection, straight into one fresh
 * {@link OracleState} for each window of 5, 30 and 180 s of each of its keys. Nothing is folded, nothing is merged. Shares with the line under test only the
 * decoder, the connection table, and where a DNS name's registered domain starts.
 */
final class WindowOracle implements PacketSink, ConnectionListener {
    private static final long LATENESS_NANOS = 2_000_000_000L;
    private static final long HOLDER_NANOS = 1_200_000_000_000L;

    private record Key(KeyKind kind, IpAddress address) {}

    private record Span(WindowSize size, long startNanos) {}

    private record Holder(long mac, long lastClaimNanos) {}

    private final PacketDecoder decoder = new PacketDecoder();
    private final PacketView view = new PacketView();
    private final FragmentTable fragments = new FragmentTable(FragmentConfig.defaults(), 0x5EED, decoder.anomalies());
    private final ConnectionTable connections =
            new ConnectionTable(FlowConfig.defaults(), WindowSize.PANE_NANOS, 0x5EED, this);
    private final ArpExchange exchange = new ArpExchange(FlowConfig.defaults(), 0x5EED);
    private final OraclePackets packets = new OraclePackets();

    private final Map<OracleState.Row, OracleState> open = new LinkedHashMap<>();
    private final Map<OracleState.Row, OracleState> ended = new LinkedHashMap<>();
    private final Map<Key, List<OracleState.GaugeChange>> gauges = new HashMap<>();
    private final Map<Span, Set<OracleState.Binding>> bindings = new HashMap<>();
    private final Map<IpAddress, Holder> holders = new HashMap<>();
    private long highestNanos = Long.MIN_VALUE;
    private long closedThroughNanos = Long.MIN_VALUE;
    private long late;

    @Override
    public void onFrame(
            long time, LinkType linkType, byte[] buffer, int offset, int captured, int wire, int interfaceId) {
        if (!decoder.decode(time, linkType, buffer, offset, captured, wire, interfaceId, view)) {
            return;
        }
        if (highestNanos != Long.MIN_VALUE
                && time - highestNanos > TimelineConfig.defaults().maxJump().toNanos()) {
            throw new IllegalStateException(
                    "a jump of over an hour: the oracle doesn't know which packets are set aside");
        }
        highestNanos = Math.max(highestNanos, time);
        endThrough(WindowSize.FIVE_SECONDS.startOf(highestNanos - LATENESS_NANOS));
        if (time < closedThroughNanos) {
            late++;
        } else if (view.isArp()) {
            arp();
        } else {
            if (view.fragment()) {
                fragments.complete(view);
            }
            Connection connection = connections.track(view);
            ConnectionChange change = connections.change();
            both(connection, time, (window, peer) -> packets.packet(window, view, connection, change, peer));
            changed(connection, change);
        }
    }

    private interface OfWindow {
        void tell(OracleState window, IpAddress peer);
    }

    private void both(Connection connection, long time, OfWindow fact) {
        windows(KeyKind.SOURCE, connection.initiator(), time, window -> fact.tell(window, connection.responder()));
        windows(KeyKind.TARGET, connection.responder(), time, window -> fact.tell(window, connection.initiator()));
    }

    /** Gives the window of each size of the key that holds the time. */
    private void windows(KeyKind kind, IpAddress address, long time, Consumer<OracleState> fact) {
        for (WindowSize size : WindowSize.values()) {
            OracleState.Row row = new OracleState.Row(kind, address, size, size.startOf(time));
            if (ended.containsKey(row) || row.endNanos() <= closedThroughNanos) {
                throw new IllegalStateException("something happened in a window that had ended: " + row);
            }
            fact.accept(open.computeIfAbsent(row, OracleState::new));
        }
    }

    private void changed(Connection connection, ConnectionChange change) {
        both(connection, change.timeNanos(), (window, peer) -> OraclePackets.change(window, connection, change, peer));
        OracleState.GaugeChange gauge = new OracleState.GaugeChange(
                change.timeNanos(),
                change.openDelta(),
                connection.startNanos() / 1_000,
                change.partialDelta(),
                change.pendingDelta(),
                change.stalledDelta(),
                change.blockedDelta());
        gaugesOf(KeyKind.SOURCE, connection.initiator()).add(gauge);
        gaugesOf(KeyKind.TARGET, connection.responder()).add(gauge);
    }

    private List<OracleState.GaugeChange> gaugesOf(KeyKind kind, IpAddress address) {
        return gauges.computeIfAbsent(new Key(kind, address), key -> new ArrayList<>());
    }

    @Override
    public void onChange(Connection connection, ConnectionChange change) {
        changed(connection, change);
    }

    @Override
    public void onRemoved(Connection connection) {}

    private void arp() {
        long time = view.timestampNanos();
        long mac = view.arpSenderMac();
        boolean unsolicited = exchange.isUnsolicitedReply(view);
        IpAddress sender = view.sourceAddress();
        IpAddress target = view.destinationAddress();
        boolean probe = sender.equals(IpAddress.parse("0.0.0.0"));
        boolean gratuitous = !probe && sender.equals(target);
        boolean rival = !probe && isRival(sender, mac, time);
        Consumer<OracleState> counts = window -> {
            window.packetAt(time);
            OraclePackets.sizes(window, view);
            window.add(Measure.ARP_PACKETS, 1);
            window.count(Measure.ARP_REQUESTS, view.arpOperation() == 1);
            window.count(Measure.ARP_REPLIES, view.arpOperation() == 2);
            window.count(Measure.ARP_GRATUITOUS, gratuitous);
            window.count(Measure.ARP_UNSOLICITED_REPLIES, unsolicited);
            window.count(Measure.ARP_DIRECTED_UNSOLICITED, unsolicited && !gratuitous);
            window.count(Measure.ARP_MAC_MISMATCHES, view.hasMacs() && view.sourceMac() != mac);
        };
        Consumer<OracleState> claim = window -> {
            window.claim(time, mac);
            window.count(Measure.ARP_RIVAL_CLAIMS, rival);
        };
        if (!probe) {
            windows(KeyKind.SOURCE, sender, time, counts.andThen(claim));
            for (WindowSize size : WindowSize.values()) {
                bindings.computeIfAbsent(new Span(size, size.startOf(time)), span -> new HashSet<>())
                        .add(new OracleState.Binding(mac, sender));
            }
        }
        windows(KeyKind.TARGET, target, time, gratuitous ? counts.andThen(claim) : counts);
    }

    /** Whether another MAC was first seen to hold the address, and has claimed it lately. */
    private boolean isRival(IpAddress address, long mac, long time) {
        Holder holder = holders.get(address);
        boolean free = holder == null || time - holder.lastClaimNanos() > HOLDER_NANOS;
        if (free || holder.mac() == mac) {
            holders.put(address, new Holder(mac, time));
            return false;
        }
        return true;
    }

    private void endThrough(long throughNanos) {
        if (throughNanos > closedThroughNanos) {
            connections.advanceTo(throughNanos);
            closedThroughNanos = throughNanos;
            end(throughNanos);
        }
    }

    private void end(long throughNanos) {
        List<OracleState.Row> over = open.keySet().stream()
                .filter(row -> row.endNanos() <= throughNanos)
                .toList();
        for (OracleState.Row row : over) {
            OracleState window = open.remove(row);
            window.end(
                    gaugesOf(row.kind(), row.address()),
                    bindings.getOrDefault(new Span(row.size(), row.startNanos()), Set.of()));
            ended.put(row, window);
        }
        bindings.keySet().removeIf(span -> span.startNanos() + span.size().nanos() <= throughNanos);
    }

    /** The stream has ended: time stands at the start of the last packet's pane, and every window ends as it is. */
    void finish() {
        if (highestNanos != Long.MIN_VALUE) {
            connections.advanceTo(WindowSize.FIVE_SECONDS.startOf(highestNanos));
            end(Long.MAX_VALUE);
        }
        closedThroughNanos = Long.MAX_VALUE;
    }

    /** Returns the end of the last windows that have ended. */
    long closedThroughNanos() {
        return closedThroughNanos;
    }

    /** Returns the state of an ended window, and forgets it; {@code null} when nothing happened to the key in it. */
    OracleState take(OracleState.Row row) {
        return ended.remove(row);
    }

    /** Returns the rows of ended windows that nobody took. */
    Set<OracleState.Row> left() {
        return ended.keySet();
    }

    long late() {
        return late;
    }
}
