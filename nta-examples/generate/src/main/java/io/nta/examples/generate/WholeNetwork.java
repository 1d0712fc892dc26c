package io.nta.examples.generate;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.normal.Visits;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** A network in which each host has a few habits, and perhaps some attack: everything at once, as a sensor sees it. Attackers go on with what they otherwise do. */
final class WholeNetwork implements Scenario {
    private static final int USUAL_HOSTS = 20;
    private static final int REMOTE_HOSTS = 400;
    private static final int USUAL_HABITS = 2;
    private static final double SHORTEST_ATTACK = 120;
    private static final double LONGEST_ATTACK = 600;

    private final List<Scenario> habits;
    private final List<Scenario> attacks;

    WholeNetwork(List<Scenario> habits, List<Scenario> attacks) {
        this.habits = habits;
        this.attacks = attacks;
    }

    @Override
    public String name() {
        return "network";
    }

    @Override
    public String description() {
        return "hosts=20 hosts with habits=2 habits each, and attacks=0 attacks at random times, laid over what the attackers do otherwise";
    }

    @Override
    public Population population(Parameters parameters, Randomness random) {
        return new Population(random, parameters.setting("hosts", USUAL_HOSTS), REMOTE_HOSTS);
    }

    @Override
    public void play(Stage stage) {
        int perHost = stage.parameters().setting("habits", USUAL_HABITS);
        int attackCount = stage.parameters().setting("attacks", 0);
        int number = 0;
        for (Host host : List.copyOf(stage.population().locals())) {
            live(stage, habits, host, perHost, number++);
        }
        for (int i = 0; i < attackCount; i++) {
            Randomness random = stage.random();
            double whole = (double) (stage.end() - stage.start()) / Clock.SECOND;
            double lasts = Math.min(whole, random.logUniform(SHORTEST_ATTACK, LONGEST_ATTACK));
            long from = stage.start() + Stage.nanos(random.between(0, whole - lasts));
            Scenario attack = random.pick(attacks);
            attack.play(stage.part(attack, "attack " + i, stage.otherLocal(), from, from + Stage.nanos(lasts)));
        }
        for (Host attacker : stage.population().attackers()) {
            if (!attacker.isLocal()) {
                live(stage, habits, attacker, 1, number++);
            }
        }
    }

    /** Lets a host do ordinary things from now to the end; what those of a remote one are, the network sees little of. */
    static void live(Stage stage, List<Scenario> habits, Host host, int count, int number) {
        if (!host.isLocal()) {
            Visits.begin(stage, host);
            return;
        }
        for (int i = 0; i < count; i++) {
            Scenario habit = stage.random().pick(habits);
            String part = "host " + number + " habit " + i + " ";
            habit.play(stage.part(habit, part, host, stage.start(), stage.end()));
        }
    }
}
