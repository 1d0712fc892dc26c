package io.nta.examples.generate.network;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A local network and the Internet behind its gateway. The sensor is on the local network: it sees what local hosts send to one another and to the world. Everything
 * follows from the seed: prefixes, MACs, systems, distances.
 */
public final class Population {
    private static final long LOCAL_MAC = 0x02_0000_0000_00L;
    private static final int FIRST_HOST = 10;
    private static final int LOCAL_TTL = 64;
    private static final double REMOTE_SKEW = 0.8;
    private static final List<TcpProfile> CLIENT_SYSTEMS = List.of(
            TcpProfile.LINUX, TcpProfile.WINDOWS, TcpProfile.WINDOWS, TcpProfile.APPLE, TcpProfile.SMALL_DEVICE);
    private static final List<String> SYLLABLES = List.of(
            "ka", "lo", "mi", "re", "ta", "su", "no", "vi", "ed", "pro", "shop", "data", "cloud", "news", "play");
    private static final List<String> ENDS = List.of("com", "net", "org", "io", "de", "co.uk", "app");

    private final Randomness random;
    private final int prefix;
    private final long prefix6;
    private final Host gateway;
    private final Host resolver;
    private final List<Host> locals = new ArrayList<>();
    private final List<Host> remotes = new ArrayList<>();
    private final List<Host> byNumber = new ArrayList<>();
    private final Set<Host> attackers = new LinkedHashSet<>();
    private int nextLocal;

    /**
     * Creates a population.
     *
     * @param localHosts how many hosts the local network has beside gateway and resolver, up to 60 000
     * @param remoteHosts how many servers in the world are known to them
     */
    public Population(Randomness random, int localHosts, int remoteHosts) {
        this.random = random;
        prefix = prefix(random, localHosts);
        prefix6 = 0x2001_0DB8_0000_0000L | random.below(1 << 24);
        gateway = local(1, TcpProfile.LINUX, "gateway.lan");
        resolver = local(2, TcpProfile.LINUX, "resolver.lan");
        nextLocal = FIRST_HOST;
        for (int i = 0; i < localHosts; i++) {
            locals.add(newLocal(random.pick(CLIENT_SYSTEMS)));
        }
        for (int i = 0; i < remoteHosts; i++) {
            remotes.add(newRemote());
        }
    }

    private static int prefix(Randomness random, int hosts) {
        boolean large = hosts > 200;
        return switch (random.below(3)) {
            case 0 -> 10 << 24 | random.below(256) << 16 | (large ? 0 : random.below(256) << 8);
            case 1 -> 172 << 24 | (16 + random.below(16)) << 16 | (large ? 0 : random.below(256) << 8);
            default -> large ? 10 << 24 | random.below(256) << 16 : 192 << 24 | 168 << 16 | random.below(256) << 8;
        };
    }

    /** Adds a host to the local network. */
    public Host newLocal(TcpProfile system) {
        int number = nextLocal++;
        return local(number, system, "host-" + number + ".lan");
    }

    private Host local(int number, TcpProfile system, String name) {
        long mac = LOCAL_MAC | (random.nextLong() & 0xFFFF) << 24 | number;
        Host host = host(mac, prefix + number, new IpAddress(prefix6, number), true, 0, system, name);
        while (byNumber.size() <= number) {
            byNumber.add(host);
        }
        byNumber.set(number, host);
        return host;
    }

    /** Returns the local host with that MAC, or {@code null}. */
    @Nullable
    Host withMac(long mac) {
        int number = (int) mac & 0xFF_FFFF;
        Host host = number < byNumber.size() ? byNumber.get(number) : null;
        return host != null && host.mac() == mac ? host : null;
    }

    /** Remembers who attacks, whose ordinary life goes on. */
    public Host attacking(Host host) {
        attackers.add(host);
        return host;
    }

    /** Returns who attacks, in the order in which they were named. */
    public List<Host> attackers() {
        return List.copyOf(attackers);
    }

    private Host host(long mac, int four, IpAddress six, boolean local, long distance, TcpProfile system, String name) {
        int ttl = local ? LOCAL_TTL : LOCAL_TTL - random.between(5, 20);
        int shown = system.equals(TcpProfile.WINDOWS) ? ttl + LOCAL_TTL : ttl;
        return new Host(
                new Endpoint(mac, IpAddress.ofIpv4(four), shown),
                new Endpoint(mac, six, shown),
                local,
                distance,
                system,
                name,
                random.nextInt() >>> 1);
    }

    /** Returns a new host somewhere in the world. */
    public Host newRemote() {
        return newRemote(TcpProfile.LINUX);
    }

    /** Returns a new host of that system somewhere in the world. */
    public Host newRemote(TcpProfile system) {
        return newRemote(system, publicAddress(random));
    }

    /** Returns a new host with that address somewhere in the world. */
    public Host newRemote(TcpProfile system, int address) {
        long distance = (long) (random.logUniform(1.5, 150) * Clock.MILLI);
        IpAddress six = new IpAddress(0x2A00_0000_0000_0000L | random.nextLong() >>> 8, random.nextLong());
        return host(gateway.mac(), address, six, false, distance, system, domain(random));
    }

    /** Returns an address that the Internet routes. */
    public static int publicAddress(Randomness random) {
        while (true) {
            int address = random.nextInt();
            int first = address >>> 24;
            boolean special = first == 0
                    || first == 10
                    || first == 127
                    || first >= 224
                    || first == 100
                    || first == 169
                    || first == 172
                    || first == 192
                    || first == 198
                    || first == 203;
            if (!special && (address & 0xFF) != 0 && (address & 0xFF) != 0xFF) {
                return address;
            }
        }
    }

    /** Returns a domain name as people choose them. */
    public static String domain(Randomness random) {
        return random.pick(SYLLABLES) + random.pick(SYLLABLES) + (random.chance(0.5) ? random.pick(SYLLABLES) : "")
                + "." + random.pick(ENDS);
    }

    public Host gateway() {
        return gateway;
    }

    public Host resolver() {
        return resolver;
    }

    /** Returns the hosts of the local network, without gateway and resolver. */
    public List<Host> locals() {
        return locals;
    }

    public Host anyLocal(Randomness choice) {
        return choice.pick(locals);
    }

    /** Returns a known server, few of them far more often than most. */
    public Host popularRemote(Randomness choice) {
        double place = StrictMath.pow(choice.unit(), 1 / (1 - REMOTE_SKEW));
        return remotes.get((int) (place * remotes.size()));
    }

    public List<Host> remotes() {
        return remotes;
    }

    /** Returns an address of the local network that no host has. */
    public IpAddress unusedLocal(int index) {
        return IpAddress.ofIpv4(prefix + nextLocal + 20 + index);
    }

    /** Returns the first 24 bits of the local network, the rest zero. */
    public int prefix() {
        return prefix;
    }
}
