package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.WindowState;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PaneState} for the formulas of the catalogue. Reused from row to row; not thread-safe. */
final class StateReader implements WindowState {
    private static final int PORTS = 65_536;
    private static final Distinct[] COUNTERS = Distinct.values();

    private PaneState state;
    private long[] around = BindingTable.NOTHING;
    private int seconds = 1;
    private long endNanos;
    private DomainTable.@Nullable Entry top;

    /** The counts of the row, each read once: several features share them, and an estimate isn't cheap. */
    private final long[] counts = new long[Distinct.values().length];

    StateReader() {
        state = new PaneState();
    }

    /** Turns to another row; {@code bindings} is {@code null} when the key is in no ARP packet. */
    StateReader of(PaneState next, @Nullable BindingTable bindings, IpAddress address, int length, long end) {
        state = next;
        seconds = length;
        endNanos = end;
        for (Distinct counter : COUNTERS) {
            counts[counter.ordinal()] = next.sets.countOf(counter);
        }
        around = bindings == null ? BindingTable.NOTHING : bindings.around(address);
        DomainTable domains = next.domainsOrNull();
        top = domains == null || domains.isEmpty() ? null : domains.top();
        return this;
    }

    @Nullable
    String topDomainName() {
        return top == null ? null : top.domain;
    }

    @Override
    public long get(Measure measure) {
        return state.measures[measure.ordinal()];
    }

    @Override
    public long distinct(Distinct counter) {
        return counts[counter.ordinal()];
    }

    @Override
    public int ports(Ports reading) {
        if (!state.sets.hasManyPorts()) {
            return fewPorts(reading, state.sets.onlyTcpPort(), state.sets.onlyUdpPort());
        }
        PortSet tcp = state.sets.tcpPortsOrNull();
        PortSet udp = state.sets.udpPortsOrNull();
        return switch (reading) {
            case ALL ->
                size(tcp)
                        + (udp == null
                                ? 0
                                : tcp == null || tcp.size() == 0 ? udp.size() : udp.count(port -> !tcp.contains(port)));
            case NEIGHBOURS -> neighbours(tcp, udp);
            case UDP -> size(udp);
            case TCP_ORDINARY -> tcp == null ? 0 : tcp.count(port -> !ServicePorts.isRemoteAccess(port));
            case TRACEROUTE -> udp == null ? 0 : udp.count(ServicePorts::isTraceroute);
            case UDP_ORDINARY -> udp == null ? 0 : udp.count(port -> !ServicePorts.isRemoteAccess(port));
        };
    }

    /** Reads at most one port of each protocol; -1 stands for none. */
    private static int fewPorts(Ports reading, int tcp, int udp) {
        return switch (reading) {
            case ALL -> (tcp >= 0 ? 1 : 0) + (udp >= 0 && udp != tcp ? 1 : 0);
            case NEIGHBOURS -> tcp >= 0 && udp >= 0 && Math.abs(tcp - udp) == 1 ? 1 : 0;
            case UDP -> udp >= 0 ? 1 : 0;
            case TCP_ORDINARY -> tcp >= 0 && !ServicePorts.isRemoteAccess(tcp) ? 1 : 0;
            case UDP_ORDINARY -> udp >= 0 && !ServicePorts.isRemoteAccess(udp) ? 1 : 0;
            case TRACEROUTE -> udp >= 0 && ServicePorts.isTraceroute(udp) ? 1 : 0;
        };
    }

    private static int size(@Nullable PortSet ports) {
        return ports == null ? 0 : ports.size();
    }

    private static int neighbours(@Nullable PortSet tcp, @Nullable PortSet udp) {
        int pairs = 0;
        int before = -2;
        for (int port = next(tcp, udp, 0); port < PORTS; port = next(tcp, udp, port + 1)) {
            pairs += port == before + 1 ? 1 : 0;
            before = port;
        }
        return pairs;
    }

    private static int next(@Nullable PortSet tcp, @Nullable PortSet udp, int from) {
        return Math.min(next(tcp, from), next(udp, from));
    }

    private static int next(@Nullable PortSet ports, int from) {
        int port = ports == null || from >= PORTS ? -1 : ports.next(from);
        return port < 0 ? PORTS : port;
    }

    @Override
    public long bindings(Bindings reading) {
        return around[reading.ordinal()];
    }

    @Override
    public long topDomain(TopDomain reading) {
        return top == null ? 0 : top.get(reading);
    }

    @Override
    public int seconds() {
        return seconds;
    }

    @Override
    public long endNanos() {
        return endNanos;
    }
}
