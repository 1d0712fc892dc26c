package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A crawler, or a feed reader: many hosts, few pages of each, and some don't answer. */
public final class Crawler implements Scenario {
    @Override
    public String name() {
        return "crawler";
    }

    @Override
    public String description() {
        return "a crawler visits ever other hosts; some are gone";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("hosts_per_second", 0.2, 10);
        double gone = parameters.uniform("gone_share", 0, 0.15);
        int pages = parameters.count("pages", 1, 10);
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host server = stage.population().newRemote();
            SmallTalk.lookUpHost(stage, stage.subject(), server.name(), server, false);
            boolean secure = random.chance(0.8);
            ServerMood failing = random.chance(0.4) ? ServerMood.REFUSE : ServerMood.DROP;
            WebScript talk = new WebScript(
                    random, secure, server.name(), "Go-http-client/1.1", random.between(1, pages), 20_000, 0.5, 0.1);
            stage.clock()
                    .after(
                            50 * Clock.MILLI,
                            () -> stage.call(stage.subject(), server, secure ? 443 : 80)
                                    .meeting(random.chance(gone) ? failing : ServerMood.ACCEPT)
                                    .saying(talk)
                                    .open());
        });
    }
}
