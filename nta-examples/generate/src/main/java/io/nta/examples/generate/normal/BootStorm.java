package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Power comes back, or a shift begins: many hosts at once ask for leases, try their addresses, announce themselves and look for all they need. */
public final class BootStorm implements Scenario {
    @Override
    public String name() {
        return "boot_storm";
    }

    @Override
    public String description() {
        return "many hosts start at once: leases, ARP, neighbour discovery, names, time";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double gap = parameters.logUniform("seconds_between", 20, 200);
        double spread = parameters.logUniform("seconds_of_storm", 0.5, 30);
        double share = parameters.uniform("share_of_hosts", 0.3, 1);
        int announcements = parameters.count("announcements", 1, 5);
        boolean ipv6 = parameters.chance("ipv6", 0.6);
        stage.label("", "");
        stage.repeatFrom(stage.start() + Clock.SECOND, stage.arrivals(1 / gap), () -> {
            Randomness random = stage.random();
            for (Host host : stage.population().locals()) {
                if (random.chance(share)) {
                    long after = Stage.nanos(random.between(0, spread));
                    stage.clock().after(after, () -> start(stage, host, announcements, ipv6));
                }
            }
        });
    }

    private static void start(Stage stage, Host host, int announcements, boolean ipv6) {
        Clock clock = stage.clock();
        int own = (int) host.four().address().low();
        Host gateway = stage.population().gateway();
        SmallTalk.lease(stage, host);
        for (int i = 0; i < 3; i++) {
            clock.after((1 + i) * (300 * Clock.MILLI), () -> ArpMessages.probe(stage.wire(), host.mac(), own));
        }
        for (int i = 0; i < announcements; i++) {
            clock.after(
                    (4 + i) * (400 * Clock.MILLI), () -> ArpMessages.announce(stage.wire(), host.mac(), own, false));
        }
        clock.after(2 * Clock.SECOND, () -> {
            SmallTalk.whoHas(stage, host, gateway, false, true);
            SmallTalk.whoHas(stage, host, stage.population().resolver(), false, true);
            if (ipv6) {
                SmallTalk.findNeighbour(stage, host, gateway);
            }
            SmallTalk.discover(stage, host, "_workstation._tcp.local");
            SmallTalk.search(stage, host);
        });
        for (int i = 0; i < 5; i++) {
            clock.after(3 * Clock.SECOND + i * (150 * Clock.MILLI), () -> {
                Host server = stage.population().popularRemote(stage.random());
                SmallTalk.lookUpHost(stage, host, server.name(), server, false);
                SmallTalk.time(stage, host, server, false);
            });
        }
    }
}
