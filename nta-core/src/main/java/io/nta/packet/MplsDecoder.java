package io.nta.packet;

/** An MPLS label stack (RFC 3032) and what it carries, which only the carried bytes tell: IP, or Ethernet as a pseudowire (RFC 4448). */
final class MplsDecoder {
    // Real stacks have up to about ten labels, with segment routing.
    static final int MAX_LABELS = 32;
    static final int LABEL = 4;

    private static final int CONTROL_WORD = 4;
    private static final int ETHERTYPE_OFFSET = 12;
    private static final int ETHERNET_HEADER = 14;

    private final AnomalyCounts anomalies;
    private final InnerDecoder inner;

    MplsDecoder(AnomalyCounts anomalies, InnerDecoder inner) {
        this.anomalies = anomalies;
        this.inner = inner;
    }

    /** Decodes from the first label on. The caller has {@linkplain InnerDecoder#enter entered}. */
    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        byte[] buffer = view.buffer;
        int at = offset;
        boolean bottom = false;
        for (int labels = 0; !bottom; labels++) {
            if (labels == MAX_LABELS) {
                anomalies.count(DecodeAnomaly.MPLS_TOO_MANY_LABELS);
                return false;
            }
            if (at + LABEL > capturedEnd) {
                return tooShort(at + LABEL, wireEnd);
            }
            bottom = isBottom(buffer, at);
            at += LABEL;
        }
        if (at >= capturedEnd) {
            return tooShort(at + 1, wireEnd);
        }
        return decodePayload(view, at, capturedEnd, wireEnd);
    }

    static boolean isBottom(byte[] buffer, int label) {
        return (buffer[label + 2] & 1) != 0;
    }

    private boolean decodePayload(PacketView view, int offset, int capturedEnd, int wireEnd) {
        byte[] buffer = view.buffer;
        int etherType = IpShape.etherType(buffer, offset, capturedEnd);
        // A MAC address may begin with 4 or 6 too: what doesn't fit as IP may be a frame.
        if (etherType != 0 && IpShape.fits(buffer, offset, capturedEnd, wireEnd)) {
            return inner.decodePacket(view, etherType, offset, capturedEnd, wireEnd);
        }
        if (isFrame(buffer, offset, capturedEnd)) {
            return inner.decodeFrame(view, offset, capturedEnd, wireEnd);
        }
        boolean controlWord = Bytes.u8(buffer, offset) >> 4 == 0;
        if (controlWord && isFrame(buffer, offset + CONTROL_WORD, capturedEnd)) {
            return inner.decodeFrame(view, offset + CONTROL_WORD, capturedEnd, wireEnd);
        }
        if (etherType != 0) {
            return inner.decodePacket(view, etherType, offset, capturedEnd, wireEnd);
        }
        boolean cut = isCutBefore(offset + ETHERNET_HEADER, capturedEnd, wireEnd)
                || controlWord && isCutBefore(offset + CONTROL_WORD + ETHERNET_HEADER, capturedEnd, wireEnd);
        anomalies.count(cut ? DecodeAnomaly.LINK_HEADER_NOT_CAPTURED : DecodeAnomaly.MPLS_WITHOUT_IP);
        return false;
    }

    private static boolean isCutBefore(int end, int capturedEnd, int wireEnd) {
        return capturedEnd < end && end <= wireEnd;
    }

    private static boolean isFrame(byte[] buffer, int offset, int capturedEnd) {
        if (offset + ETHERNET_HEADER > capturedEnd) {
            return false;
        }
        int type = Bytes.u16(buffer, offset + ETHERTYPE_OFFSET);
        return type == NetworkDecoder.IPV4
                || type == NetworkDecoder.IPV6
                || type == NetworkDecoder.ARP
                || type == NetworkDecoder.MPLS
                || EthernetDecoder.isTag(type);
    }

    private boolean tooShort(int need, int wireEnd) {
        anomalies.countCut(need, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.MPLS_TRUNCATED);
        return false;
    }
}
