package io.nta.packet;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/** Reads DNS names (RFC 1035, 4.1.4). */
final class DnsName {
    // Fixed, so that stored sketches of names merge across machines and runs.
    private static final Hasher64 HASHER = Hashing.xxh3_64(0x6E74_6120_646E_7331L);

    private DnsName() {}

    static long hash(byte[] name, int length) {
        return HASHER.hashBytesToLong(name, 0, length);
    }
}
