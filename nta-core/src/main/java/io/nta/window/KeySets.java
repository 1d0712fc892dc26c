package io.nta.window;

import io.nta.feature.HeaviestPeers;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import org.jspecify.annotations.Nullable;

/**
 * The distinct counters, peer tallies and port sets of one key in one window.
 *
 * <p>Most keys see one value of each in a window. So the first value stands in place, all firsts together in one array, and an object for more is made only when a
 * second value comes (docs/adr/0004-first-values-in-place.md). Merging, and what is read, is as if the objects had been there from the start.
 */
final class KeySets {
    private static final int COUNTERS = Distinct.values().length;
    private static final Tally[] TALLIES = Tally.values();
    private static final int PEER_LONGS = 3;
    /** The tallies lie backwards, so that those which most rows have lie beside the counters. */
    private static final int LAST_PEER_AT = PEER_LONGS * (TALLIES.length - 1);

    private static final int COUNTERS_AT = PEER_LONGS * TALLIES.length;
    private static final int PORTS_AT = COUNTERS_AT + COUNTERS;
    private static final int TCP = 0;
    private static final int UDP = 1;
    /** How many cells the first values take. */
    static final int CELLS = PORTS_AT + 2;

    /** Where the cells begin that most rows use: the tallies of openings and packets, then the counters. */
    static final int OFTEN_AT = COUNTERS_AT - 2 * PEER_LONGS;

    // The sets by number: counters, then tallies, then ports.
    private static final int FIRST_TALLY = COUNTERS;
    private static final int FIRST_PORTS = FIRST_TALLY + TALLIES.length;
    private static final int ALL_TALLIES = (1 << FIRST_PORTS) - (1 << FIRST_TALLY);

    /** The first values, in the first cells of an array that holds more behind them; of a counter that has grown, one that it has counted, or the first still. */
    private final long[] firsts;

    private @Nullable DistinctCounter @Nullable [] counters;
    private @Nullable PeerTally @Nullable [] tallies;
    private @Nullable PortSet @Nullable [] portSets;
    /** A bit for each set that holds something: most hold nothing in most rows, and are not looked at. */
    private int held;
    /** A bit for each of these that has outgrown its first value. */
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

    /** Reads what a look at the sets that have grown begins with; what it returns says nothing. */
    long load() {
        long sum = held;
        if (counters != null) {
            for (int bits = grown & (1 << FIRST_TALLY) - 1; bits != 0; bits &= bits - 1) {
                sum += counter(Integer.numberOfTrailingZeros(bits)).load();
            }
        }
        return sum;
    }

    void clear() {
        for (int bits = held; bits != 0; bits &= bits - 1) {
            int set = Integer.numberOfTrailingZeros(bits);
            if (set < FIRST_TALLY) {
                firsts[COUNTERS_AT + set] = 0;
            } else if (set >= FIRST_PORTS) {
                firsts[PORTS_AT + set - FIRST_PORTS] = 0;
            }
        }
        for (int bits = grown; bits != 0; bits &= bits - 1) {
            int set = Integer.numberOfTrailingZeros(bits);
            if (set < FIRST_TALLY) {
                counter(set).clear();
            } else if (set < FIRST_PORTS) {
                peerTally(set - FIRST_TALLY).clear();
            } else {
                portSet(set - FIRST_PORTS).clear();
            }
        }
        held = 0;
        grown = 0;
    }

    private boolean isHeld(int set) {
        return (held >>> set & 1) != 0;
    }

    private boolean hasGrown(int set) {
        return (grown >>> set & 1) != 0;
    }

    private static int peerAt(int tally) {
        return LAST_PEER_AT - PEER_LONGS * tally;
    }

