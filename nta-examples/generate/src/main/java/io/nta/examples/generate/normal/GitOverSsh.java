package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.SshCipher;
import io.nta.examples.generate.protocol.SshScript;
import io.nta.examples.generate.protocol.SshSoftware;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A build server asks for changes by git over SSH, and fetches them. */
public final class GitOverSsh implements Scenario {
    @Override
    public String name() {
        return "git_over_ssh";
    }

    @Override
    public String description() {
        return "a build server fetches repositories over SSH";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.02, 1);
        double changed = parameters.uniform("changed_share", 0.05, 0.5);
        Host server = stage.population().popularRemote(stage.random());
        stage.label(stage.subject().address(), server.address());
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            SshScript talk = new SshScript(random, SshSoftware.OPENSSH_9, SshSoftware.GO, SshCipher.AES_GCM, "git");
            talk.key(true).channel().exchange(90, random.between(400, 30_000), Clock.MILLI, 20 * Clock.MILLI);
            if (random.chance(changed)) {
                int pack = (int) random.pareto(60_000, 1.3, 2_000, 5_000_000);
                talk.exchange(random.between(200, 2_000), pack, 5 * Clock.MILLI, 50 * Clock.MILLI);
            }
            stage.call(stage.subject(), server, 22)
                    .saying(talk.leave(Clock.MILLI))
                    .open();
        });
    }
}
