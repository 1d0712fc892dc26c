package io.nta.flow;

/**
 * The symmetric, keyed hash of a 5-tuple: both directions hash alike, and nobody without the secret can choose tuples that collide.
 */
final class FlowHash {
    // The multipliers of SplitMix64 (Steele, Lea and Flood 2014).
    private static final long MIX_1 = 0xBF58_476D_1CE4_E5B9L;
    private static final long MIX_2 = 0x94D0_49BB_1331_11EBL;

    private FlowHash() {}

    static int hash(long secret, long aHigh, long aLow, int aPort, long bHigh, long bLow, int bPort, int protocol) {
        long a = endpoint(secret, aHigh, aLow, aPort);
        long b = endpoint(secret, bHigh, bLow, bPort);
        long mixed = mix(a + b + protocol);
        return (int) (mixed ^ (mixed >>> 32));
    }

    private static long endpoint(long secret, long high, long low, int port) {
        return mix(mix(low ^ secret) + high + ((long) port << 48 | port));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * MIX_1;
        mixed = (mixed ^ (mixed >>> 27)) * MIX_2;
        return mixed ^ (mixed >>> 31);
    }
}
