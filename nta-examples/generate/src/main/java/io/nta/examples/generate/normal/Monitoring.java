package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.List;

/** A monitoring system checks services: it connects, perhaps asks, and leaves. A few are down. */
public final class Monitoring implements Scenario {
    @Override
    public String name() {
        return "monitoring";
    }

    @Override
    public String description() {
        return "health checks of many ports of many hosts, a few of them down";
    }

    private static final List<Integer> SERVICES = List.of(
            22, 25, 53, 80, 110, 143, 389, 443, 445, 465, 587, 636, 993, 1433, 3306, 3389, 5432, 6379, 8080, 8443, 9090,
            9100, 9200, 11_211, 27_017);

    private record Check(Host host, int port, ServerMood mood) {}

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int hosts = parameters.count("checked_hosts", 1, 40);
        int ports = parameters.count("ports", 1, SERVICES.size());
        double period = parameters.logUniform("period", 5, 120);
        double down = parameters.choice("down_share", 0.0, 0.02, 0.1);
        boolean halfOpen = parameters.chance("resets", 0.3);
        Randomness random = stage.random();
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            Host host =
                    random.chance(0.7) ? stage.otherLocal() : stage.population().popularRemote(random);
            for (int port : SERVICES.subList(0, ports)) {
                ServerMood failing = random.chance(0.5) ? ServerMood.REFUSE : ServerMood.DROP;
                checks.add(new Check(host, port, random.chance(down) ? failing : ServerMood.ACCEPT));
            }
        }
        stage.label(stage.subject().address(), "");
        for (Check check : checks) {
            stage.repeatFrom(
                    stage.start() + Stage.nanos(random.between(0, period)),
                    stage.steady(period, 0.05),
                    () -> check(stage, check, halfOpen));
        }
    }

    private static void check(Stage stage, Check check, boolean resets) {
        Turn.Act end = resets ? Turn.Act.RESET : Turn.Act.CLOSE;
        TcpLink link = stage.call(stage.subject(), check.host(), check.port())
                .meeting(check.mood())
                .saying(Script.written().add(Turn.end(true, end, Clock.MILLI)))
                .open();
        if (check.mood() == ServerMood.DROP) {
            stage.clock().after(4 * Clock.SECOND, () -> link.client().vanish());
        }
    }
}
