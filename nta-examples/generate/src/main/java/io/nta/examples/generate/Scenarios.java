package io.nta.examples.generate;

import io.nta.examples.generate.attack.ArpSpoof;
import io.nta.examples.generate.attack.DnsTunnel;
import io.nta.examples.generate.attack.IcmpFlood;
import io.nta.examples.generate.attack.PortScan;
import io.nta.examples.generate.attack.Slowloris;
import io.nta.examples.generate.attack.SshBrute;
import io.nta.examples.generate.attack.SynFlood;
import io.nta.examples.generate.attack.UdpFlood;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.workload.FloodWorkload;
import io.nta.examples.generate.workload.MixedWorkload;
import io.nta.examples.generate.workload.SmallWorkload;
import java.util.List;
import java.util.stream.Stream;

/** All scenarios. */
public final class Scenarios {
    private static final List<Scenario> WORKLOADS =
            List.of(new MixedWorkload(), new FloodWorkload(), new SmallWorkload());

    private static final List<Scenario> ATTACKS = List.of(
            new ArpSpoof(),
            new DnsTunnel(),
            new IcmpFlood(),
            new PortScan(),
            new Slowloris(),
            new SshBrute(),
            new SynFlood(),
            new UdpFlood());

    private Scenarios() {}

    /** Returns the workloads, which have settings instead of regimes. */
    public static List<Scenario> workloads() {
        return WORKLOADS;
    }

    /** Returns the eight attacks. */
    public static List<Scenario> attacks() {
        return ATTACKS;
    }

    /** Returns all scenarios. */
    public static List<Scenario> all() {
        return Stream.of(WORKLOADS, ATTACKS).flatMap(List::stream).toList();
    }

    /**
     * Returns the scenario of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Scenario named(String name) {
        return all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no scenario '" + name + "'; there are "
                        + String.join(", ", all().stream().map(Scenario::name).toList())));
    }
}
