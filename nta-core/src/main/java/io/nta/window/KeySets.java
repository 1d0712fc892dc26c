package io.nta.window;

import io.nta.feature.HeaviestPeers;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The distinct counters, peer tallies and port sets of one key in one window.
 *
 * <p>Most keys see one value of each in a window. So the first value stands in place, all firsts together in one array, and an object for more is made only when a
 * second value comes (docs/adr/0004-first-values-in-place.md). Merging, and what is read, is as if the objects had been there from the start.
 */
final class KeySets {
    private static final Distinct[] DISTINCTS = Distinct.values();
    private static final Tally[] TALLIES = Tally.values();
    private static final int PEERS_AT = DISTINCTS.length;
    private static final int PEER_LONGS = 3;
    private static final int PORTS_AT = PEERS_AT + PEER_LONGS * TALLIES.length;
    private static final int TCP = 0;
    private static final int UDP = 1;
    /** How many cells the first values take. */
    static final int CELLS = PORTS_AT + 2;

    /** The first values, in the first cells of an array that holds more behind them; of a counter that has grown, one that it has counted, or the first still. */
    private final long[] firsts;

    private @Nullable DistinctCounter @Nullable [] counters;
    private @Nullable PeerTally @Nullable [] tallies;
    private @Nullable PortSet @Nullable [] portSets;
    /** A bit for each set that has outgrown its first value: counters, then tallies, then ports. */
    private int grown;

    /** What the sets that grow large may take; the same for all sets, which are made later. */
    private SetBudget.Share memory = SetBudget.Share.UNLIMITED;

    KeySets(long[] cells) {
        firsts = cells;
    }

    /** Makes the sets, none of which is there yet, draw on this share. */
    void drawOn(SetBudget.Share share) {
        memory = share;
    }

    SetBudget.Share memory() {
        return memory;
    }

    void clear() {
        Arrays.fill(firsts, 0, CELLS, 0);
        for (int bits = grown; bits != 0; bits &= bits - 1) {
            int i = Integer.numberOfTrailingZeros(bits);
            if (i < DISTINCTS.length) {
                counter(i).clear();
            } else if (i < DISTINCTS.length + TALLIES.length) {
                peerTally(i - DISTINCTS.length).clear();
            } else {
                portSet(i - DISTINCTS.length - TALLIES.length).clear();
            }
        }
        grown = 0;
    }

    private boolean hasGrown(int set) {
        return (grown >>> set & 1) != 0;
    }

    private DistinctCounter counter(int i) {
        if (counters == null) {
            counters = new DistinctCounter[DISTINCTS.length];
        }
        DistinctCounter counter = counters[i];
        if (counter == null) {
            counter = new DistinctCounter(memory);
            counters[i] = counter;
        }
        return counter;
    }

    private PeerTally peerTally(int i) {
        if (tallies == null) {
            tallies = new PeerTally[TALLIES.length];
        }
        PeerTally tally = tallies[i];
        if (tally == null) {
            tally = new PeerTally();
            tallies[i] = tally;
        }
        return tally;
    }

    private PortSet portSet(int i) {
        if (portSets == null) {
            portSets = new PortSet[2];
        }
        PortSet ports = portSets[i];
        if (ports == null) {
            ports = new PortSet(memory);
            portSets[i] = ports;
        }
        return ports;
    }

    /** Counts a value by its hash; returns false if it has certainly been counted before. */
    boolean count(Distinct which, long hash) {
        int i = which.ordinal();
        long value = DistinctCounter.nonZero(hash);
        if (firsts[i] == value) {
            return false;
        }
        if (hasGrown(i)) {
            return countInGrown(i, value);
        }
        if (firsts[i] == 0) {
            firsts[i] = value;
            return true;
        }
        return distinct(which).add(value);
    }

    /** The next packet mostly brings the value again: once it is known to be counted, it stands where the first one stood, and spares a look into the counter. */
    private boolean countInGrown(int i, long value) {
        if (counter(i).add(value)) {
            return true;
        }
        firsts[i] = value;
        return false;
    }

    /** Returns the number of distinct values, as {@link DistinctCounter#count}. */
    long countOf(Distinct which) {
        int i = which.ordinal();
        return hasGrown(i) ? counter(i).count() : firsts[i] == 0 ? 0 : 1;
    }

    /** Returns the counter itself, made if need be. */
    DistinctCounter distinct(Distinct which) {
        int i = which.ordinal();
        DistinctCounter counter = counter(i);
        if (!hasGrown(i)) {
            grown |= 1 << i;
            if (firsts[i] != 0) {
                counter.add(firsts[i]);
            }
        }
        return counter;
    }

    @Nullable
    DistinctCounter distinctOrNull(Distinct which) {
        return hasGrown(which.ordinal()) || firsts[which.ordinal()] != 0 ? distinct(which) : null;
    }

    /** Adds to the weight of a peer. */
    void weigh(Tally which, long high, long low, long weight) {
        int at = PEERS_AT + PEER_LONGS * which.ordinal();
        if (hasGrown(DISTINCTS.length + which.ordinal())) {
            peerTally(which.ordinal()).add(high, low, weight);
        } else if (firsts[at + 2] == 0) {
            firsts[at] = high;
            firsts[at + 1] = low;
            firsts[at + 2] = weight;
        } else if (firsts[at + 1] == low && firsts[at] == high) {
            firsts[at + 2] += weight;
        } else {
            tally(which).add(high, low, weight);
        }
    }

