package io.nta.packet;

/** The network service header (RFC 8300), which steers what follows it through a chain of services. */
final class ServiceHeaderDecoder {
    private static final int BASE = 8;
    private static final int VERSION = 0xC000;
    private static final int WORDS = 0x3F;

    private final AnomalyCounts anomalies;
    private final InnerDecoder inner;

    ServiceHeaderDecoder(AnomalyCounts anomalies, InnerDecoder inner) {
        this.anomalies = anomalies;
        this.inner = inner;
    }

    /** Decodes from the base header on. The caller has {@linkplain InnerDecoder#enter entered}. */
    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + BASE > capturedEnd) {
            return tooShort(offset + BASE, wireEnd);
        }
        int first = Bytes.u16(view.buffer, offset);
        int length = (first & WORDS) << 2;
        int packet = offset + length;
        int etherType = VxlanDecoder.etherType(Bytes.u8(view.buffer, offset + 3));
        if ((first & VERSION) != 0 || length < BASE || etherType == 0) {
            anomalies.count(DecodeAnomaly.UNKNOWN_ETHERTYPE);
            return false;
        }
        if (packet >= capturedEnd) {
            return tooShort(packet + 1, wireEnd);
        }
        return etherType == ShimDecoder.ETHERNET
                ? inner.decodeFrame(view, packet, capturedEnd, wireEnd)
                : inner.decodePacket(view, etherType, packet, capturedEnd, wireEnd);
    }

    private boolean tooShort(int need, int wireEnd) {
        anomalies.countCut(need, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.NSH_TRUNCATED);
        return false;
    }
}
