package io.nta.examples.generate;

import io.nta.examples.generate.frame.FrameSink;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.network.Vantage;
import io.nta.examples.generate.network.Wire;
import io.nta.examples.generate.scenario.Episode;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Regime;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Plays scenarios. Frames come in order of time and are written as they come, so that memory doesn't grow with the length of the capture. */
public final class Generator {
    private Generator() {}

    /**
     * What came of it.
     *
     * @param packets how many frames there were
     * @param bytes how many bytes they had
     * @param episodes the labels, in order of time
     */
    public record Result(long packets, long bytes, List<Episode> episodes) {}

    /**
     * Plays a scenario.
     *
     * @param sink takes the frames
     * @throws IOException if the sink can't
     * @throws IllegalArgumentException if a parameter that is set isn't one of the scenario's, or its value can't be
     */
    public static Result play(Scenario scenario, Settings settings, FrameSink sink) throws IOException {
        Randomness random = new Randomness(settings.seed()).fork(scenario.name());
        Regime regime = settings.regimeOrDrawn();
        Parameters parameters = new Parameters(scenario.name(), regime, random.fork("parameters"), settings.fixed());
        Population population = scenario.population(parameters, random.fork("population"));
        Wire wire = new Wire(new Clock(settings.startNanos()), sink, settings.packets());
        if (!Scenarios.workloads().contains(scenario)) {
            Vantage place = Vantage.draw(random.fork("vantage"));
            wire.seenFrom(place, population, random.fork("neighbours"));
        }
        List<Episode> episodes = new ArrayList<>();
        Stage stage = new Stage(
                wire,
                population,
                scenario,
                regime,
                parameters,
                random.fork("scenario"),
                population.anyLocal(random.fork("subject")),
                settings.startNanos(),
                settings.endNanos(),
                episodes);
        scenario.play(stage);
        backgroundOf(stage, settings.background());
        Set<String> unused = parameters.unused();
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException(
                    scenario.name() + " has no parameter " + unused + "; it has " + parameters);
        }
        try {
            wire.clock().runUntil(settings.endNanos(), wire::isFull);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        episodes.sort(Comparator.comparingLong(Episode::startNanos).thenComparing(Episode::label));
        return new Result(wire.packets(), wire.bytes(), episodes);
    }

    /** The first in the background are who attacks, or the scenario's own subject: an attacker is also somebody's workplace. */
    private static void backgroundOf(Stage stage, int count) {
        List<Host> first = stage.population().attackers();
        for (int i = 0; i < count; i++) {
            Host host = i < first.size() ? first.get(i) : i == first.size() ? stage.subject() : stage.otherLocal();
            WholeNetwork.live(stage, Scenarios.normal(), host, 1, i);
        }
    }
}
