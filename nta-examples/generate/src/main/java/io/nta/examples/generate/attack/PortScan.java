package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** Looks for open ports: of one host, of one service on many, or of many on many. */
public final class PortScan implements Scenario {
    private static final double LONGEST = 400;
    private static final int MOST_NAMED = 16;

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
        return "SYN, connect, FIN, NULL, Xmas, Maimon, ACK and UDP scans of ports, hosts or both at 0.4 to 5 000 probes a second";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        boolean inside = parameters.chance("inside", 0.6);
        Host attacker = inside ? stage.population().attacking(stage.subject()) : stage.attacker(false);
        ScanPlan plan = ScanPlan.of(stage, inside);
        double rate = parameters.logUniform("rate", 0.4, 5000);
        int decoys = parameters.choice("decoys", 0, 0, 0, 3, 8);
        List<Integer> order = plan.order();
        double needed = Math.min(LONGEST, order.size() / rate);
        Stage when = stage.sometime(needed, needed);
        Prober prober = new Prober(when, attacker, decoys);
        int[] next = {0};
        when.repeatFrom(when.start(), when.steady(1 / rate, 0.5), () -> {
            if (next[0] < order.size()) {
                int target = order.get(next[0]++);
                prober.probe(plan.targets().get(target >>> 16), plan.ports().get(target & 0xFFFF));
            }
        });
        long end = Math.min(when.end(), when.start() + Stage.nanos(order.size() / rate));
        String attackers = prober.address(attacker) + (decoys > 0 ? ";and decoys" : "");
        when.label(when.start(), Math.max(end, when.start() + 1), attackers, victims(prober, plan.targets()));
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
}
