package io.nta.packet;

/** A PPPoE session (RFC 2516). */
final class PppoeDecoder {
    private static final int HEADER = 6;
    private static final int VERSION_AND_TYPE = 0x11;

    private final AnomalyCounts anomalies;
    private final PppDecoder ppp;

    PppoeDecoder(AnomalyCounts anomalies, PppDecoder ppp) {
        this.anomalies = anomalies;
        this.ppp = ppp;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            anomalies.countCut(
                    offset + HEADER, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.PPPOE_TRUNCATED);
            return false;
        }
        boolean sessionData =
                Bytes.u8(view.buffer, offset) == VERSION_AND_TYPE && Bytes.u8(view.buffer, offset + 1) == 0;
        if (!sessionData) {
            anomalies.count(DecodeAnomaly.PPPOE_BAD_HEADER);
            return false;
        }
        int length = Bytes.u16(view.buffer, offset + 4);
        int start = offset + HEADER;
        if (length > wireEnd - start) {
            anomalies.count(DecodeAnomaly.PPPOE_LENGTH_BEYOND_FRAME);
            length = wireEnd - start;
        }
        return ppp.decode(view, start, Math.min(capturedEnd, start + length), start + length);
    }
}
