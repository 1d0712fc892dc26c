package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Hundreds of people behind one address: whatever they do seems to be one host's. */
public final class NatGateway implements Scenario {
    @Override
    public String name() {
        return "nat_gateway";
    }

    @Override
    public String description() {
        return "hundreds of people behind one address: browsing, names, pings, dead servers";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("connections_per_second", 1, 30);
        double failing = parameters.uniform("failing_share", 0.005, 0.1);
        double bytes = parameters.logUniform("mean_bytes", 1_000, 20_000);
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host server = stage.population().popularRemote(random);
            boolean secure = random.chance(0.9);
            ServerMood failed = random.chance(0.5) ? ServerMood.DROP : ServerMood.REFUSE;
            WebScript talk = new WebScript(
                    random,
                    secure,
                    server.name(),
                    random.pick(HttpMessages.AGENTS),
                    random.between(1, 5),
                    bytes,
                    0.4,
                    0.03);
            stage.call(stage.subject(), server, secure ? 443 : random.chance(0.7) ? 80 : random.between(1025, 9999))
                    .meeting(random.chance(failing) ? failed : ServerMood.ACCEPT)
                    .saying(talk)
                    .open();
        });
        stage.repeat(stage.arrivals(rate), () -> {
            Host server = stage.population().popularRemote(stage.random());
            SmallTalk.lookUpHost(
                    stage,
                    stage.subject(),
                    server.name(),
                    server,
                    stage.random().chance(0.3));
        });
        stage.repeat(stage.arrivals(rate / 30), () -> {
            int id = stage.random().below(1 << 16);
            Host server = stage.population().popularRemote(stage.random());
            SmallTalk.ping(stage, stage.subject(), server, false, id, 1, 56, true);
        });
    }
}
