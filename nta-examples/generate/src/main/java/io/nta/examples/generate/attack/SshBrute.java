package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.SshCipher;
import io.nta.examples.generate.protocol.SshScript;
import io.nta.examples.generate.protocol.SshSoftware;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Guesses SSH passwords of the subject: many short connections or few long ones, from one host or many, fast or one try in 10 s. */
public final class SshBrute implements Scenario {
    private static final int MOST_ATTACKERS = 40;
    private static final double LONGEST = 500;
    private static final double SHORTEST = 60;
    private static final double TRIES = 20;

    @Override
    public String name() {
        return "ssh_brute";
    }

    @Override
    public String label() {
        return "ssh_brute";
    }

    @Override
    public String description() {
        return "password guessing at 0.07 to 40 tries a second, in short or long connections, on any port, until a ban perhaps";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        boolean inside = parameters.chance("inside", 0.5);
        int attackers = parameters.chance("distributed", 0.2) ? parameters.count("attackers", 2, MOST_ATTACKERS) : 1;
        double rate = parameters.logUniform("tries_per_second", 0.07, 40);
        Stage when = stage.sometime(Math.max(SHORTEST, TRIES / rate), LONGEST);
        Guessing guessing = new Guessing(when);
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            Host attacker =
                    stage.attacker(inside && i < stage.population().locals().size() - 1);
            addresses.add(guessing.address(attacker));
            guessing.start(attacker, rate / attackers);
        }
        when.label(String.join(";", addresses), guessing.address(stage.subject()));
    }

    /** What the attackers have in common: the tool, and the server that they meet. */
    private static final class Guessing {
        private final Stage stage;
        private final int port;
        private final boolean ipv6;
        private final int workers;
        private final int triesPerConnection;
        private final SshSoftware tool;
        private final SshSoftware server;
        private final SshCipher cipher;
        private final double delaySeconds;
        private final int mostTries;
        private final boolean politelyLeft;
        private final double dropped;
        private final boolean found;
        private final boolean prompted;
        private final int userBytes;
        private final int bannedAfter;
        private final Map<Host, Integer> rejected = new HashMap<>();

        Guessing(Stage stage) {
            this.stage = stage;
            Parameters parameters = stage.parameters();
            port = parameters.choice("port", 22, 22, 22, 2222, 22_022, 8022, 443);
            ipv6 = parameters.chance("ipv6", 0.15);
            workers = parameters.count("workers", 1, 16);
            triesPerConnection = parameters.choice("tries_per_connection", 1, 1, 2, 3, 6, 20);
            tool = SshSoftware.TOOLS.get(parameters.choice("tool", 0, 1, 2, 3, 4));
            server = SshSoftware.SERVERS.get(parameters.choice("server", 0, 1, 2, 3));
            cipher = List.of(
                            SshCipher.CHACHA20_POLY1305,
                            SshCipher.AES_GCM,
                            SshCipher.AES_CTR_ETM,
                            SshCipher.AES_CTR_SHA1)
                    .get(parameters.choice("cipher", 0, 1, 2, 3));
            delaySeconds = parameters.logUniform("failure_delay", 0.02, 3);
            mostTries = parameters.choice("max_auth_tries", 3, 6, 6, 10, 100);
            politelyLeft = parameters.chance("says_goodbye", 0.5);
            dropped = parameters.choice("max_startups_drops", 0.0, 0.0, 0.3);
            found = parameters.chance("password_found", 0.15);
            prompted = parameters.chance("prompted", 0.15);
            userBytes = parameters.count("user_bytes", 3, 14);
            bannedAfter = parameters.choice("banned_after", Integer.MAX_VALUE, Integer.MAX_VALUE, 30, 100);
        }

        String address(Host host) {
            return host.at(ipv6).address().toString();
        }

        void start(Host attacker, double rate) {
            for (int i = 0; i < workers; i++) {
                long begin = stage.start() + Stage.nanos(stage.random().between(0, Math.min(20, workers / rate)));
                stage.clock().at(begin, () -> connect(attacker, workers / rate));
            }
        }

        /** One worker's next connection; when it has ended and its time has come, another. */
        private void connect(Host attacker, double secondsPerTry) {
            if (stage.isOver()) {
                return;
            }
            Randomness random = stage.random();
            int tries = Math.min(triesPerConnection, mostTries);
            boolean banned = rejected.merge(attacker, tries, Integer::sum) > bannedAfter;
            boolean turnedAway = random.chance(dropped);
            boolean last = found && stage.end() - stage.clock().now() < 10 * Clock.SECOND;
            long begun = stage.clock().now();
            long lasts = Stage.nanos(secondsPerTry * tries * random.between(0.8, 1.2));
            stage.call(attacker, stage.subject(), port)
                    .ipv6(ipv6)
                    .meeting(banned ? ServerMood.DROP : turnedAway ? ServerMood.REFUSE : ServerMood.ACCEPT)
                    .saying(guesses(tries, last, secondsPerTry))
                    .then(() -> stage.clock()
                            .at(Math.max(begun + lasts, stage.clock().now()), () -> connect(attacker, secondsPerTry)))
                    .open();
        }

        private Script guesses(int tries, boolean last, double secondsPerTry) {
            Randomness random = stage.random();
            SshScript talk = new SshScript(random, tool, server, cipher, "u".repeat(userBytes));
            double thinking = Math.max(0.002, secondsPerTry - delaySeconds);
            for (int i = 0; i < tries; i++) {
                long pause = Stage.nanos(i == 0 ? 0.002 : thinking * random.between(0.8, 1.2));
                long delay = Stage.nanos(delaySeconds * random.between(0.7, 1.3));
                boolean right = last && i + 1 == tries;
                if (prompted) {
                    talk.prompted(random.between(4, 14), right, pause, delay);
                } else {
                    talk.password(random.between(4, 14), right, pause, delay);
                }
            }
            if (tries == mostTries && !last) {
                return talk.throwOut(Clock.MILLI);
            }
            return politelyLeft ? talk.leave(Clock.MILLI) : talk.hangUp(Clock.MILLI);
        }
    }
}
