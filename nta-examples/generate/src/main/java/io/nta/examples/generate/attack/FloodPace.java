package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.scenario.Stage;

/** How fast and how long a flood is: four decades of rates, fewer seconds the faster, with jitter or in bursts. */
record FloodPace(Stage stage, double rate, boolean bursts) {
    private static final double LONGEST = 400;
    private static final double SHORTEST = 8;
    private static final double MOST_PACKETS = 150_000;
    private static final int BURST = 20;

    /** Draws a pace. */
    static FloodPace of(Stage stage, double lowest, double highest) {
        double rate = stage.parameters().logUniform("rate", lowest, highest);
        boolean bursts = stage.parameters().chance("bursts", 0.25);
        double longest = Math.max(SHORTEST, Math.min(LONGEST, MOST_PACKETS / rate));
        return new FloodPace(stage.sometime(Math.min(SHORTEST, longest / 2), longest), rate, bursts);
    }

    /** Sends at that pace until the end. */
    void run(Clock.Action send) {
        if (bursts) {
            stage.repeatFrom(stage.start(), stage.steady(BURST / rate, 0.2), () -> {
                for (int i = 0; i < BURST; i++) {
                    stage.clock().after(i * Clock.MICRO, send);
                }
            });
        } else {
            stage.repeatFrom(stage.start(), stage.steady(1 / rate, 0.3), send);
        }
    }
}
