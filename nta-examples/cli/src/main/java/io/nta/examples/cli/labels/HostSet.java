package io.nta.examples.cli.labels;

import io.nta.packet.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attackers or victims that a label names: addresses and networks, separated by {@code ;}. Part of a label may be in words ({@code spoofed (random sources)},
 * {@code MAC 00:…}): then the set is open, that is, others may belong to it.
 *
 * @param networks the addresses and networks; an address in parentheses within words counts as named
 * @param isOpen whether the label doesn't name all of them; so for an empty label
 */
public record HostSet(List<Network> networks, boolean isOpen) {
    private static final Pattern IPV4 = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d)");
    private static final Pattern NAMED = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(\\d{1,3}))?(?:\\s.*)?");
    private static final Pattern IPV4_AND_PORT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3}):\\d+");
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    public HostSet {
        networks = List.copyOf(networks);
    }

    /** Addresses that share their first {@code prefix} bits, of 128. */
    public record Network(IpAddress address, int prefix) {
        /** Returns whether the address is one of them. */
        public boolean contains(IpAddress other) {
            return sameBits(address.high(), other.high(), prefix)
                    && sameBits(address.low(), other.low(), prefix - Long.SIZE);
        }

        private static boolean sameBits(long a, long b, int bits) {
            return bits <= 0 || (a ^ b) >>> (Long.SIZE - Math.min(bits, Long.SIZE)) == 0;
        }
    }

    /** Returns the hosts that a label's column names. */
    static HostSet parse(String column) {
        List<Network> networks = new ArrayList<>();
        boolean open = column.isBlank();
        for (String part : column.split(";", -1)) {
            Network named = named(part.strip());
            if (named != null) {
                networks.add(named);
            } else if (!part.isBlank()) {
                networks.addAll(mentionedIn(part));
                open = true;
            }
        }
        return new HostSet(networks, open);
    }

    /** Returns the IPv4 addresses that a text mentions. */
    static List<Network> mentionedIn(String text) {
        List<Network> found = new ArrayList<>();
        Matcher matcher = IPV4.matcher(text);
        while (matcher.find()) {
            Network network = network(matcher.group(), null);
            if (network != null) {
                found.add(network);
            }
        }
        return found;
    }

    private static @Nullable Network named(String part) {
        Matcher withPort = IPV4_AND_PORT.matcher(part);
        if (withPort.matches()) {
            return network(withPort.group(1), null);
        }
        Matcher named = NAMED.matcher(part);
        return named.matches() ? network(named.group(1), named.group(2)) : null;
    }

    private static @Nullable Network network(String address, @Nullable String prefix) {
        try {
            IpAddress parsed = IpAddress.parse(address);
            int unmapped = parsed.isIpv4() ? IPV6_BITS - IPV4_BITS : 0;
            return new Network(parsed, prefix == null ? IPV6_BITS : unmapped + Integer.parseInt(prefix));
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** Returns this set and others besides. */
    HostSet with(List<Network> others) {
        List<Network> all = new ArrayList<>(networks);
        all.addAll(others);
        return new HostSet(all, isOpen);
    }

    /** Returns whether the label names the address itself, and not only a network that it lies in. */
    public boolean namesItself(IpAddress address) {
        return networks.stream().anyMatch(network -> network.prefix() == IPV6_BITS && network.contains(address));
    }

    /** Returns whether the label names the address. */
    public boolean names(@Nullable IpAddress address) {
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }
}
