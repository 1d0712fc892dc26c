package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.ServerMood;

/**
 * A host as a scanner finds it: each port open, closed or filtered, always the same.
 *
 * @param absent whether nobody has the address: its neighbours get no answer when they ask for its MAC
 * @param openShare the share of open ports
 * @param filteredShare the share of ports behind a filter
 * @param filter what the filter does
 */
record ProbedHost(Host host, boolean absent, double openShare, double filteredShare, ServerMood filter, long seed) {
    /** Returns what becomes of a probe. */
    ServerMood mood(int port) {
        double place = new Randomness(seed).fork("port " + port).unit();
        if (place < openShare) {
            return ServerMood.ACCEPT;
        }
        return place < openShare + filteredShare ? filter : ServerMood.REFUSE;
    }
}
