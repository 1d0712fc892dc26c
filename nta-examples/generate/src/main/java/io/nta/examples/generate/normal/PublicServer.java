package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A web server with clients from everywhere, in waves; some come over bad lines, and some vanish. */
public final class PublicServer implements Scenario {
    @Override
    public String name() {
        return "public_server";
    }

    @Override
    public String description() {
        return "a web server with clients from everywhere: crowds, crawlers, lossy lines, half-finished visits";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("visits_per_second", 0.3, 25);
        double wave = parameters.logUniform("seconds_of_wave", 20, 200);
        double loss = parameters.logUniform("loss", 0.0003, 0.02);
        double vanishing = parameters.uniform("vanishing_share", 0, 0.05);
        boolean secure = parameters.chance("tls", 0.7);
        double bytes = parameters.logUniform("mean_bytes", 1_000, 40_000);
        Host server = stage.subject();
        stage.label("", server.address());
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            double phase = (double) (stage.clock().now() - stage.start()) / Stage.nanos(wave);
            if (random.unit() > 0.55 + 0.45 * StrictMath.sin(phase)) {
                return;
            }
            Host client = random.chance(0.3)
                    ? stage.population().newRemote()
                    : stage.population().popularRemote(random);
            WebScript talk = new WebScript(
                    random,
                    secure,
                    server.name(),
                    random.pick(HttpMessages.AGENTS),
                    random.between(1, 12),
                    bytes,
                    0.6,
                    0.02);
            boolean bad = random.chance(0.3);
            TcpLink link = stage.call(client, server, secure ? 443 : 80)
                    .losing(bad ? loss : 0)
                    .saying(talk)
                    .open();
            if (random.chance(vanishing)) {
                stage.clock()
                        .after(
                                Stage.nanos(random.exponential(2)),
                                () -> link.client().vanish());
            }
        });
    }
}
