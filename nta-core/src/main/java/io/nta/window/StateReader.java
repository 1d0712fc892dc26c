package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Measure.Part;
import io.nta.feature.WindowState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PaneState} for the formulas of the catalogue. Reused from row to row; not thread-safe. */
final class StateReader implements WindowState {
    private static final int PORTS = 65_536;
    private static final int NO_PORT = -2;

    private PaneState state;
    private long[] around = BindingTable.NOTHING;
    private int seconds = 1;
    private long endNanos;
    private DomainTable.@Nullable Entry top;

    /** The counts of the row, each read once: several features share them, and an estimate isn't cheap. */
    private final long[] counts = new long[Distinct.values().length];

    private final int[] ports = new int[Ports.values().length];
    private final char[] tcp = new char[PORTS];
    private final char[] udp = new char[PORTS];

    StateReader() {
        state = new PaneState();
    }

    /** Turns to another row; {@code bindings} are the readings around its key. */
    StateReader of(PaneState next, long[] bindings, int length, long end) {
        state = next;
        seconds = length;
        endNanos = end;
        next.sets.readCounts(counts);
        around = bindings;
        readPorts(next.sets);
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
        return state.get(measure);
    }

    @Override
    public long distinct(Distinct counter) {
        return counts[counter.ordinal()];
    }

    @Override
    public int ports(Ports reading) {
        return ports[reading.ordinal()];
    }

    /** Reads both sets of ports, in ascending order side by side, once for all readings. */
    private void readPorts(KeySets sets) {
        Arrays.fill(ports, 0);
        if (!sets.hasPorts()) {
            return;
        }
        int tcpCount = copy(sets.tcpPortsIfMany(), sets.onlyTcpPort(), tcp);
        int udpCount = copy(sets.udpPortsIfMany(), sets.onlyUdpPort(), udp);
        int before = NO_PORT;
        for (int i = 0, j = 0; i < tcpCount || j < udpCount; ) {
            int nextTcp = i < tcpCount ? tcp[i] : PORTS;
            int nextUdp = j < udpCount ? udp[j] : PORTS;
            int port = Math.min(nextTcp, nextUdp);
            boolean ordinary = !ServicePorts.isRemoteAccess(port);
            ports[Ports.ALL.ordinal()]++;
            ports[Ports.NEIGHBOURS.ordinal()] += port == before + 1 ? 1 : 0;
            if (nextTcp == port) {
                i++;
                ports[Ports.TCP_ORDINARY.ordinal()] += ordinary ? 1 : 0;
            }
            if (nextUdp == port) {
                j++;
                ports[Ports.UDP.ordinal()]++;
                ports[Ports.UDP_ORDINARY.ordinal()] += ordinary ? 1 : 0;
                ports[Ports.TRACEROUTE.ordinal()] += ServicePorts.isTraceroute(port) ? 1 : 0;
            }
            before = port;
        }
    }

    private static int copy(@Nullable PortSet many, int only, char[] into) {
        if (many != null) {
            return many.copyTo(into);
        }
        into[0] = (char) only;
        return only < 0 ? 0 : 1;
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
    public int touchedParts() {
        return state.touched()
                | (top == null ? 0 : Part.DNS.bit())
                | (around == BindingTable.NOTHING ? 0 : Part.ARP.bit());
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
