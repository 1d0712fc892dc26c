package io.nta.flow;

/**
 * The symmetric, keyed hash of a 5-tuple: both directions hash alike, and nobody without the secret can choose tuples that collide.
 */
final class FlowHash {
    // The multipliers of SplitMix64 (Steele, Lea and Flood 2014).
    private static final long MIX_1 = 0xBF58_476D_1CE4_E5B9L;
    private static final long MIX_2 = 0x94D0_49BB_1331_11EBL;

    private final long secret;
    private final long highSpread;
    private final long portSpread;

    FlowHash(long secret) {
        this.secret = mix(secret);
        // Odd, so that no two inputs give the same product; secret, so that nobody can set off a change of one part
        // against one of the other.
        highSpread = mix(this.secret) | 1;
        portSpread = mix(highSpread) | 1;
    }

    int hash(long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort, int protocol) {
        long mixed = mix(endpoint(aHigh, aLow, aPort) + endpoint(bHigh, bLow, bPort) + protocol);
        return (int) (mixed ^ (mixed >>> 32));
    }

    private long endpoint(long high, long low, int port) {
        return mix(mix(low ^ secret) + high * highSpread + port * portSpread);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * MIX_1;
        mixed = (mixed ^ (mixed >>> 27)) * MIX_2;
        return mixed ^ (mixed >>> 31);
    }
}
