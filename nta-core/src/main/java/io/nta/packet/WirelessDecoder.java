package io.nta.packet;

/**
 * IEEE 802.11 data frames, all four combinations of "to" and "from the distribution system", with and without quality of service. Their bodies are LLC. Of an
 * aggregate (A-MSDU) the first packet is read: a view holds one.
 */
final class WirelessDecoder {
    private static final int CONTROL = 2;
    private static final int HEADER = 24;
    private static final int FOURTH_ADDRESS = 6;
    private static final int QUALITY = 2;
    private static final int HIGH_THROUGHPUT = 4;

    private static final int VERSION = 0x03;
    private static final int TYPE = 0x0C;
    private static final int TYPE_DATA = 0x08;
    private static final int SUBTYPE_WITHOUT_DATA = 0x40;
    private static final int SUBTYPE_QUALITY = 0x80;

    private static final int TO_DISTRIBUTION = 0x01;
    private static final int FROM_DISTRIBUTION = 0x02;
    private static final int BOTH_DISTRIBUTIONS = 0x03;
    private static final int PROTECTED = 0x40;
    private static final int ORDER = 0x80;

    private static final int ADDRESS_1 = 4;
    private static final int ADDRESS_2 = 10;
    private static final int ADDRESS_3 = 16;
    private static final int SEQUENCE = 22;
    private static final int ADDRESS_4 = 24;
    private static final int FRAGMENT_NUMBER = 0x0F;

    private static final int AGGREGATE = 0x80;
    private static final int AGGREGATED_HEADER = 14;

    private final AnomalyCounts anomalies;
    private final LlcDecoder llc;

    WirelessDecoder(AnomalyCounts anomalies, LlcDecoder llc) {
        this.anomalies = anomalies;
        this.llc = llc;
    }

    /**
     * Goes on at the frame control field.
     *
     * @param aligned whether the body was moved to a multiple of 4 bytes from here, as some radios do
     */
    boolean decode(PacketView view, int offset, boolean aligned, int capturedEnd, int wireEnd) {
        if (offset + CONTROL > capturedEnd) {
            return anomalies.linkCut(offset + CONTROL, wireEnd);
        }
        byte[] buffer = view.buffer;
        int control = Bytes.u8(buffer, offset);
        int flags = Bytes.u8(buffer, offset + 1);
        if ((control & VERSION) != 0) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        if ((control & TYPE) != TYPE_DATA || (control & SUBTYPE_WITHOUT_DATA) != 0) {
            return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
        boolean quality = (control & SUBTYPE_QUALITY) != 0;
        int qualityAt = offset + HEADER + ((flags & BOTH_DISTRIBUTIONS) == BOTH_DISTRIBUTIONS ? FOURTH_ADDRESS : 0);
        int header = qualityAt - offset;
        if (quality) {
            header += QUALITY + ((flags & ORDER) != 0 ? HIGH_THROUGHPUT : 0);
        }
        int body = offset + (aligned ? header + 3 & ~3 : header);
        if (body > capturedEnd) {
            return anomalies.linkCut(body, wireEnd);
        }
        addresses(view, offset, flags);
        if ((flags & PROTECTED) != 0) {
            return anomalies.fail(DecodeAnomaly.LINK_ENCRYPTED);
        }
        if ((Bytes.u8(buffer, offset + SEQUENCE) & FRAGMENT_NUMBER) != 0) {
            return anomalies.fail(DecodeAnomaly.LINK_FRAGMENT);
        }
        if (quality && (Bytes.u8(buffer, qualityAt) & AGGREGATE) != 0) {
            return decodeAggregate(view, body, capturedEnd, wireEnd);
        }
        return llc.decode(view, body, capturedEnd, wireEnd);
    }

    /** IEEE 802.11-2020, table 9-30: where the addresses of the two ends stand. */
    private static void addresses(PacketView view, int offset, int flags) {
        byte[] buffer = view.buffer;
        view.hasMacs = true;
        view.destinationMac = Bytes.u48(buffer, offset + ((flags & TO_DISTRIBUTION) != 0 ? ADDRESS_3 : ADDRESS_1));
        switch (flags & BOTH_DISTRIBUTIONS) {
            case BOTH_DISTRIBUTIONS:
                view.sourceMac = Bytes.u48(buffer, offset + ADDRESS_4);
                break;
            case FROM_DISTRIBUTION:
                view.sourceMac = Bytes.u48(buffer, offset + ADDRESS_3);
                break;
            default:
                view.sourceMac = Bytes.u48(buffer, offset + ADDRESS_2);
        }
    }

    private boolean decodeAggregate(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int start = offset + AGGREGATED_HEADER;
        if (start > capturedEnd) {
            return anomalies.linkCut(start, wireEnd);
        }
        view.destinationMac = Bytes.u48(view.buffer, offset);
        view.sourceMac = Bytes.u48(view.buffer, offset + 6);
        int end = Math.min(wireEnd, start + Bytes.u16(view.buffer, offset + 12));
        boolean decoded = llc.decode(view, start, Math.min(capturedEnd, end), end);
        // What doesn't fill another header is padding.
        if (decoded && wireEnd - end > AGGREGATED_HEADER) {
            anomalies.count(DecodeAnomaly.LINK_AGGREGATED);
        }
        return decoded;
    }
}
