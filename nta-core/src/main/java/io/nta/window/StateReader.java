package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.WindowState;
import io.nta.packet.IpAddress;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PaneState} for the formulas of the catalogue. Reused from row to row; not thread-safe. */
final class StateReader implements WindowState {
    private static final int PORTS = 65_536;

    private PaneState state;
    private @Nullable BindingTable bindings;
    private IpAddress key = new IpAddress(0, 0);
    private int seconds = 1;
    private long endNanos;
    private DomainTable.@Nullable Entry top;

    StateReader() {
        state = new PaneState();
    }

    /** Turns to another row; {@code bindings} is {@code null} when the key is in no ARP packet. */
    StateReader of(PaneState next, @Nullable BindingTable around, IpAddress address, int length, long end) {
        state = next;
        bindings = around;
        key = address;
        seconds = length;
        endNanos = end;
        DomainTable domains = next.domainsOrNull();
        top = domains == null ? null : domains.top();
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
        DistinctCounter values = state.distinctOrNull(counter);
        return values == null ? 0 : values.count();
    }

    @Override
    public int ports(Ports reading) {
        PortSet tcp = state.tcpPortsOrNull();
        PortSet udp = state.udpPortsOrNull();
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
        return bindings == null ? 0 : bindings.get(reading, key);
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
