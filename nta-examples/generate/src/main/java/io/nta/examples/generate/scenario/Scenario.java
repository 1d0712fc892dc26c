package io.nta.examples.generate.scenario;

import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;

/**
 * Something that hosts do. A scenario holds no state: it draws its parameters from the {@link Stage}, asks the stage's clock for what it does when, and says in the
 * labels what it was.
 */
public interface Scenario {
    /** The label of ordinary traffic. */
    String BENIGN = "benign";

    /** Returns the name by which it is asked for: lower case, with underscores. */
    String name();

    /** Returns what it does, in a line. */
    String description();

    /** Returns its label: an attack's, or {@link #BENIGN}. */
    default String label() {
        return BENIGN;
    }

    /** Returns the network that it is played on when it is played alone. */
    default Population population(Parameters parameters, Randomness random) {
        return new Population(random, parameters.count("hosts", 6, 40), 150);
    }

    /** Begins: draws the parameters and asks the clock for the first actions. */
    void play(Stage stage);
}
