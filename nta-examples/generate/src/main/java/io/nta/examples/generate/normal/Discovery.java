package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** Devices look for one another and for their addresses. */
public final class Discovery implements Scenario {
    @Override
    public String name() {
        return "discovery";
    }

    @Override
    public String description() {
        return "mDNS, SSDP, leases and neighbours: what devices say to all";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.05, 3);
        stage.label("", "");
        List<String> services =
                List.of("_googlecast._tcp.local", "_ipp._tcp.local", "_airplay._tcp.local", "_hap._tcp.local");
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host host = random.chance(0.5) ? stage.subject() : stage.otherLocal();
            switch (random.below(6)) {
                case 0, 1 -> SmallTalk.discover(stage, host, random.pick(services));
                case 2 -> SmallTalk.search(stage, host);
                case 3 -> SmallTalk.lease(stage, host);
                case 4 ->
                    SmallTalk.findNeighbour(stage, host, stage.population().gateway());
                default -> SmallTalk.whoHas(stage, host, stage.otherLocal(), random.chance(0.3), true);
            }
        });
    }
}
