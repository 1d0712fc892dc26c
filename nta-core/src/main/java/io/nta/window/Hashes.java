package io.nta.window;

import io.nta.packet.IpAddress;

/**
 * Hashes of what distinct counters count. Fixed, not secret: the same value must hash alike in every shard, process and machine whose states may be merged. The
 * hash tables that an attacker could overload are keyed elsewhere.
 */
final class Hashes {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Hashes() {}

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection, so that equal hashes mean equal longs. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    static long address(long high, long low) {
        return mix(mix(high + GOLDEN) ^ low);
    }

    /** The /24 of an IPv4 address, the /64 of an IPv6 address. */
    static long network(long high, long low) {
        return IpAddress.isIpv4(high, low) ? address(high, low & ~0xFFL) : address(high, 0);
    }

    static long addressAndPort(long high, long low, int port) {
        return mix(address(high, low) + GOLDEN * (port + 1));
    }
}
