package io.nta.packet;

/** What operating systems put before IP packets that they hand out themselves: OpenBSD's PFLOG, Linux' NFLOG, Solaris' IPNET. */
final class FilterLogDecoder {
    private static final int PFLOG_FIXED = 2;
    private static final int PFLOG_ALIGNMENT = 4;

    private static final int IPNET_HEADER = 24;

    private static final int NFLOG_HEADER = 4;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int ATTRIBUTE_PAYLOAD = 9;
    private static final int ATTRIBUTE_ALIGNMENT = 4;

    private final AnomalyCounts anomalies;
    private final LoopbackDecoder families;

    FilterLogDecoder(AnomalyCounts anomalies, LoopbackDecoder families) {
        this.anomalies = anomalies;
        this.families = families;
    }

    boolean decodePflog(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + PFLOG_FIXED > capturedEnd) {
            return anomalies.linkCut(offset + PFLOG_FIXED, wireEnd);
        }
        int length = align(Bytes.u8(view.buffer, offset), PFLOG_ALIGNMENT);
        if (length < PFLOG_FIXED) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        return families.decodeFamily(view, Bytes.u8(view.buffer, offset + 1), offset + length, capturedEnd, wireEnd);
    }

    boolean decodeIpnet(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + IPNET_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        return families.decodeFamily(view, Bytes.u8(view.buffer, offset + 1), start, capturedEnd, wireEnd);
    }

    /** Netlink attributes, one of which is the packet. They are in the byte order of the capturing host, which nothing tells. */
    boolean decodeNflog(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int at = offset + NFLOG_HEADER;
        if (at > capturedEnd) {
            return anomalies.linkCut(at, wireEnd);
        }
        byte[] buffer = view.buffer;
        while (at + ATTRIBUTE_HEADER <= capturedEnd) {
            // Types are small and not 0: the byte of the two that isn't 0 is the low one.
            boolean big = Bytes.u8(buffer, at + 2) == 0 && Bytes.u8(buffer, at + 3) != 0;
            int length = big ? Bytes.u16(buffer, at) : Bytes.littleU16(buffer, at);
            int type = big ? Bytes.u16(buffer, at + 2) : Bytes.littleU16(buffer, at + 2);
            if (length < ATTRIBUTE_HEADER) {
                return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
            }
            if (type == ATTRIBUTE_PAYLOAD) {
                int end = Math.min(wireEnd, at + length);
                int family = Bytes.u8(buffer, offset);
                return families.decodeFamily(view, family, at + ATTRIBUTE_HEADER, Math.min(capturedEnd, end), end);
            }
            at += align(length, ATTRIBUTE_ALIGNMENT);
        }
        return anomalies.linkCut(at + ATTRIBUTE_HEADER, wireEnd);
    }

    private static int align(int length, int alignment) {
        return length + alignment - 1 & -alignment;
    }
}
