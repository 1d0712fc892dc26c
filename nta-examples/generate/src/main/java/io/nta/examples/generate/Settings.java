package io.nta.examples.generate;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.scenario.Regime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario is played.
 *
 * @param seed the same seed gives the same bytes
 * @param regime the part of the parameters' ranges to draw from; {@code null} for one that follows from the seed
 * @param fixed parameters that are set instead of drawn, by name
 * @param start the time of the first packets
 * @param duration how long it lasts at most
 * @param packets how many frames there are at most
 * @param background how many local hosts do ordinary things beside the scenario
 */
public record Settings(
        long seed,
        @Nullable Regime regime,
        Map<String, String> fixed,
        Instant start,
        Duration duration,
        long packets,
        int background) {
    /** When traffic begins unless something else is asked for. */
    public static final Instant USUAL_START = Instant.parse("2026-01-05T09:00:00Z");

    /** Returns settings without a limit but the duration, and no background. */
    public static Settings of(long seed, Duration duration) {
        return new Settings(seed, null, Map.of(), USUAL_START, duration, Long.MAX_VALUE, 0);
    }

    /** Returns the same in another regime. */
    public Settings in(Regime other) {
        return new Settings(seed, other, fixed, start, duration, packets, background);
    }

    /** Returns the same with those parameters. */
    public Settings with(Map<String, String> values) {
        return new Settings(seed, regime, Map.copyOf(values), start, duration, packets, background);
    }

    /** Returns the same with at most so many frames. */
    public Settings limitedTo(long frames) {
        return new Settings(seed, regime, fixed, start, duration, frames, background);
    }

    /** Returns the same with so many hosts in the background. */
    public Settings amid(int hosts) {
        return new Settings(seed, regime, fixed, start, duration, packets, hosts);
    }

    long startNanos() {
        return start.getEpochSecond() * Clock.SECOND + start.getNano();
    }

    long endNanos() {
        return startNanos() + duration.toNanos();
    }

    Regime regimeOrDrawn() {
        return regime != null ? regime : new Regime(Math.floorMod(seed, Regime.COUNT));
    }
}
