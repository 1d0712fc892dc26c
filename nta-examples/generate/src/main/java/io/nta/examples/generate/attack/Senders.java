package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Stage;
import io.nta.examples.generate.workload.SourceNumbers;
import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** Who floods: one host or many under their own addresses, or forged ones. */
final class Senders {
    /** How sources are chosen. */
    enum Forging {
        /** Real addresses. */
        NONE,
        /** A fixed false address. */
        ONE,
        /** Addresses of one network of 256. */
        NETWORK,
        /** Any address. */
        RANDOM
    }

    private static final int BOTS = 150;
    private static final int RANDOM_SOURCES = 1 << 30;

    private final Forging forging;
    private final Randomness random;
    private final List<Host> bots = new ArrayList<>();
    private final SourceNumbers numbers;
    private final int network;

    /** Draws the senders of a flood against the stage's subject. */
    Senders(Stage stage) {
        random = stage.random();
        forging = stage.parameters().choice("forging", Forging.values());
        boolean inside = stage.parameters().chance("inside", 0.4);
        boolean many = stage.parameters().chance("botnet", 0.25);
        int count =
                many && !inside && forging == Forging.NONE ? stage.parameters().count("bots", 2, BOTS) : 1;
        for (int i = 0; i < count; i++) {
            bots.add(inside ? stage.otherLocal() : stage.population().newRemote());
        }
        numbers = new SourceNumbers(RANDOM_SOURCES, random);
        network = Population.publicAddress(random) & 0xFFFF_FF00;
    }

    /** Returns who sends the next packet, as that packet shows it. */
    Endpoint next() {
        Endpoint own =
                bots.get(bots.size() == 1 ? 0 : random.below(bots.size())).four();
        return switch (forging) {
            case NONE -> own;
            case ONE -> own.claiming(IpAddress.ofIpv4(network | 77));
            case NETWORK -> own.claiming(IpAddress.ofIpv4(network | random.below(256)));
            case RANDOM -> own.claiming(IpAddress.ofIpv4(numbers.next()));
        };
    }

    /** Returns whether answers go to who really sent. */
    boolean areReal() {
        return forging == Forging.NONE;
    }

    /** Returns the attackers as labels name them. */
    String label() {
        return switch (forging) {
            case NONE -> String.join(";", bots.stream().map(Host::address).toList());
            case ONE -> IpAddress.ofIpv4(network | 77).toString();
            case NETWORK -> IpAddress.ofIpv4(network) + "/24";
            case RANDOM -> "spoofed (random sources)";
        };
    }
}
