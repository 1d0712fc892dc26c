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

/** Files are copied over SSH, to and fro. */
public final class FileCopy implements Scenario {
    @Override
    public String name() {
        return "file_copy";
    }

    @Override
    public String description() {
        return "scp and rsync over SSH, by key or password, small files and large";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double gap = parameters.logUniform("gap", 5, 120);
        double bytes = parameters.logUniform("mean_bytes", 5_000, 4_000_000);
        boolean upload = parameters.chance("upload", 0.5);
        boolean password = parameters.chance("password", 0.3);
        Randomness random = stage.random();
        Host server =
                random.chance(0.6) ? stage.otherLocal() : stage.population().popularRemote(random);
        stage.label(stage.subject().address(), server.address());
        stage.repeat(stage.arrivals(1 / gap), () -> {
            SshScript talk =
                    new SshScript(random, SshSoftware.OPENSSH_9, SshSoftware.OPENSSH_7, SshCipher.AES_CTR_ETM, "copy");
            if (password) {
                talk.password(12, true, Stage.nanos(random.between(0.5, 4)), Stage.nanos(0.05));
            } else {
                talk.key(true);
            }
            talk.channel();
            int size = (int) random.pareto(bytes, 1.5, 500, 20_000_000);
            talk.exchange(upload ? size : 60, upload ? 40 : size, Clock.MILLI, Clock.MILLI);
            stage.call(stage.subject(), server, 22)
                    .saying(talk.leave(Clock.MILLI))
                    .open();
        });
    }
}
