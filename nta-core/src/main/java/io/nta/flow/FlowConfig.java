package io.nta.flow;

import io.nta.packet.FragmentConfig;
import java.time.Duration;

/**
 * The limits of connection tracking. All times are event time; each is 1 ms to {@link #MAX_TIMEOUT}.
 *
 * @param maxConnections the most connections kept, 1 to 67 108 864; beyond it one is closed and counted as evicted: while a quarter are without a conversation, the one of these that has been
 *     silent longest, else the first to expire of a few looked at
 * @param attemptTimeout how long a TCP connection without a completed handshake stays open without a packet; at most {@code tcpTimeout}
 * @param tcpTimeout how long an established TCP connection stays open without a packet
 * @param datagramTimeout how long a UDP, ICMP or other flow stays open without a packet
 * @param closedLinger how long a closed TCP connection still takes its trailing packets
 * @param stallAfter how long a request may stay incomplete before it counts as stalled
 * @param arpRequestTimeout how long an ARP request stays open for its reply
 * @param maxArpRequests the most ARP requests kept open, 1 to 1 048 576; beyond it the one asked or answered longest ago is forgotten and counted
 * @param fragments the limits of IP fragments
 */
public record FlowConfig(
        int maxConnections,
        Duration attemptTimeout,
        Duration tcpTimeout,
        Duration datagramTimeout,
        Duration closedLinger,
        Duration stallAfter,
        Duration arpRequestTimeout,
        int maxArpRequests,
        FragmentConfig fragments) {
    /** The longest timeout that may be set. */
    public static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private static final int MAX_CONNECTIONS = 1 << 26;
    private static final int MAX_ARP_REQUESTS = 1 << 20;

    /**
     * Checks every limit.
     *
     * @throws IllegalArgumentException when one is out of its range; the message names it, its value and what is allowed
     */
    public FlowConfig {
        check("maxConnections", maxConnections, MAX_CONNECTIONS);
        check("attemptTimeout", attemptTimeout);
        check("tcpTimeout", tcpTimeout);
        if (attemptTimeout.compareTo(tcpTimeout) > 0) {
            throw new IllegalArgumentException(
                    "attemptTimeout is " + attemptTimeout + ", allowed is at most tcpTimeout, " + tcpTimeout);
        }
        check("datagramTimeout", datagramTimeout);
        check("closedLinger", closedLinger);
        check("stallAfter", stallAfter);
        check("arpRequestTimeout", arpRequestTimeout);
        check("maxArpRequests", maxArpRequests, MAX_ARP_REQUESTS);
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are 1 to " + most);
        }
    }

    private static void check(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed are 1 ms to " + MAX_TIMEOUT);
        }
    }

    /**
     * Returns the defaults. The TCP timeouts are those of RFC 5382 in spirit, cut to what one sensor can hold: a SYN is given up after about a minute by common
     * stacks, and ten minutes outlast the keep-alive of common servers.
     */
    public static FlowConfig defaults() {
        return new FlowConfig(
                1 << 18,
                Duration.ofSeconds(60),
                Duration.ofSeconds(600),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                1 << 14,
                FragmentConfig.defaults());
    }

    /** Returns the limits of one of so many shards: an equal share, rounded up, of connections and fragments. ARP is in one shard. */
    public FlowConfig shareOf(int shards) {
        return withMaxConnections((maxConnections + shards - 1) / shards).withFragments(fragments.shareOf(shards));
    }

    /** Returns the same with another limit of connections. */
    public FlowConfig withMaxConnections(int connections) {
        return new FlowConfig(
                connections,
                attemptTimeout,
                tcpTimeout,
                datagramTimeout,
                closedLinger,
                stallAfter,
                arpRequestTimeout,
                maxArpRequests,
                fragments);
    }

    /** Returns the same with other limits of fragments. */
    public FlowConfig withFragments(FragmentConfig limits) {
        return new FlowConfig(
                maxConnections,
                attemptTimeout,
                tcpTimeout,
                datagramTimeout,
                closedLinger,
                stallAfter,
                arpRequestTimeout,
                maxArpRequests,
                limits);
    }
}
