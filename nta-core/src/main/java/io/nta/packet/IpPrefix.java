package io.nta.packet;

/**
 * The IPv4 or IPv6 addresses that begin with the same bits (CIDR, RFC 4632 and RFC 4291, 2.3). Membership is decided on the bits, never on the text, so that every way of
 * writing an IPv6 address means the same. The two families are apart: {@code ::/0} holds no IPv4 address; IPv4-mapped addresses are IPv4.
 *
 * @param address the lowest of the addresses: all bits behind the first {@code length} are 0
 * @param length how many bits they have in common, 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(IpAddress address, int length) {
    private static final int IPV4_LENGTH = 32;
    private static final int IPV6_LENGTH = 128;
    private static final int MAPPED_LENGTH = IPV6_LENGTH - IPV4_LENGTH;

    /**
     * Checks length and bits.
     *
     * @throws IllegalArgumentException if the length is out of range, or the address has bits behind it
     */
    public IpPrefix {
        int longest = longest(address);
        if (length < 0 || length > longest) {
            throw new IllegalArgumentException(
                    "the prefix of " + address + " is " + length + " bits long; allowed: 0 to " + longest);
        }
        IpAddress lowest = lowest(address, length);
        if (!lowest.equals(address)) {
            throw new IllegalArgumentException("the prefix " + address + "/" + length + " has bits behind its first "
                    + length + "; with these bits alone it is " + lowest + "/" + length);
        }
    }

    /** Returns the prefix of a single address. */
    public static IpPrefix of(IpAddress host) {
        return new IpPrefix(host, longest(host));
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or an address alone, which is the prefix of itself.
     *
     * @throws IllegalArgumentException if it is neither; the message says what is wrong
     */
    public static IpPrefix parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address;
        try {
            address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is no address and no prefix; allowed: an IPv4 or IPv6 address, alone or with the length of a prefix, such as 192.0.2.0/24 or 2001:db8::/32",
                    e);
        }
        if (slash < 0) {
            return of(address);
        }
        String bits = text.substring(slash + 1);
        boolean mapped = address.isIpv4() && text.indexOf(':') >= 0;
        int least = mapped ? MAPPED_LENGTH : 0;
        int most = mapped ? IPV6_LENGTH : longest(address);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) < least || Integer.parseInt(bits) > most) {
            throw new IllegalArgumentException(
                    "the length of the prefix '" + text + "' is not allowed; allowed: " + least + " to " + most);
        }
        return new IpPrefix(address, Integer.parseInt(bits) - least);
    }

    private static int longest(IpAddress address) {
        return address.isIpv4() ? IPV4_LENGTH : IPV6_LENGTH;
    }

    private static IpAddress lowest(IpAddress address, int length) {
        int bits = address.isIpv4() ? MAPPED_LENGTH + length : length;
        return new IpAddress(
                address.high() & mask(Math.min(bits, Long.SIZE)), address.low() & mask(Math.max(bits - Long.SIZE, 0)));
    }

    /** Returns a long whose first bits are 1. */
    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }

    /** Returns whether an address is one of these. */
    public boolean contains(IpAddress other) {
        return other.isIpv4() == address.isIpv4() && lowest(other, length).equals(address);
    }

    /** Returns whether it is a single address. */
    public boolean isSingle() {
        return length == longest(address);
    }

    /** Returns the address and the length, such as {@code 2001:db8::/32}; for a single address that alone. */
    @Override
    public String toString() {
        return isSingle() ? address.toString() : address + "/" + length;
    }
}
