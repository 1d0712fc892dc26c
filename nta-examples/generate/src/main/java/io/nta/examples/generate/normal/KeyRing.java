package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.SshCipher;
import io.nta.examples.generate.protocol.SshScript;
import io.nta.examples.generate.protocol.SshSoftware;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** An agent with many keys offers one after the other; a server that has had enough ends the connection, and the user tries again with the right one. */
public final class KeyRing implements Scenario {
    @Override
    public String name() {
        return "ssh_key_ring";
    }

    @Override
    public String description() {
        return "an SSH agent offers several keys that are rejected before one fits, or before the server ends the connection";
    }

    private static final int MOST_TRIES = 6;
    private static final double GAP_WHEN_THROWN_OUT = 5;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double gap = parameters.logUniform("seconds_between", 15, 150);
        int keys = parameters.count("keys", 2, 9);
        boolean password = parameters.chance("then_password", 0.4);
        SshSoftware server = SshSoftware.SERVERS.get(parameters.choice("server", 0, 1, 2, 3));
        SshCipher cipher = parameters.chance("gcm", 0.3) ? SshCipher.AES_GCM : SshCipher.CHACHA20_POLY1305;
        Host target = stage.otherLocal();
        stage.label(stage.subject().address(), target.address());
        // Who is thrown out mends the configuration, or at least takes a while.
        double patience = keys >= MOST_TRIES ? gap * GAP_WHEN_THROWN_OUT : gap;
        stage.repeat(stage.arrivals(1 / patience), () -> {
            Randomness random = stage.random();
            SshScript talk = new SshScript(random, SshSoftware.OPENSSH_9, server, cipher, "carol");
            int rejected = Math.min(keys, MOST_TRIES);
            for (int i = 0; i < rejected; i++) {
                talk.key(false);
            }
            if (rejected == MOST_TRIES) {
                stage.call(stage.subject(), target, 22)
                        .saying(talk.throwOut(Clock.MILLI))
                        .open();
                stage.clock().after(Stage.nanos(random.between(4, 15)), () -> logIn(stage, target, server, cipher));
                return;
            }
            if (password) {
                talk.password(12, true, Stage.nanos(random.between(2, 6)), 50 * Clock.MILLI);
            } else {
                talk.key(true);
            }
            stage.call(stage.subject(), target, 22).saying(work(random, talk)).open();
        });
    }

    private static void logIn(Stage stage, Host target, SshSoftware server, SshCipher cipher) {
        Randomness random = stage.random();
        SshScript talk = new SshScript(random, SshSoftware.OPENSSH_9, server, cipher, "carol").key(true);
        stage.call(stage.subject(), target, 22).saying(work(random, talk)).open();
    }

    private static Script work(Randomness random, SshScript talk) {
        talk.channel();
        int lines = random.between(1, 40);
        for (int i = 0; i < lines; i++) {
            talk.exchange(16, random.between(16, 1200), Stage.nanos(random.exponential(1)), Clock.MILLI);
        }
        return talk.leave(Clock.SECOND);
    }
}
