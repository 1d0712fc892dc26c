package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.SshCipher;
import io.nta.examples.generate.protocol.SshScript;
import io.nta.examples.generate.protocol.SshSoftware;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.List;

/** One host configures many over SSH: a run logs in to each with a key, some at once, and again for each task. */
public final class ConfigManagement implements Scenario {
    @Override
    public String name() {
        return "config_management";
    }

    @Override
    public String description() {
        return "a run over many hosts by SSH, several logins at once (Ansible and its kind); a few hosts are down";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int hosts = parameters.count("managed_hosts", 5, 80);
        int forks = parameters.count("forks", 1, 25);
        int tasks = parameters.count("tasks", 1, 12);
        double pause = parameters.logUniform("seconds_between_runs", 10, 120);
        double down = parameters.choice("down_share", 0.0, 0.05, 0.2);
        int keysFirst = parameters.choice("unknown_keys_first", 0, 0, 1, 2, 4);
        boolean reuses = parameters.chance("reuses_connections", 0.5);
        Randomness random = stage.random();
        List<Host> managed = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            managed.add(
                    i < stage.population().locals().size()
                            ? stage.otherLocal()
                            : stage.population().newRemote());
        }
        stage.label(stage.subject().address(), "");
        stage.repeatFrom(stage.start() + Clock.SECOND, stage.steady(pause + hosts, 0.2), () -> {
            for (int i = 0; i < managed.size(); i++) {
                Host host = managed.get(i);
                ServerMood mood = new Randomness(host.mac()).chance(down) ? ServerMood.DROP : ServerMood.ACCEPT;
                long turn = Stage.nanos((double) i / forks * random.between(0.5, 1.5));
                stage.clock()
                        .after(turn, () -> task(stage, host, mood, keysFirst, reuses ? 1 : tasks, reuses ? tasks : 1));
            }
        });
    }

    private static void task(Stage stage, Host host, ServerMood mood, int keysFirst, int logins, int commands) {
        Randomness random = stage.random();
        SshScript talk = new SshScript(
                random, SshSoftware.OPENSSH_9, SshSoftware.OPENSSH_9, SshCipher.CHACHA20_POLY1305, "ansible");
        for (int i = 0; i < keysFirst; i++) {
            talk.key(false);
        }
        talk.key(true).channel();
        for (int i = 0; i < commands; i++) {
            talk.exchange(random.between(300, 30_000), random.between(60, 3000), Clock.MILLI, 200 * Clock.MILLI);
        }
        TcpLink link = stage.call(stage.subject(), host, 22)
                .meeting(mood)
                .saying(talk.leave(Clock.MILLI))
                .then(() -> {
                    if (logins > 1 && mood == ServerMood.ACCEPT && !stage.isOver()) {
                        task(stage, host, mood, keysFirst, logins - 1, commands);
                    }
                })
                .open();
        if (mood == ServerMood.DROP) {
            stage.clock().after(10 * Clock.SECOND, () -> link.client().vanish());
        }
    }
}
