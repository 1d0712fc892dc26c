package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** An inventory asks the whole network who is there, by ping and ARP, and no more. */
public final class AssetInventory implements Scenario {
    @Override
    public String name() {
        return "asset_inventory";
    }

    @Override
    public String description() {
        return "a ping sweep of the own network by an inventory: host discovery, neither attack nor quiet";
    }

    @Override
    public String label() {
        return "host_discovery";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 2, 300);
        int addresses = parameters.count("addresses", 60, 254);
        int retries = parameters.count("retries", 1, 3);
        boolean names = parameters.chance("asks_for_names", 0.5);
        double pause = parameters.logUniform("seconds_between_sweeps", 20, 200);
        stage.label(stage.subject().address(), "");
        stage.repeatFrom(stage.start() + Clock.SECOND, stage.steady(pause + addresses / rate, 0.1), () -> {
            for (int i = 0; i < addresses * retries; i++) {
                int number = i % addresses;
                stage.clock().after(Stage.nanos(i / rate), () -> ask(stage, number, names));
            }
        });
    }

    private static void ask(Stage stage, int number, boolean names) {
        List<Host> locals = stage.population().locals();
        if (number < locals.size()) {
            Host host = locals.get(number);
            if (host == stage.subject()) {
                return;
            }
            SmallTalk.whoHas(stage, stage.subject(), host, false, true);
            stage.clock()
                    .after(3 * Clock.MILLI, () -> SmallTalk.ping(stage, stage.subject(), host, false, 99, 1, 32, true));
            if (names) {
                SmallTalk.lookUpReverse(stage, stage.subject(), host.four().address());
            }
        } else {
            int own = (int) stage.subject().four().address().low();
            int absent =
                    (int) stage.population().unusedLocal(number - locals.size()).low();
            ArpMessages.request(
                    stage.wire(), ArpMessages.BROADCAST, stage.subject().mac(), own, absent);
        }
    }
}
