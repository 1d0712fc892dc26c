package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Stage;

/** What the network sees of the ordinary life of somebody far away: pages read on local servers, a ping now and then. */
public final class Visits {
    private static final int MOST_PAGES = 8;

    private Visits() {}

    /** Lets a remote host call on local ones from the stage's start to its end. */
    public static void begin(Stage stage, Host visitor) {
        Randomness random = stage.random();
        double gap = random.logUniform(3, 60);
        boolean secure = random.chance(0.6);
        String agent = random.pick(HttpMessages.AGENTS);
        Host server = stage.population().anyLocal(random);
        stage.repeat(stage.arrivals(1 / gap), () -> {
            int pages = random.between(1, MOST_PAGES);
            WebScript talk = new WebScript(random, secure, "www." + server.name(), agent, pages, 8_000, 0.5, 0.03);
            stage.call(visitor, server, secure ? 443 : 80).saying(talk).open();
        });
        stage.repeat(
                stage.arrivals(0.2 / gap),
                () -> SmallTalk.ping(stage, visitor, server, false, random.below(1 << 16), 1, 56, true));
    }
}
