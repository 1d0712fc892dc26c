package io.nta.packet;

/** DOCSIS MAC frames (CableLabs, "MAC and Upper Layer Protocols Interface Specification", 6.2) that carry Ethernet. */
final class DocsisDecoder {
    private static final int HEADER = 6;
    private static final int CHECK_SEQUENCE = 4;
    private static final int TYPE_SHIFT = 6;
    private static final int TYPE_PACKET = 0;
    private static final int TYPE_ISOLATED_PACKET = 2;
    private static final int HAS_EXTENDED_HEADER = 0x01;
    private static final int PRIVACY_UPSTREAM = 3;
    private static final int PRIVACY_DOWNSTREAM = 4;
    private static final int PRIVACY_ELEMENT = 3;
    private static final int PRIVACY_ENABLED = 0x80;

    private final AnomalyCounts anomalies;
    private final EthernetDecoder ethernet;

    DocsisDecoder(AnomalyCounts anomalies, EthernetDecoder ethernet) {
        this.anomalies = anomalies;
        this.ethernet = ethernet;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            return anomalies.linkCut(offset + HEADER, wireEnd);
        }
        byte[] buffer = view.buffer;
        int control = Bytes.u8(buffer, offset);
        int type = control >> TYPE_SHIFT;
        if (type != TYPE_PACKET && type != TYPE_ISOLATED_PACKET) {
            return anomalies.fail(DecodeAnomaly.LINK_CONTROL);
        }
        // The header's check sequence, its last two bytes, stands behind the extended header.
        int extended = (control & HAS_EXTENDED_HEADER) != 0 ? Bytes.u8(buffer, offset + 1) : 0;
        int frame = offset + HEADER + extended;
        if (frame > capturedEnd) {
            return anomalies.linkCut(frame, wireEnd);
        }
        if (extended >= PRIVACY_ELEMENT && isEncrypted(buffer, offset + 4)) {
            return anomalies.fail(DecodeAnomaly.LINK_ENCRYPTED);
        }
        int end = wireEnd - CHECK_SEQUENCE;
        return ethernet.decode(view, frame, Math.min(capturedEnd, end), end);
    }

    /** Baseline privacy's element comes first: type, length, key and version, then a byte with the flag. */
    private static boolean isEncrypted(byte[] buffer, int element) {
        int kind = Bytes.u8(buffer, element) >> 4;
        return (kind == PRIVACY_UPSTREAM || kind == PRIVACY_DOWNSTREAM)
                && (Bytes.u8(buffer, element + 2) & PRIVACY_ENABLED) != 0;
    }
}
