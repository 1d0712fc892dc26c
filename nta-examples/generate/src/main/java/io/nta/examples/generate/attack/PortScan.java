package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.TcpProfile;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.List;

/** Looks for open ports: of one host, of one service on many, or of many on many. */
public final class PortScan implements Scenario {
    private static final int FEWEST_TARGETS = 60;
    private static final double LONGEST = 400;
    private static final int MOST_NAMED = 16;

    private enum Shape {
        VERTICAL,
        HORIZONTAL,
        BOTH
    }

    @Override
    public String name() {
        return "port_scan";
    }

    @Override
    public String label() {
        return "port_scan";
    }

    @Override
    public String description() {
        return "SYN, connect, FIN, NULL, Xmas and UDP scans at 1 to 3 000 probes a second";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Shape shape = parameters.choice("shape", Shape.VERTICAL, Shape.HORIZONTAL, Shape.BOTH);
        boolean inside = parameters.chance("inside", 0.6);
        Host attacker = inside ? stage.subject() : stage.population().newRemote();
        int hosts = shape == Shape.VERTICAL
                ? 1
                : parameters.count("targets", shape == Shape.BOTH ? 3 : FEWEST_TARGETS, 250);
        int ports = shape == Shape.HORIZONTAL ? 1 : parameters.count("ports", FEWEST_TARGETS, 3000);
        double rate = parameters.logUniform("rate", 1, 3000);
        boolean shuffled = parameters.chance("shuffled", 0.7);
        int decoys = parameters.choice("decoys", 0, 0, 0, 3, 8);
        List<ProbedHost> targets = targets(stage, hosts, inside);
        double needed = Math.min(LONGEST, (double) hosts * ports / rate);
        Stage when = stage.sometime(needed, needed);
        Prober prober = new Prober(when, attacker, decoys);
        int firstPort =
                shape == Shape.HORIZONTAL ? parameters.choice("service", List.of(22, 80, 443, 445, 3389, 8080, 23)) : 1;
        List<Integer> order = order(when.random(), hosts, ports, firstPort, shuffled);
        int[] next = {0};
        when.repeatFrom(when.start(), when.steady(1 / rate, 0.5), () -> {
            if (next[0] < order.size()) {
                int target = order.get(next[0]++);
                prober.probe(targets.get(target >>> 16), target & 0xFFFF);
            }
        });
        long end = Math.min(when.end(), when.start() + Stage.nanos(order.size() / rate));
        String attackers = prober.address(attacker) + (decoys > 0 ? ";and decoys" : "");
        when.label(when.start(), end, attackers, victims(prober, targets));
    }

    private static String victims(Prober prober, List<ProbedHost> targets) {
        return targets.size() > MOST_NAMED
                ? targets.size() + " hosts"
                : String.join(
                        ";",
                        targets.stream()
                                .map(target -> prober.address(target.host()))
                                .toList());
    }

    private static List<ProbedHost> targets(Stage stage, int count, boolean inside) {
        Parameters parameters = stage.parameters();
        double open = parameters.logUniform("open_share", 0.0005, 0.08);
        double filtered = parameters.choice("filtered_share", 0.0, 0.1, 0.6, 0.999);
        double absent = count > 3 ? parameters.uniform("absent_share", 0.2, 0.95) : 0;
        ServerMood filter = parameters.chance("filter_tells", 0.2) ? ServerMood.PROHIBIT : ServerMood.DROP;
        Randomness random = stage.random();
        List<Host> locals = stage.population().locals();
        List<ProbedHost> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean remote = inside && (count > 3 || random.chance(0.3));
            Host host = remote
                    ? stage.population().newRemote()
                    : i < locals.size() && count > 1
                            ? locals.get(i)
                            : count > 1 ? stage.population().newLocal(TcpProfile.LINUX) : stage.otherLocal();
            boolean silent = random.chance(absent);
            targets.add(new ProbedHost(
                    host,
                    silent ? 0 : open,
                    silent ? 1 : filtered,
                    silent ? ServerMood.DROP : filter,
                    random.nextLong()));
        }
        return targets;
    }

    /** Returns targets as host &lt;&lt; 16 | port, in the order in which they are tried. */
    private static List<Integer> order(Randomness random, int hosts, int ports, int first, boolean shuffled) {
        List<Integer> order = new ArrayList<>();
        for (int host = 0; host < hosts; host++) {
            for (int port = 0; port < ports; port++) {
                order.add(host << 16 | first + port);
            }
        }
        for (int i = order.size() - 1; shuffled && i > 0; i--) {
            int other = random.below(i + 1);
            Integer kept = order.get(i);
            order.set(i, order.get(other));
            order.set(other, kept);
        }
        return order;
    }
}
