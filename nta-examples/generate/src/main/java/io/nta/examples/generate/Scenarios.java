package io.nta.examples.generate;

import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.workload.FloodWorkload;
import io.nta.examples.generate.workload.MixedWorkload;
import io.nta.examples.generate.workload.SmallWorkload;
import java.util.List;

/** All scenarios. */
public final class Scenarios {
    private static final List<Scenario> WORKLOADS =
            List.of(new MixedWorkload(), new FloodWorkload(), new SmallWorkload());

    private Scenarios() {}

    /** Returns the workloads, which have settings instead of regimes. */
    public static List<Scenario> workloads() {
        return WORKLOADS;
    }

    /** Returns all scenarios, workloads first. */
    public static List<Scenario> all() {
        return WORKLOADS;
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
