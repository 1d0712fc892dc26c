package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Stage;
import io.nta.examples.generate.workload.SourceNumbers;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Who floods: one host or many under their own addresses, or forged ones; in IPv4 or IPv6. */
final class Senders {
    /** How sources are chosen. */
    enum Forging {
        /** Real addresses. */
        NONE,
        /** A fixed false address. */
        ONE,
        /** Addresses of one network: 256 of IPv4, a /64 of IPv6. */
        NETWORK,
        /** Any address. */
        RANDOM,
        /** A false address, for some seconds each. */
        ROTATING
    }

    private static final int BOTS = 300;
    private static final int RANDOM_SOURCES = 1 << 30;
    private static final long GLOBAL = 0x2000_0000_0000_0000L;

    private final Stage stage;
    private final Forging forging;
    private final Randomness random;
    private final boolean ipv6;
    private final List<Host> bots = new ArrayList<>();
    private final SourceNumbers numbers;
    private final int network;
    private final long network6;
    private final long rotation;

    /** Draws the senders of a flood against the stage's subject. */
    Senders(Stage stage) {
        this.stage = stage;
        random = stage.random();
        Parameters parameters = stage.parameters();
        forging = parameters.choice(
                "forging", Forging.NONE, Forging.NONE, Forging.ONE, Forging.NETWORK, Forging.RANDOM, Forging.ROTATING);
        ipv6 = parameters.chance("ipv6", 0.2);
        boolean inside = parameters.chance("inside", 0.4);
        boolean many = parameters.chance("botnet", 0.35);
        int count = many && !inside && forging == Forging.NONE ? parameters.count("bots", 2, BOTS) : 1;
        for (int i = 0; i < count; i++) {
            bots.add(stage.attacker(inside));
        }
        numbers = new SourceNumbers(RANDOM_SOURCES, random);
        network = Population.publicAddress(random) & 0xFFFF_FF00;
        network6 = GLOBAL | random.nextLong() >>> 4;
        rotation = Stage.nanos(random.logUniform(2, 60));
    }

    /** Returns who sends the next packet, as that packet shows it. */
    Endpoint next() {
        Endpoint own =
                bots.get(bots.size() == 1 ? 0 : random.below(bots.size())).at(ipv6);
        return switch (forging) {
            case NONE -> own;
            case ONE -> own.claiming(inNetwork(77));
            case NETWORK -> own.claiming(ipv6 ? inNetwork(random.nextLong()) : inNetwork(random.below(256)));
            case RANDOM ->
                own.claiming(
                        ipv6
                                ? new IpAddress(GLOBAL | random.nextLong() >>> 4, random.nextLong())
                                : IpAddress.ofIpv4(numbers.next()));
            case ROTATING -> own.claiming(inNetwork(stage.clock().now() / rotation & 0xFF));
        };
    }

    private IpAddress inNetwork(long host) {
        return ipv6 ? new IpAddress(network6, host) : IpAddress.ofIpv4(network | (int) host);
    }

    /** Returns who is flooded. */
    Endpoint victim() {
        return stage.subject().at(ipv6);
    }

    boolean ipv6() {
        return ipv6;
    }

    /** Returns whether answers go to who really sent. */
    boolean areReal() {
        return forging == Forging.NONE;
    }

    /** Returns whether few packets have the same source. */
    boolean areMany() {
        return forging == Forging.RANDOM || forging == Forging.NETWORK || bots.size() > 20;
    }

    /** Returns the attackers as labels name them. */
    String label() {
        return switch (forging) {
            case NONE ->
                String.join(
                        ";",
                        bots.stream()
                                .map(bot -> bot.at(ipv6).address().toString())
                                .toList());
            case ONE -> inNetwork(77).toString();
            case NETWORK -> ipv6 ? "spoofed (sources of a /64)" : IpAddress.ofIpv4(network) + "/24";
            case RANDOM, ROTATING -> "spoofed (random sources)";
        };
    }

    /** Returns the victim as labels name it. */
    String victimLabel() {
        return victim().address().toString();
    }
}
