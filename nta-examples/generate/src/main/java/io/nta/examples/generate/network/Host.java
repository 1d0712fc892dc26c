package io.nta.examples.generate.network;

import io.nta.examples.generate.frame.Endpoint;

/** A host: where it is, under which addresses, and what its system is like. Not for several threads: it hands out its ephemeral ports. */
public final class Host {
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int EPHEMERAL_PORTS = 28_232;

    private final Endpoint four;
    private final Endpoint six;
    private final boolean local;
    private final long distanceNanos;
    private final TcpProfile tcp;
    private final String name;
    private int nextPort;

    /**
     * Creates a host.
     *
     * @param local whether it is on the sensor's own network, so that frames bear its MAC
     * @param distanceNanos how long a packet is under way between it and the sensor's network
     * @param name its domain name
     * @param firstPort from which of its ephemeral ports it begins to count
     */
    public Host(
            Endpoint four,
            Endpoint six,
            boolean local,
            long distanceNanos,
            TcpProfile tcp,
            String name,
            int firstPort) {
        this.four = four;
        this.six = six;
        this.local = local;
        this.distanceNanos = distanceNanos;
        this.tcp = tcp;
        this.name = name;
        this.nextPort = Math.floorMod(firstPort, EPHEMERAL_PORTS);
    }

    /** Returns its IPv4 endpoint. */
    public Endpoint four() {
        return four;
    }

    /** Returns its endpoint of one IP version. */
    public Endpoint at(boolean ipv6) {
        return ipv6 ? six : four;
    }

    /** Returns its IPv4 address as text. */
    public String address() {
        return four.address().toString();
    }

    public boolean isLocal() {
        return local;
    }

    public long distanceNanos() {
        return distanceNanos;
    }

    public TcpProfile tcp() {
        return tcp;
    }

    public String name() {
        return name;
    }

    public long mac() {
        return four.mac();
    }

    /** Returns the next ephemeral port. */
    public int nextPort() {
        nextPort = (nextPort + 1) % EPHEMERAL_PORTS;
        return FIRST_EPHEMERAL + nextPort;
    }
}
