package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A server of the NTP pool: questions from everywhere, one datagram each; and the host asks several servers itself. */
public final class TimeService implements Scenario {
    @Override
    public String name() {
        return "time_service";
    }

    @Override
    public String description() {
        return "NTP: a pool server with clients from everywhere, clients that ask several servers";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("questions_per_second", 0.5, 400);
        double known = parameters.uniform("known_clients", 0.2, 0.95);
        int servers = parameters.count("own_servers", 1, 8);
        boolean burst = parameters.chance("initial_burst", 0.4);
        boolean ipv6 = parameters.chance("ipv6", 0.2);
        stage.label("", stage.subject().address());
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host client = random.chance(known)
                    ? stage.population().popularRemote(random)
                    : stage.population().newRemote();
            SmallTalk.time(stage, client, stage.subject(), ipv6);
        });
        for (int i = 0; i < servers; i++) {
            Host server = stage.population().popularRemote(stage.random());
            for (int n = 0; n < (burst ? 8 : 1); n++) {
                stage.clock()
                        .after((1 + 2L * n) * Clock.SECOND, () -> SmallTalk.time(stage, stage.subject(), server, ipv6));
            }
            stage.repeat(stage.steady(64, 0.1), () -> SmallTalk.time(stage, stage.subject(), server, ipv6));
        }
    }
}