    private DistinctCounter counter(int i) {
        if (counters == null) {
            counters = new DistinctCounter[COUNTERS];
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
        return count(which.ordinal(), DistinctCounter.nonZero(hash));
    }

    private boolean count(int i, long value) {
        if (firsts[COUNTERS_AT + i] == value) {
            return false;
        }
        if (!isHeld(i)) {
            held |= 1 << i;
            firsts[COUNTERS_AT + i] = value;
            return true;
        }
        return hasGrown(i) ? countInGrown(i, value) : distinct(i).add(value);
    }

    /** The next packet mostly brings the value again: once it is known to be counted, it stands where the first one stood, and spares a look into the counter. */
    private boolean countInGrown(int i, long value) {
        if (counter(i).add(value)) {
            return true;
        }
        firsts[COUNTERS_AT + i] = value;
        return false;
    }

    /** Reads the number of distinct values of each counter, as {@link DistinctCounter#count}, into {@code counts}, which has a place for each. */
    void readCounts(long[] counts) {
        for (int i = 0; i < COUNTERS; i++) {
            counts[i] = hasGrown(i) ? counter(i).count() : held >>> i & 1;
        }
    }

    /** Returns the counter itself, made if need be. */
    DistinctCounter distinct(Distinct which) {
        return distinct(which.ordinal());
    }

    private DistinctCounter distinct(int i) {
        DistinctCounter counter = counter(i);
        if (!hasGrown(i)) {
            grown |= 1 << i;
            if (isHeld(i)) {
                counter.add(firsts[COUNTERS_AT + i]);
            }
            held |= 1 << i;
        }
        return counter;
    }

    @Nullable
    DistinctCounter distinctOrNull(Distinct which) {
        return isHeld(which.ordinal()) ? distinct(which) : null;
    }

    /** Adds to the weight of a peer; by more than 0. */
    void weigh(Tally which, long high, long low, long weight) {
        weigh(which.ordinal(), high, low, weight);
    }

    private void weigh(int i, long high, long low, long weight) {
        int at = peerAt(i);
        if (!isHeld(FIRST_TALLY + i)) {
            held |= 1 << FIRST_TALLY + i;
            firsts[at] = high;
            firsts[at + 1] = low;
            firsts[at + 2] = weight;
        } else if (hasGrown(FIRST_TALLY + i)) {
            peerTally(i).add(high, low, weight);
        } else if (firsts[at + 1] == low && firsts[at] == high) {
            firsts[at + 2] += weight;
        } else {
            tally(i).add(high, low, weight);
        }
    }

    /** Adds the heaviest peer by each tally, as {@link PeerTally#heaviest}. */
    void heaviest(HeaviestPeers into) {
        for (int bits = held & ALL_TALLIES; bits != 0; bits &= bits - 1) {
            int set = Integer.numberOfTrailingZeros(bits);
            Tally which = TALLIES[set - FIRST_TALLY];
            if (hasGrown(set)) {
                peerTally(set - FIRST_TALLY).heaviest(which, into);
            } else {
                int at = peerAt(set - FIRST_TALLY);
                into.add(which, firsts[at], firsts[at + 1], firsts[at + 2], firsts[at + 2]);
            }
        }
    }

    /** Returns the tally itself, made if need be. */
    PeerTally tally(Tally which) {
        return tally(which.ordinal());
    }

    private PeerTally tally(int i) {
        int set = FIRST_TALLY + i;
        PeerTally tally = peerTally(i);
        if (!hasGrown(set)) {
            grown |= 1 << set;
            if (isHeld(set)) {
                int at = peerAt(i);
                tally.add(firsts[at], firsts[at + 1], firsts[at + 2]);
            }
            held |= 1 << set;
        }
        return tally;
    }

    @Nullable
    PeerTally tallyOrNull(Tally which) {
        return isHeld(FIRST_TALLY + which.ordinal()) ? tally(which) : null;
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
        if (!isHeld(FIRST_PORTS + protocol)) {
            held |= 1 << FIRST_PORTS + protocol;
            firsts[at] = port + 1L;
        } else {
            ports(protocol).add(port);
        }
    }

    private PortSet ports(int protocol) {
        int set = FIRST_PORTS + protocol;
        PortSet ports = portSet(protocol);
        if (!hasGrown(set)) {
            grown |= 1 << set;
            if (isHeld(set)) {
                ports.add((int) firsts[PORTS_AT + protocol] - 1);
            }
            held |= 1 << set;
        }
        return ports;
    }

    private @Nullable PortSet portsOrNull(int protocol) {
        return isHeld(FIRST_PORTS + protocol) ? ports(protocol) : null;
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

    /** Returns whether there is any port. */
    boolean hasPorts() {
        return held >>> FIRST_PORTS != 0;
    }

    /** Returns the only TCP port, or -1 when there are none or several. */
    int onlyTcpPort() {
        return onlyPort(TCP);
    }

    /** Returns the only UDP port, or -1 when there are none or several. */
    int onlyUdpPort() {
        return onlyPort(UDP);
    }

    private int onlyPort(int protocol) {
        return hasGrown(FIRST_PORTS + protocol) ? -1 : (int) firsts[PORTS_AT + protocol] - 1;
    }

    /** Returns the TCP ports, or {@code null} when there is at most one, which {@link #onlyTcpPort} tells. */
    @Nullable
    PortSet tcpPortsIfMany() {
        return hasGrown(FIRST_PORTS + TCP) ? portSet(TCP) : null;
    }

    /** Returns the UDP ports, or {@code null} when there is at most one, which {@link #onlyUdpPort} tells. */
    @Nullable
    PortSet udpPortsIfMany() {
        return hasGrown(FIRST_PORTS + UDP) ? portSet(UDP) : null;
    }

    /** Adds everything of another window. */
    void merge(KeySets later) {
        for (int bits = later.held; bits != 0; bits &= bits - 1) {
            int set = Integer.numberOfTrailingZeros(bits);
            if (set < FIRST_TALLY) {
                mergeCounter(set, later);
            } else if (set < FIRST_PORTS) {
                mergeTally(set - FIRST_TALLY, later);
            } else {
                mergePorts(set - FIRST_PORTS, later);
            }
        }
    }

    private void mergeCounter(int i, KeySets later) {
        if (later.hasGrown(i)) {
            distinct(i).merge(later.counter(i));
        } else {
            count(i, later.firsts[COUNTERS_AT + i]);
        }
    }

    private void mergeTally(int i, KeySets later) {
        if (later.hasGrown(FIRST_TALLY + i)) {
            tally(i).merge(later.peerTally(i));
        } else {
            int at = peerAt(i);
            weigh(i, later.firsts[at], later.firsts[at + 1], later.firsts[at + 2]);
        }
    }

    private void mergePorts(int protocol, KeySets later) {
        if (later.hasGrown(FIRST_PORTS + protocol)) {
            ports(protocol).merge(later.portSet(protocol));
        } else {
            addPort(protocol, (int) later.firsts[PORTS_AT + protocol] - 1);
        }
    }
}
