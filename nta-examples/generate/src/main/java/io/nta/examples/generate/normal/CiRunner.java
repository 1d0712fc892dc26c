package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.SshCipher;
import io.nta.examples.generate.protocol.SshScript;
import io.nta.examples.generate.protocol.SshSoftware;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A build machine: for each job sources by SSH, packages from registries, images, and services that are waited for until they listen. */
public final class CiRunner implements Scenario {
    @Override
    public String name() {
        return "ci_runner";
    }

    @Override
    public String description() {
        return "builds: fetches over SSH, hundreds of packages, and ports tried until their service listens";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double gap = parameters.logUniform("seconds_between_jobs", 15, 120);
        int packages = parameters.count("packages", 10, 300);
        int parallel = parameters.count("parallel", 2, 50);
        double bytes = parameters.logUniform("mean_bytes", 5_000, 300_000);
        int waits = parameters.count("waits", 1, 40);
        Host service = stage.otherLocal();
        Host registry = stage.population().popularRemote(stage.random());
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(1 / gap), () -> {
            Randomness random = stage.random();
            SshScript git = new SshScript(random, SshSoftware.OPENSSH_9, SshSoftware.GO, SshCipher.AES_GCM, "git");
            git.key(true).channel().exchange(900, random.between(5_000, 2_000_000), Clock.MILLI, 20 * Clock.MILLI);
            stage.call(stage.subject(), registry, 22)
                    .saying(git.leave(Clock.MILLI))
                    .open();
            int each = Math.max(1, packages / parallel);
            for (int i = 0; i < Math.min(packages, parallel); i++) {
                Host mirror = random.chance(0.7) ? registry : stage.population().popularRemote(random);
                stage.clock().after(Stage.nanos(random.between(2, 6)), () -> fetch(stage, mirror, each, bytes));
            }
            for (int i = 0; i <= waits; i++) {
                ServerMood mood = i < waits ? ServerMood.REFUSE : ServerMood.ACCEPT;
                Script talk = Script.written().close(Clock.MILLI);
                stage.clock()
                        .after(
                                8 * Clock.SECOND + i * (500 * Clock.MILLI),
                                () -> stage.call(stage.subject(), service, 5432)
                                        .meeting(mood)
                                        .saying(talk)
                                        .open());
            }
        });
    }

    private static void fetch(Stage stage, Host mirror, int requests, double bytes) {
        SmallTalk.lookUpHost(stage, stage.subject(), mirror.name(), mirror, false);
        WebScript talk = new WebScript(stage.random(), true, mirror.name(), "npm", requests, bytes, 0.01, 0.02);
        stage.call(stage.subject(), mirror, 443).saying(talk).open();
    }
}