    /** Adds the heaviest peer, as {@link PeerTally#heaviest}, if there is one. */
    void heaviest(Tally which, HeaviestPeers into) {
        if (hasGrown(DISTINCTS.length + which.ordinal())) {
            peerTally(which.ordinal()).heaviest(which, into);
            return;
        }
        int at = PEERS_AT + PEER_LONGS * which.ordinal();
        long weight = firsts[at + 2];
        if (weight != 0) {
            into.add(which, firsts[at], firsts[at + 1], weight, weight);
        }
    }

    /** Returns the tally itself, made if need be. */
    PeerTally tally(Tally which) {
        int i = which.ordinal();
        PeerTally tally = peerTally(i);
        if (!hasGrown(DISTINCTS.length + i)) {
            grown |= 1 << DISTINCTS.length + i;
            int at = PEERS_AT + PEER_LONGS * i;
            if (firsts[at + 2] != 0) {
                tally.add(firsts[at], firsts[at + 1], firsts[at + 2]);
            }
        }
        return tally;
    }

    @Nullable
    PeerTally tallyOrNull(Tally which) {
        boolean any = hasGrown(DISTINCTS.length + which.ordinal())
                || firsts[PEERS_AT + PEER_LONGS * which.ordinal() + 2] != 0;
        return any ? tally(which) : null;
    }

    void addTcpPort(int port) {
        addPort(TCP, port);
    }

    void addUdpPort(int port) {
        addPort(UDP, port);
    }

    private void addPort(int protocol, int port) {
        int at = PORTS_AT + protocol;
        if (firsts[at] == port + 1) {
            return;
        }
        if (firsts[at] == 0 && !hasGrown(portBit(protocol))) {
            firsts[at] = port + 1L;
        } else {
            ports(protocol).add(port);
        }
    }

    private static int portBit(int protocol) {
        return DISTINCTS.length + TALLIES.length + protocol;
    }

    private PortSet ports(int protocol) {
        PortSet ports = portSet(protocol);
        if (!hasGrown(portBit(protocol))) {
            grown |= 1 << portBit(protocol);
            int first = (int) firsts[PORTS_AT + protocol] - 1;
            if (first >= 0) {
                ports.add(first);
            }
        }
        return ports;
    }

    private @Nullable PortSet portsOrNull(int protocol) {
        return hasGrown(portBit(protocol)) || firsts[PORTS_AT + protocol] != 0 ? ports(protocol) : null;
    }

    PortSet tcpPorts() {
        return ports(TCP);
    }

    PortSet udpPorts() {
        return ports(UDP);
    }

    @Nullable
    PortSet tcpPortsOrNull() {
        return portsOrNull(TCP);
    }

    @Nullable
    PortSet udpPortsOrNull() {
        return portsOrNull(UDP);
    }

    /** Returns the only TCP port, or -1 when there are none or several. */
    int onlyTcpPort() {
        return hasGrown(portBit(TCP)) ? -1 : (int) firsts[PORTS_AT + TCP] - 1;
    }

    /** Returns the only UDP port, or -1 when there are none or several. */
    int onlyUdpPort() {
        return hasGrown(portBit(UDP)) ? -1 : (int) firsts[PORTS_AT + UDP] - 1;
    }

    /** Returns the TCP ports, or {@code null} when there is at most one, which {@link #onlyTcpPort} tells. */
    @Nullable
    PortSet tcpPortsIfMany() {
        return hasGrown(portBit(TCP)) ? portSet(TCP) : null;
    }

    /** Returns the UDP ports, or {@code null} when there is at most one, which {@link #onlyUdpPort} tells. */
    @Nullable
    PortSet udpPortsIfMany() {
        return hasGrown(portBit(UDP)) ? portSet(UDP) : null;
    }

    /** Adds everything of another window. */
    void merge(KeySets later) {
        for (Distinct which : DISTINCTS) {
            if (later.hasGrown(which.ordinal())) {
                distinct(which).merge(later.counter(which.ordinal()));
            } else if (later.firsts[which.ordinal()] != 0) {
                count(which, later.firsts[which.ordinal()]);
            }
        }
        for (Tally which : TALLIES) {
            int at = PEERS_AT + PEER_LONGS * which.ordinal();
            if (later.hasGrown(DISTINCTS.length + which.ordinal())) {
                tally(which).merge(later.peerTally(which.ordinal()));
            } else if (later.firsts[at + 2] != 0) {
                weigh(which, later.firsts[at], later.firsts[at + 1], later.firsts[at + 2]);
            }
        }
        for (int protocol = TCP; protocol <= UDP; protocol++) {
            if (later.hasGrown(portBit(protocol))) {
                ports(protocol).merge(later.portSet(protocol));
            } else if (later.firsts[PORTS_AT + protocol] != 0) {
                addPort(protocol, (int) later.firsts[PORTS_AT + protocol] - 1);
            }
        }
    }
}
