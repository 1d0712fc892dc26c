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
import java.util.ArrayList;
import java.util.List;

/** A script logs in by key, runs a command and leaves: deployment, configuration, monitoring. */
public final class SshAutomation implements Scenario {
    @Override
    public String name() {
        return "ssh_automation";
    }

    @Override
    public String description() {
        return "key logins by scripts, up to two a second, with short commands";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.05, 2);
        int servers = parameters.count("servers", 1, 10);
        int port = parameters.choice("port", 22, 22, 2222);
        int keysOffered = parameters.choice("unknown_keys_first", 0, 0, 1, 3);
        SshSoftware client = SshSoftware.CLIENTS.get(parameters.choice("client", 0, 1, 2, 3, 4, 5));
        Randomness random = stage.random();
        List<Host> targets = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            targets.add(
                    random.chance(0.7) ? stage.otherLocal() : stage.population().popularRemote(random));
        }
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.steady(1 / rate, 0.3), () -> {
            SshScript talk =
                    new SshScript(random, client, SshSoftware.OPENSSH_9, SshCipher.CHACHA20_POLY1305, "deploy");
            for (int i = 0; i < keysOffered; i++) {
                talk.key(false);
            }
            talk.key(true).channel();
            talk.exchange(random.between(40, 300), 20, Clock.MILLI, 5 * Clock.MILLI);
            talk.exchange(0, random.between(40, 8000), 0, Stage.nanos(random.logUniform(0.01, 2)));
            stage.call(stage.subject(), random.pick(targets), port)
                    .saying(talk.leave(Clock.MILLI))
                    .open();
        });
    }
}
