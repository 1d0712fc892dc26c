package io.nta.packet;

/** BSD loopback: a 4-byte address family, in the byte order of a host that may not be ours. */
final class LoopbackDecoder {
    private static final int HEADER = 4;

    private final AnomalyCounts anomalies;
    private final NetworkDecoder network;

    LoopbackDecoder(AnomalyCounts anomalies, NetworkDecoder network) {
        this.anomalies = anomalies;
        this.network = network;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            anomalies.countCut(
                    offset + HEADER, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.LOOPBACK_TRUNCATED);
            return false;
        }
        int family = Bytes.i32(view.buffer, offset);
        // Families are small: a number in the upper half is one in the other byte order.
        int inOrder = (family & 0xFFFF) == 0 ? Integer.reverseBytes(family) : family;
        // Some writers give an EtherType in the last two bytes.
        int etherType = family & 0xFFFF;
        if (etherType == NetworkDecoder.IPV4 || etherType == NetworkDecoder.IPV6) {
            return network.decode(view, etherType, offset + HEADER, capturedEnd, wireEnd);
        }
        return decodeFamily(view, inOrder, offset + HEADER, capturedEnd, wireEnd);
    }

    /** Goes on behind an address family: {@code offset} is where the packet starts. */
    boolean decodeFamily(PacketView view, int family, int offset, int capturedEnd, int wireEnd) {
        switch (family) {
            case 2:
                return network.decode(view, NetworkDecoder.IPV4, offset, capturedEnd, wireEnd);
            case 10: // Linux
            case 23: // Windows
            case 24: // NetBSD, OpenBSD
            case 26: // Solaris
            case 28: // FreeBSD
            case 30: // macOS
                return network.decode(view, NetworkDecoder.IPV6, offset, capturedEnd, wireEnd);
            default:
                anomalies.count(DecodeAnomaly.UNKNOWN_ADDRESS_FAMILY);
                return false;
        }
    }
}
