package io.nta.packet;

/**
 * The limits of decoding.
 *
 * @param maxEncapsulations how many packets within each other are followed, 0 to {@value #MAX_ENCAPSULATIONS}: each MPLS stack, PPPoE or PPP session, bridged frame,
 *     authentication header and tunnel is one. At 0 every frame is taken as what it says outside. Where the limit bites,
 *     {@link DecodeAnomaly#ENCAPSULATIONS_TOO_DEEP} is counted
 */
public record DecoderConfig(int maxEncapsulations) {
    /** The largest limit that may be set. */
    public static final int MAX_ENCAPSULATIONS = 16;

    // An overlay of containers within one of machines, behind a provider's MPLS and PPPoE, has five.
    private static final int DEFAULT_ENCAPSULATIONS = 8;

    /** Checks the limit. */
    public DecoderConfig {
        if (maxEncapsulations < 0 || maxEncapsulations > MAX_ENCAPSULATIONS) {
            throw new IllegalArgumentException(
                    "maxEncapsulations is " + maxEncapsulations + ", allowed are 0 to " + MAX_ENCAPSULATIONS);
        }
    }

    /** Returns the defaults: 8 encapsulations. */
    public static DecoderConfig defaults() {
        return new DecoderConfig(DEFAULT_ENCAPSULATIONS);
    }
}
