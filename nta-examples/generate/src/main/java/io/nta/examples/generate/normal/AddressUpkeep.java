package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.ArpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Who has which address: a router renews what it knows, hosts wake up, announce themselves and check for duplicates. */
public final class AddressUpkeep implements Scenario {
    @Override
    public String name() {
        return "address_upkeep";
    }

    @Override
    public String description() {
        return "a router that asks for all its neighbours, probes for duplicates, announcements after waking";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.2, 20);
        double absent = parameters.uniform("absent_share", 0, 0.6);
        boolean directly = parameters.chance("directly", 0.5);
        double wakes = parameters.logUniform("seconds_between_wakes", 10, 200);
        boolean byRouter = parameters.chance("by_router", 0.7);
        stage.label("", "");
        stage.repeat(stage.arrivals(rate), () -> {
            Host asker = byRouter ? stage.population().gateway() : stage.subject();
            Host asked = stage.otherLocal();
            if (asked == asker) {
                return;
            }
            if (stage.random().chance(absent)) {
                int unused = (int)
                        stage.population().unusedLocal(stage.random().below(40)).low();
                int own = (int) asker.four().address().low();
                ArpMessages.request(stage.wire(), ArpMessages.BROADCAST, asker.mac(), own, unused);
            } else {
                SmallTalk.whoHas(stage, asker, asked, directly, true);
            }
        });
        stage.repeat(stage.arrivals(1 / wakes), () -> {
            Host waking = stage.otherLocal();
            int own = (int) waking.four().address().low();
            for (int i = 0; i < 3; i++) {
                stage.clock().after(i * Clock.SECOND, () -> ArpMessages.probe(stage.wire(), waking.mac(), own));
            }
            stage.clock().after(3 * Clock.SECOND, () -> ArpMessages.announce(stage.wire(), waking.mac(), own, false));
        });
    }
}
