package io.nta.feature;

/** What a feature's formula may read: the merged state of one key in one window. */
public interface WindowState {
    /** Counters of distinct values. */
    enum Distinct {
        INITIATORS,
        RESPONDERS,
        /** The /24 networks of IPv4 responders, the /64 of IPv6. */
        RESPONDER_NETWORKS,
        TARGETS,
        ANSWERED_TARGETS,
        REFUSED_TARGETS,
        QUERY_NAMES,
        QUERY_TYPES;

        /** Returns the part of the measures at whose rest it counts nothing. */
        Measure.Part part() {
            return this == QUERY_NAMES || this == QUERY_TYPES ? Measure.Part.DNS : Measure.Part.COMMON;
        }
    }

    /** Readings of the exact sets of responder ports. */
    enum Ports {
        /** TCP and UDP together. */
        ALL,
        /** Pairs of neighbouring numbers in {@link #ALL}. */
        NEIGHBOURS,
        UDP,
        TCP_ORDINARY,
        UDP_ORDINARY,
        /** UDP ports from 33434 to 33625, which traceroute counts up. */
        TRACEROUTE
    }

    /** Readings of the window's ARP bindings around the key; A as in the catalogue. */
    enum Bindings {
        /** Addresses in A. */
        ADDRESSES,
        /** Pairs of a MAC and an address of A that it claims. */
        PAIRS,
        /** Distinct MACs that claim A. */
        MACS,
        /** The most MACs that claim one address of A. */
        MOST_MACS,
        /** Addresses of A whose MAC claims another address too. */
        SHARING,
        /** Addresses of A with more than one MAC. */
        CONTESTED
    }

    /** Readings of the registered domain through which the most information could have gone. */
    enum TopDomain {
        QUERIES,
        /** Distinct names under it. */
        NAMES,
        /** Distinct names times the mean length of the part left of the registered domain. */
        CHARACTERS,
        ANSWER_BYTES,
        /** Queries of a type that carries free bytes: NULL, TXT, CNAME, MX, KEY, SRV, PRIVATE. */
        CARRIER_QUERIES
    }

    /** Returns a measure. */
    long get(Measure measure);

    /** Returns the number of distinct values: exact up to 128, then within 1.7 % at one standard deviation. */
    long distinct(Distinct counter);

    /** Returns a reading of the port sets; exact. */
    int ports(Ports reading);

    /** Returns a reading of the bindings. */
    long bindings(Bindings reading);

    /** Returns a reading of the top domain; 0 when no name with a subdomain was asked for. */
    long topDomain(TopDomain reading);

    /**
     * Returns the {@linkplain Measure.Part parts} that may not be at rest, a bit each. The counters of addresses, the ports and the time are {@code COMMON}; bindings are
     * {@code ARP}; names, their types and domains are {@code DNS}. May hold parts that are at rest, always holds {@code COMMON}.
     */
    default int touchedParts() {
        return Measure.Part.ALL;
    }

    /** Returns the window's length in seconds. */
    int seconds();

    /** Returns the window's end, in nanoseconds since the epoch. */
    long endNanos();
}
