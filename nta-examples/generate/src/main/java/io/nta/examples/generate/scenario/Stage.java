package io.nta.examples.generate.scenario;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.Wire;
import io.nta.examples.generate.protocol.Datagrams;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Where and when a scenario is played: the network, the clock, the time that it has, the host that it is about, and its parameters. */
public final class Stage {
    private final Wire wire;
    private final Population population;
    private final Scenario scenario;
    private final Regime regime;
    private final Parameters parameters;
    private final Randomness random;
    private final Host subject;
    private final long start;
    private final long end;
    private final List<Episode> episodes;

    /**
     * Creates a stage.
     *
     * @param subject the local host that the scenario is about
     * @param start when it may begin, in nanoseconds since the epoch
     * @param end when it must be over
     * @param episodes takes the labels
     */
    public Stage(
            Wire wire,
            Population population,
            Scenario scenario,
            Regime regime,
            Parameters parameters,
            Randomness random,
            Host subject,
            long start,
            long end,
            List<Episode> episodes) {
        this.wire = wire;
        this.population = population;
        this.scenario = scenario;
        this.regime = regime;
        this.parameters = parameters;
        this.random = random;
        this.subject = subject;
        this.start = start;
        this.end = end;
        this.episodes = episodes;
    }

    public Wire wire() {
        return wire;
    }

    public Clock clock() {
        return wire.clock();
    }

    public Population population() {
        return population;
    }

    public Parameters parameters() {
        return parameters;
    }

    public Randomness random() {
        return random;
    }

    /** Returns the local host that the scenario is about: its client, attacker or victim. */
    public Host subject() {
        return subject;
    }

    /** Returns a local host other than the subject, if there is one. */
    public Host otherLocal() {
        Host other = population.anyLocal(random);
        for (int i = 0; i < 10 && other == subject; i++) {
            other = population.anyLocal(random);
        }
        return other;
    }

    /** Returns who attacks the subject: another local host, or somebody far away. Its ordinary life may go on beside. */
    public Host attacker(boolean inside) {
        return population.attacking(inside ? otherLocal() : population.newRemote());
    }

    public long start() {
        return start;
    }

    public long end() {
        return end;
    }

    /** Returns whether the scenario's time is over. */
    public boolean isOver() {
        return clock().now() >= end;
    }

    /** Begins a TCP connection between two hosts. */
    public Call call(Host client, Host server, int port) {
        return new Call(wire, random, client, server, port);
    }

    /** Returns a UDP flow between two hosts. */
    public Datagrams datagrams(Host first, int firstPort, Host second, int secondPort, boolean ipv6) {
        return new Datagrams(wire, Path.between(first, second), first.at(ipv6), firstPort, second.at(ipv6), secondPort);
    }

    /** Does something again and again, from some gap after the start until the end; the gaps are in seconds. */
    public void repeat(DoubleSupplier gapSeconds, Clock.Action action) {
        repeatFrom(start + nanos(gapSeconds.getAsDouble()), gapSeconds, action);
    }

    /** Does something again and again, for the first time at a time. */
    public void repeatFrom(long timeNanos, DoubleSupplier gapSeconds, Clock.Action action) {
        if (timeNanos < end) {
            clock().at(timeNanos, () -> {
                action.run();
                repeatFrom(clock().now() + nanos(gapSeconds.getAsDouble()), gapSeconds, action);
            });
        }
    }

    /** Returns gaps of independent arrivals at a rate. */
    public DoubleSupplier arrivals(double perSecond) {
        return () -> random.exponential(1 / perSecond);
    }

    /** Returns gaps that are nearly the same. */
    public DoubleSupplier steady(double seconds, double jitterShare) {
        return () -> seconds * (1 + jitterShare * (random.unit() - 0.5));
    }

    /** Returns seconds as nanoseconds. */
    public static long nanos(double seconds) {
        return (long) (seconds * Clock.SECOND);
    }

    /** Labels the whole of this scenario. */
    public void label(String attackers, String victims) {
        label(start, end, attackers, victims);
    }

    /** Labels a part of it. */
    public void label(long from, long to, String attackers, String victims) {
        label(scenario.label(), from, to, attackers, victims, "");
    }

    /** Labels something by another label than the scenario's, or with words before the notes. */
    public void label(String label, long from, long to, String attackers, String victims, String words) {
        String notes = (words.isEmpty() ? "" : words + "; ") + "regime=" + regime + " " + parameters;
        episodes.add(new Episode(from, to, label, attackers, victims, scenario.name(), notes));
    }

    /** Returns this stage with less time: from some drawn moment on, for some drawn while of at least {@code leastSeconds} and at most {@code mostSeconds}. */
    public Stage sometime(double leastSeconds, double mostSeconds) {
        long whole = end - start;
        long begin = start + (long) (whole * random.between(0.02, 0.25));
        double room = (double) (end - begin) / Clock.SECOND;
        double most = Math.min(mostSeconds, room);
        double seconds = most <= leastSeconds ? most : parameters.logUniform("seconds", leastSeconds, most);
        return new Stage(
                wire,
                population,
                scenario,
                regime,
                parameters,
                random,
                subject,
                begin,
                begin + nanos(seconds),
                episodes);
    }

    /** Returns a stage for another scenario on the same network: a part of this one. */
    public Stage part(Scenario other, String part, Host about, long from, long to) {
        Randomness own = random.fork(part + other.name());
        Parameters drawn = new Parameters(other.name(), regime, own.fork("parameters"), Map.of());
        return new Stage(wire, population, other, regime, drawn, own, about, from, to, episodes);
    }
}
