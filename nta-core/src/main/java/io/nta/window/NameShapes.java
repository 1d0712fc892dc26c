package io.nta.window;

import com.google.common.net.InternetDomainName;
import io.nta.packet.PacketView;
import org.jspecify.annotations.Nullable;

/**
 * Takes DNS names apart at their registered domain (the public suffix list of Guava), and remembers the last ones in a table of fixed size. Not thread-safe.
 */
final class NameShapes {
    private static final int CACHE_SIZE = 1 << 12;
    private static final int MAX_SUFFIX_LABELS = 6;
    private static final int MAX_TLD_LENGTH = 18;
    private static final int IPV4_LABELS = 4;
    private static final int IPV6_LABELS = 32;
    /** The longest host name, in characters (RFC 1123, 2.1, less the root). */
    private static final int MAX_HOST_NAME = 253;

    private static final double MICRO = 1e6;

    private final @Nullable NameShape[] cache = new NameShape[CACHE_SIZE];
    private final int[] frequencies = new int[256];

    /** Returns the shape of the packet's query name. Allocates when the name isn't among the last ones. */
    NameShape of(PacketView packet) {
        long hash = packet.dnsNameHash();
        int place = (int) Hashes.mix(hash) & CACHE_SIZE - 1;
        NameShape known = cache[place];
        if (known != null && known.hash() == hash) {
            return known;
        }
        NameShape shape = analyse(hash, packet);
        cache[place] = shape;
        return shape;
    }

    private NameShape analyse(long hash, PacketView packet) {
        int length = packet.dnsNameLength();
        int domainStart = domainStart(packet, length);
        String domain = text(packet, domainStart, length);
        int partLength = Math.max(0, domainStart == length ? length : domainStart - 1);
        boolean reverse =
                domain.endsWith(".in-addr.arpa") || domain.endsWith(".ip6.arpa") || isAddress(packet, partLength);
        return new NameShape(hash, domain, domainHash(domain), partLength, entropy(packet, partLength), reverse);
    }

    /**
     * Returns whether the part begins with four decimal octets, or 32 labels of one hexadecimal digit: an address in reverse,
     * perhaps with the name of a list behind it.
     */
    private static boolean isAddress(PacketView packet, int length) {
        return leadingLabels(packet, length, NameShapes::isOctet) >= IPV4_LABELS
                || leadingLabels(packet, length, NameShapes::isNibble) >= IPV6_LABELS;
    }

    private interface LabelTest {
        boolean test(PacketView packet, int from, int to);
    }

    private static int leadingLabels(PacketView packet, int length, LabelTest wanted) {
        int labels = 0;
        int from = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || packet.dnsNameByte(i) == '.') {
                if (!wanted.test(packet, from, i)) {
                    return labels;
                }
                labels++;
                from = i + 1;
            }
        }
        return labels;
    }

    private static boolean isOctet(PacketView packet, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit((char) packet.dnsNameByte(i), 10);
            if (digit < 0 || value > 0xFF) {
                return false;
            }
            value = 10 * value + digit;
        }
        return to > from && value <= 0xFF;
    }

    private static boolean isNibble(PacketView packet, int from, int to) {
        return to == from + 1 && Character.digit((char) packet.dnsNameByte(from), 16) >= 0;
    }

    static long domainHash(String domain) {
        long hash = domain.length();
        for (int i = 0; i < domain.length(); i++) {
            hash = Hashes.mix(hash ^ domain.charAt(i));
        }
        return hash;
    }

    /** Returns where the registered domain starts; {@code length} when the name has none. */
    private static int domainStart(PacketView packet, int length) {
        int tailStart = startOfHostTail(packet, length);
        String tail = text(packet, tailStart, length);
        if (!tail.isEmpty() && InternetDomainName.isValid(tail)) {
            InternetDomainName name = InternetDomainName.from(tail);
            if (name.isUnderPublicSuffix()) {
                return length - name.topPrivateDomain().toString().length();
            }
            if (name.isPublicSuffix()) {
                return tailStart == 0 ? 0 : startOfLastLabels(packet, tailStart - 1, 1);
            }
        }
        // No public suffix: a private name, as host.corp.lan, or no name at all, as the direct mode of some tunnels.
        int lastLabel = startOfLastLabels(packet, length, 1);
        return looksLikeTld(packet, lastLabel, length) ? startOfLastLabels(packet, length, 2) : length;
    }

    /**
     * Returns where the last labels start that a host name may have, so many as a public suffix may need: tunnels and services (_dmarc) put other labels before them,
     * which Guava's parser would refuse, by throwing, together with the rest.
     */
    private static int startOfHostTail(PacketView packet, int length) {
        int start = length;
        int end = length;
        for (int labels = 0; labels < MAX_SUFFIX_LABELS && end > 0; labels++) {
            int from = startOfLastLabels(packet, end, 1);
            if (!isHostLabel(packet, from, end) || length - from > MAX_HOST_NAME) {
                break;
            }
            start = from;
            end = from - 1;
        }
        return start;
    }

    private static int startOfLastLabels(PacketView packet, int length, int labels) {
        int left = labels;
        for (int i = length - 1; i >= 0; i--) {
            if (packet.dnsNameByte(i) == '.' && --left == 0) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean looksLikeTld(PacketView packet, int from, int to) {
        if (to - from > MAX_TLD_LENGTH || to == from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte c = packet.dnsNameByte(i);
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostLabel(PacketView packet, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = packet.dnsNameByte(i);
            boolean inside = c == '-' || c == '_';
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || inside && i > from && i < to - 1)) {
                return false;
            }
        }
        return to > from;
    }

    private static String text(PacketView packet, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append((char) (packet.dnsNameByte(i) & 0xFF));
        }
        return text.toString();
    }

    private long entropy(PacketView packet, int length) {
        for (int i = 0; i < length; i++) {
            frequencies[packet.dnsNameByte(i) & 0xFF]++;
        }
        double bits = 0;
        for (int i = 0; i < length; i++) {
            int symbol = packet.dnsNameByte(i) & 0xFF;
            int frequency = frequencies[symbol];
            if (frequency > 0) {
                double share = (double) frequency / length;
                bits -= share * Math.log(share);
                frequencies[symbol] = 0;
            }
        }
        return Math.round(bits / Math.log(2) * MICRO);
    }
}
