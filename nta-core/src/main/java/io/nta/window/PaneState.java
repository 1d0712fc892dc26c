package io.nta.window;

import io.nta.feature.Measure;
import io.nta.feature.Tally;
import io.nta.feature.WindowState.Distinct;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Everything kept of one key in one window. {@link #merge} is the one law of the aggregation: merging the panes of a window, in time order, gives the state that the
 * window's own stream would have given.
 */
final class PaneState {
    private static final Measure[] ALL = Measure.values();
    private static final int COUNT = ALL.length;
    private static final int SUM_END = end(Measure.Rule.SUM);
    private static final int MAX_END = end(Measure.Rule.MAX);
    private static final int MIN_END = end(Measure.Rule.MIN);
    private static final int LAST_END = end(Measure.Rule.LAST);
    private static final int CHANGES = Measure.CLAIM_CHANGES.ordinal();
    private static final int FIRST_MAC = Measure.FIRST_CLAIM_MAC.ordinal();
    private static final int LAST_MAC = Measure.LAST_CLAIM_MAC.ordinal();
    private static final int DISTINCTS = Distinct.values().length;
    private static final int TALLIES = Tally.values().length;

    /** No MAC has claimed yet; not a 48-bit number. */
    static final long NO_MAC = -1;

    final long[] measures = new long[COUNT];
    private final @Nullable DistinctCounter[] distincts = new DistinctCounter[DISTINCTS];
    private final @Nullable PeerTally[] tallies = new PeerTally[TALLIES];
    private @Nullable PortSet tcpPorts;
    private @Nullable PortSet udpPorts;
    private @Nullable DomainTable domains;
    /** The pane that this state belongs to while it is open. */
    long pane;

    PaneState() {
        clear();
    }

    private static int end(Measure.Rule rule) {
        int end = 0;
        for (Measure measure : ALL) {
            end = measure.rule() == rule ? measure.ordinal() + 1 : end;
        }
        return end;
    }

    void clear() {
        Arrays.fill(measures, 0);
        Arrays.fill(measures, MAX_END, MIN_END, Long.MAX_VALUE);
        measures[FIRST_MAC] = NO_MAC;
        measures[LAST_MAC] = NO_MAC;
        for (DistinctCounter counter : distincts) {
            if (counter != null) {
                counter.clear();
            }
        }
        for (PeerTally tally : tallies) {
            if (tally != null) {
                tally.clear();
            }
        }
        if (tcpPorts != null) {
            tcpPorts.clear();
        }
        if (udpPorts != null) {
            udpPorts.clear();
        }
        if (domains != null) {
            domains.clear();
        }
    }

    void add(Measure measure, long amount) {
        measures[measure.ordinal()] += amount;
    }

    void raise(Measure measure, long value) {
        int i = measure.ordinal();
        measures[i] = Math.max(measures[i], value);
    }

    void lower(Measure measure, long value) {
        int i = measure.ordinal();
        measures[i] = Math.min(measures[i], value);
    }

    /** Notes that {@code mac} claims the key's address. */
    void claim(long mac) {
        if (measures[FIRST_MAC] == NO_MAC) {
            measures[FIRST_MAC] = mac;
        } else if (measures[LAST_MAC] != mac) {
            measures[CHANGES]++;
        }
        measures[LAST_MAC] = mac;
    }

    DistinctCounter distinct(Distinct which) {
        DistinctCounter counter = distincts[which.ordinal()];
        if (counter == null) {
            counter = new DistinctCounter();
            distincts[which.ordinal()] = counter;
        }
        return counter;
    }

    @Nullable
    DistinctCounter distinctOrNull(Distinct which) {
        return distincts[which.ordinal()];
    }

    PeerTally tally(Tally which) {
        PeerTally tally = tallies[which.ordinal()];
        if (tally == null) {
            tally = new PeerTally();
            tallies[which.ordinal()] = tally;
        }
        return tally;
    }

    @Nullable
    PeerTally tallyOrNull(Tally which) {
        return tallies[which.ordinal()];
    }

    PortSet tcpPorts() {
        PortSet ports = tcpPorts;
        if (ports == null) {
            ports = new PortSet();
            tcpPorts = ports;
        }
        return ports;
    }

    @Nullable
    PortSet tcpPortsOrNull() {
        return tcpPorts;
    }

    PortSet udpPorts() {
        PortSet ports = udpPorts;
        if (ports == null) {
            ports = new PortSet();
            udpPorts = ports;
        }
        return ports;
    }

    @Nullable
    PortSet udpPortsOrNull() {
        return udpPorts;
    }

    DomainTable domains() {
        DomainTable table = domains;
        if (table == null) {
            table = new DomainTable();
            domains = table;
        }
        return table;
    }

    @Nullable
    DomainTable domainsOrNull() {
        return domains;
    }

    /** Turns the changes of the gauges, which the open pane has summed, into their values at its end. */
    void settleGauges(long[] standing) {
        for (int i = MIN_END; i < LAST_END; i++) {
            standing[i - MIN_END] += measures[i];
            measures[i] = standing[i - MIN_END];
        }
    }

    /** Returns how many gauges there are. */
    static int gauges() {
        return LAST_END - MIN_END;
    }

    /** Merges the state of the time right behind this one. */
    void merge(PaneState later) {
        long[] theirs = later.measures;
        for (int i = 0; i < SUM_END; i++) {
            measures[i] += theirs[i];
        }
        for (int i = SUM_END; i < MAX_END; i++) {
            measures[i] = Math.max(measures[i], theirs[i]);
        }
        for (int i = MAX_END; i < MIN_END; i++) {
            measures[i] = Math.min(measures[i], theirs[i]);
        }
        System.arraycopy(theirs, MIN_END, measures, MIN_END, LAST_END - MIN_END);
        mergeClaims(theirs);
        mergeSets(later);
    }

    private void mergeClaims(long[] theirs) {
        if (theirs[FIRST_MAC] == NO_MAC) {
            return;
        }
        boolean change = measures[LAST_MAC] != NO_MAC && measures[LAST_MAC] != theirs[FIRST_MAC];
        measures[CHANGES] += theirs[CHANGES] + (change ? 1 : 0);
        if (measures[FIRST_MAC] == NO_MAC) {
            measures[FIRST_MAC] = theirs[FIRST_MAC];
        }
        measures[LAST_MAC] = theirs[LAST_MAC];
    }

    private void mergeSets(PaneState later) {
        for (Distinct which : DISTINCT_VALUES) {
            DistinctCounter counter = later.distincts[which.ordinal()];
            if (counter != null) {
                distinct(which).merge(counter);
            }
        }
        for (Tally which : TALLY_VALUES) {
            PeerTally tally = later.tallies[which.ordinal()];
            if (tally != null) {
                tally(which).merge(tally);
            }
        }
        if (later.tcpPorts != null) {
            tcpPorts().merge(later.tcpPorts);
        }
        if (later.udpPorts != null) {
            udpPorts().merge(later.udpPorts);
        }
        if (later.domains != null && !later.domains.isEmpty()) {
            domains().merge(later.domains);
        }
    }

    private static final Distinct[] DISTINCT_VALUES = Distinct.values();
    private static final Tally[] TALLY_VALUES = Tally.values();
}
