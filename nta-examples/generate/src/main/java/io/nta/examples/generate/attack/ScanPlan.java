package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.TcpProfile;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a scan tries: which ports of which hosts, in which order, and how it finds them. */
record ScanPlan(List<ProbedHost> targets, List<Integer> ports, List<Integer> order) {
    private static final int MOST_PROBES = 40_000;
    private static final int FEWEST_HOSTS = 40;
    private static final int FEWEST_PORTS = 15;
    private static final int FEW_HOSTS = 3;
    private static final List<Integer> SERVICES =
            List.of(21, 22, 23, 25, 80, 110, 443, 445, 1433, 3306, 3389, 5900, 6379, 8080, 8443, 9200, 37_777);
    private static final List<Integer> WELL_KNOWN = List.of(
            80, 23, 443, 21, 22, 25, 3389, 110, 445, 139, 143, 53, 135, 3306, 8080, 1723, 111, 995, 993, 5900, 1025,
            587, 8888, 199, 1720, 465, 548, 113, 81, 6001, 10_000, 514, 5060, 179, 1026, 2000, 8443, 8000, 32_768, 554,
            26, 1433, 49_152, 2001, 515, 8008, 49_154, 1027, 5666, 646, 5000, 5631, 631, 49_153, 8081, 2049, 88, 79,
            5800, 106, 2121, 1110, 49_155, 6000, 513, 990, 5357, 427, 49_156, 543, 544, 5101, 144, 7, 389, 8009, 3128,
            444, 9999, 5009, 7070, 5190, 3000, 5432, 1900, 3986, 13, 1029, 9, 5051, 6646, 49_157, 1028, 873, 1755, 2717,
            4899, 9100, 119, 37);

    private enum Shape {
        VERTICAL,
        HORIZONTAL,
        BOTH
    }

    private enum Range {
        FROM_ONE,
        ANYWHERE,
        /** The ports that services have, as nmap does without being told. */
        WELL_KNOWN,
        RANDOM
    }

    private enum Where {
        /** The scanner's own network. */
        NEIGHBOURS,
        /** Another network, address by address. */
        NETWORK,
        SCATTERED
    }

    /** Draws a plan of a scan by that host. */
    static ScanPlan of(Stage stage, boolean inside) {
        Parameters parameters = stage.parameters();
        Shape shape = parameters.choice("shape", Shape.VERTICAL, Shape.HORIZONTAL, Shape.BOTH);
        int hosts = shape == Shape.VERTICAL
                ? 1
                : parameters.count("targets", shape == Shape.BOTH ? FEW_HOSTS : FEWEST_HOSTS, 400);
        int most = MOST_PROBES / hosts;
        int count = shape == Shape.HORIZONTAL
                ? parameters.choice("services", 1, 1, 1, 3)
                : Math.min(most, parameters.count("ports", FEWEST_PORTS, 6000));
        List<Integer> ports =
                shape == Shape.HORIZONTAL ? SERVICES : ports(parameters.choice("range", Range.values()), count, stage);
        int first = shape == Shape.HORIZONTAL ? parameters.choice("service", 0, 1, 2, 4, 6, 7, 10, 13) : 0;
        List<Integer> tried = ports.subList(first, Math.min(ports.size(), first + count));
        boolean shuffled = parameters.chance("shuffled", 0.7);
        boolean byHost = parameters.chance("host_after_host", 0.4);
        List<ProbedHost> targets = targets(stage, hosts, inside);
        return new ScanPlan(targets, tried, order(stage.random(), hosts, tried.size(), shuffled, byHost));
    }

    private static List<Integer> ports(Range range, int count, Stage stage) {
        Randomness random = stage.random();
        Set<Integer> ports = new LinkedHashSet<>();
        if (range == Range.WELL_KNOWN) {
            ports.addAll(WELL_KNOWN.subList(0, Math.min(count, WELL_KNOWN.size())));
        }
        int first = range == Range.FROM_ONE ? 1 : 1 + random.below(50_000);
        int highest = range == Range.WELL_KNOWN ? 10_000 : 65_535;
        while (ports.size() < count) {
            boolean consecutive = range == Range.FROM_ONE || range == Range.ANYWHERE;
            ports.add(consecutive ? first + ports.size() : 1 + random.below(highest));
        }
        return List.copyOf(ports);
    }

    private static List<ProbedHost> targets(Stage stage, int count, boolean inside) {
        Parameters parameters = stage.parameters();
        double open = parameters.chance("mostly_open", 0.12)
                ? parameters.uniform("open_of_all", 0.3, 0.95)
                : parameters.logUniform("open_share", 0.0005, 0.08);
        double filtered = parameters.choice("filtered_share", 0.0, 0.0, 0.1, 0.6, 1.0);
        double absent = count > FEW_HOSTS ? parameters.uniform("absent_share", 0.2, 0.95) : 0;
        ServerMood filter = parameters.chance("filter_tells", 0.2) ? ServerMood.PROHIBIT : ServerMood.DROP;
        Where where = inside ? parameters.choice("where", Where.values()) : Where.NEIGHBOURS;
        Randomness random = stage.random();
        int network = Population.publicAddress(random) & 0xFFFF_FE00;
        List<ProbedHost> targets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Host host = switch (where) {
                case NEIGHBOURS -> neighbour(stage, count, i);
                case NETWORK -> stage.population().newRemote(TcpProfile.LINUX, network + 1 + i);
                case SCATTERED -> stage.population().newRemote();
            };
            boolean silent = random.chance(absent);
            targets.add(new ProbedHost(
                    host,
                    silent,
                    silent ? 0 : open,
                    silent ? 1 : filtered,
                    silent ? ServerMood.DROP : filter,
                    random.nextLong()));
        }
        return targets;
    }

    private static Host neighbour(Stage stage, int count, int number) {
        List<Host> locals = stage.population().locals();
        if (count == 1) {
            return stage.otherLocal();
        }
        return number < locals.size() && locals.get(number) != stage.subject()
                ? locals.get(number)
                : stage.population().newLocal(TcpProfile.LINUX);
    }

    /** Returns what is tried as host &lt;&lt; 16 | index of the port. */
    private static List<Integer> order(Randomness random, int hosts, int ports, boolean shuffled, boolean byHost) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < hosts * ports; i++) {
            order.add(byHost ? i / ports << 16 | i % ports : i % hosts << 16 | i / hosts);
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
