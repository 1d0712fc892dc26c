package io.nta.examples.generate.network;

/**
 * What a sensor's place makes of the same traffic.
 *
 * @param padded whether short frames bear Ethernet's padding: on a cable they do; a host sees what it sends itself, and virtual networks see all, without
 * @param segmentsPerFrame how many segments of TCP a frame may hold: more than one where the network card cuts and joins them (TSO, GRO)
 * @param neighbourly whether hosts are seen to ask for one another's MAC; behind a router they aren't
 */
public record Vantage(boolean padded, int segmentsPerFrame, boolean neighbourly) {
    /** On a cable where nobody asks: what workloads have. */
    public static final Vantage CABLE = new Vantage(true, 1, false);

    private static final int MOST_SEGMENTS = 44;

    /** Draws a place. */
    public static Vantage draw(Randomness random) {
        boolean padded = random.chance(0.5);
        int segments = random.chance(0.4) ? random.between(2, MOST_SEGMENTS) : 1;
        return new Vantage(padded, segments, random.chance(0.8));
    }
}
