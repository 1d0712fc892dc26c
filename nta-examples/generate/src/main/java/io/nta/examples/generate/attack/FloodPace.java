package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Stage;

/** How fast and how long a flood is: four decades of rates, fewer seconds the faster, and in which shape. */
record FloodPace(Stage stage, double rate, Shape shape, double waveSeconds) {
    /** How packets are spread over time. */
    enum Shape {
        /** A loop with a delay. */
        STEADY,
        /** Some at once, then a pause. */
        BURSTS,
        /** As chance has it: many senders. */
        ARRIVALS,
        /** On and off, too short to be forgotten in between. */
        WAVES
    }

    private static final double LONGEST = 400;
    private static final double SHORTEST = 8;
    private static final double MOST_PACKETS = 150_000;
    private static final int BURST = 20;

    /** Draws a pace. */
    static FloodPace of(Stage stage, double lowest, double highest) {
        double rate = stage.parameters().logUniform("rate", lowest, highest);
        Shape shape = stage.parameters()
                .choice("pace", Shape.STEADY, Shape.STEADY, Shape.BURSTS, Shape.ARRIVALS, Shape.WAVES);
        double waves = stage.parameters().logUniform("wave_seconds", 0.4, 3);
        double longest = Math.max(SHORTEST, Math.min(LONGEST, MOST_PACKETS / rate));
        return new FloodPace(stage.sometime(Math.min(SHORTEST, longest / 2), longest), rate, shape, waves);
    }

    /** Sends at that pace until the end. */
    void run(Clock.Action send) {
        Randomness random = stage.random();
        switch (shape) {
            case STEADY -> stage.repeatFrom(stage.start(), stage.steady(1 / rate, 0.3), send);
            case ARRIVALS -> stage.repeatFrom(stage.start(), stage.arrivals(rate), send);
            case BURSTS ->
                stage.repeatFrom(stage.start(), stage.steady(BURST / rate, 0.2), () -> {
                    for (int i = 0; i < BURST; i++) {
                        stage.clock().after(i * Clock.MICRO, send);
                    }
                });
            case WAVES -> stage.repeatFrom(stage.start(), () -> gapInWave(random), send);
        }
    }

    /** The pause between two waves is as long as a wave. */
    private double gapInWave(Randomness random) {
        double gap = random.between(0.85, 1.15) / rate;
        long since = stage.clock().now() - stage.start();
        boolean ends = (since + Stage.nanos(gap)) / Stage.nanos(waveSeconds) > since / Stage.nanos(waveSeconds);
        return ends ? gap + waveSeconds : gap;
    }
}
