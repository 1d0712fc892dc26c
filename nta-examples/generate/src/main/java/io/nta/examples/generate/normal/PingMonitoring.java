package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A monitor pings hosts, a few of them down, and at times looks for the largest packet that passes. */
public final class PingMonitoring implements Scenario {
    @Override
    public String name() {
        return "ping_monitoring";
    }

    @Override
    public String description() {
        return "pings of 1 to 10 a second to one host or many, and the search for the largest packet";
    }

    private static final int DEFAULT_BYTES = 56;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int hosts = parameters.count("pinged_hosts", 1, 30);
        double perHost = parameters.logUniform("rate_per_host", 0.03, 10);
        double down = parameters.choice("down_share", 0.0, 0.1, 0.5);
        boolean mtu = parameters.chance("mtu_search", 0.3);
        boolean ipv6 = parameters.chance("ipv6", 0.2);
        int bytes = parameters.choice("bytes", DEFAULT_BYTES, DEFAULT_BYTES, 32, 1000);
        double rate = Math.min(perHost, 40.0 / hosts);
        stage.label(stage.subject().address(), "");
        for (int i = 0; i < hosts; i++) {
            Randomness random = stage.random();
            Host target =
                    random.chance(0.5) ? stage.otherLocal() : stage.population().popularRemote(random);
            boolean up = !random.chance(down);
            int id = random.below(1 << 16);
            int[] number = {0};
            stage.repeat(stage.steady(1 / rate, 0.02), () -> {
                number[0]++;
                int size = mtu ? 1472 - 40 * (number[0] % 12) : bytes;
                SmallTalk.ping(
                        stage, stage.subject(), target, ipv6, id, number[0], ipv6 ? Math.min(1452, size) : size, up);
            });
        }
    }
}
