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

/** People log in over SSH by password; some mistype it, and some give up. */
public final class MistypedPassword implements Scenario {
    @Override
    public String name() {
        return "mistyped_password";
    }

    @Override
    public String description() {
        return "people log in by password, and mistype it now and then";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double gap = parameters.logUniform("gap", 20, 200);
        int mostMistakes = parameters.count("most_mistakes", 1, 3);
        double delay = parameters.logUniform("failure_delay", 0.1, 3);
        double givesUp = parameters.uniform("gives_up", 0, 0.15);
        Host server = stage.otherLocal();
        stage.label(stage.subject().address(), server.address());
        stage.repeat(stage.arrivals(1 / gap), () -> {
            Randomness random = stage.random();
            SshScript talk = new SshScript(
                    random, SshSoftware.OPENSSH_9, SshSoftware.OPENSSH_9, SshCipher.CHACHA20_POLY1305, "alice");
            int mistakes = random.below(mostMistakes + 1);
            for (int i = 0; i < mistakes; i++) {
                talk.password(random.between(6, 14), false, typing(random), Stage.nanos(delay));
            }
            if (random.chance(givesUp)) {
                stage.call(stage.subject(), server, 22)
                        .saying(talk.hangUp(typing(random)))
                        .open();
                return;
            }
            talk.password(12, true, typing(random), Stage.nanos(0.05)).channel();
            int lines = random.between(3, 60);
            for (int i = 0; i < lines; i++) {
                talk.exchange(16, random.between(16, 1500), Stage.nanos(random.exponential(1)), Clock.MILLI);
            }
            stage.call(stage.subject(), server, 22)
                    .saying(talk.leave(Clock.SECOND))
                    .open();
        });
    }

    private static long typing(Randomness random) {
        return Stage.nanos(random.between(1.5, 6));
    }
}
