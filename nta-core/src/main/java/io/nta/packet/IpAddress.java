package io.nta.packet;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 or IPv6 address as two longs, so that it can be a primitive hash key. An IPv4 address is held in its IPv4-mapped form, {@code ::ffff:a.b.c.d} (RFC
 * 4291, 2.5.5.2).
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    /** The bits that {@link #low} of an IPv4 address has above its 32 address bits. */
    static final long MAPPED_PREFIX = 0xFFFF_0000_0000L;

    private static final long IPV4_BITS = 0xFFFF_FFFFL;

    /** Returns the IPv4 address whose four octets are {@code bits}, the first the most significant. */
    public static IpAddress ofIpv4(int bits) {
        return new IpAddress(0, MAPPED_PREFIX | (bits & IPV4_BITS));
    }

    /**
     * Returns the address that {@code text} names, in dotted or RFC 4291 form; no name is ever looked up.
     *
     * @throws IllegalArgumentException if {@code text} is not an address
     */
    public static IpAddress parse(String text) {
        byte[] octets = InetAddresses.forString(text).getAddress();
        if (octets.length == 4) {
            return ofIpv4((int) readLong(octets, 0, 4));
        }
        return new IpAddress(readLong(octets, 0, 8), readLong(octets, 8, 8));
    }

    private static long readLong(byte[] octets, int from, int count) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            value = value << 8 | (octets[i] & 0xFF);
        }
        return value;
    }

    /** Returns whether the two halves are those of an IPv4 address. */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && (low & ~IPV4_BITS) == MAPPED_PREFIX;
    }

    /** Returns whether this is an IPv4 address. */
    public boolean isIpv4() {
        return isIpv4(high, low);
    }

    /** Returns whether this is a multicast address (224.0.0.0/4, ff00::/8) or the limited broadcast address. */
    public boolean isMulticast() {
        if (isIpv4()) {
            int bits = (int) low;
            return bits >>> 28 == 0xE || bits == -1;
        }
        return high >>> 56 == 0xFF;
    }

    /** Orders by the 128 bits as an unsigned number. */
    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Returns the dotted form, or the RFC 5952 form of an IPv6 address. */
    @Override
    public String toString() {
        return isIpv4() ? dotted() : colons();
    }

    private String dotted() {
        int bits = (int) low;
        return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }

    private String colons() {
        byte[] octets = new byte[2 * Long.BYTES];
        for (int i = 0; i < octets.length; i++) {
            int fromEnd = octets.length - 1 - i;
            octets[i] = (byte) ((fromEnd < 8 ? low : high) >>> (8 * (fromEnd & 7)));
        }
        try {
            return InetAddresses.toAddrString(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new AssertionError("16 octets are always an address", e);
        }
    }
}
