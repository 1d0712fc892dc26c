package io.nta.packet;

/** Linux cooked captures, LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2 (tcpdump.org). */
final class CookedDecoder {
    private static final int HEADER_1 = 16;
    private static final int HEADER_2 = 20;
    private static final int MAC_BYTES = 6;
    private static final int LINUX_802_2 = 4;

    private final AnomalyCounts anomalies;
    private final EthernetDecoder ethernet;
    private final LlcDecoder llc;

    CookedDecoder(AnomalyCounts anomalies, EthernetDecoder ethernet, LlcDecoder llc) {
        this.anomalies = anomalies;
        this.ethernet = ethernet;
        this.llc = llc;
    }

    boolean decodeVersion1(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER_1 > capturedEnd) {
            return tooShort(offset + HEADER_1, wireEnd);
        }
        byte[] buffer = view.buffer;
        address(view, Bytes.u16(buffer, offset + 4), offset + 6);
        return decodeProtocol(view, Bytes.u16(buffer, offset + 14), offset + HEADER_1, capturedEnd, wireEnd);
    }

    boolean decodeVersion2(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER_2 > capturedEnd) {
            return tooShort(offset + HEADER_2, wireEnd);
        }
        byte[] buffer = view.buffer;
        address(view, Bytes.u8(buffer, offset + 11), offset + 12);
        return decodeProtocol(view, Bytes.u16(buffer, offset), offset + HEADER_2, capturedEnd, wireEnd);
    }

    private static void address(PacketView view, int length, int offset) {
        if (length == MAC_BYTES) {
            view.hasMacs = true;
            view.sourceMac = Bytes.u48(view.buffer, offset);
        }
    }

    private boolean decodeProtocol(PacketView view, int protocol, int offset, int capturedEnd, int wireEnd) {
        // Small values are Linux's own numbers for frames without an EtherType (1 is Novell's 802.3), not lengths.
        if (protocol == LINUX_802_2) {
            return llc.decode(view, offset, capturedEnd, wireEnd);
        }
        if (protocol <= EthernetDecoder.MAX_LLC_LENGTH) {
            anomalies.count(DecodeAnomaly.UNKNOWN_ETHERTYPE);
            return false;
        }
        return ethernet.decodeType(view, protocol, offset, capturedEnd, wireEnd);
    }

    private boolean tooShort(int need, int wireEnd) {
        anomalies.countCut(need, wireEnd, DecodeAnomaly.LINK_HEADER_NOT_CAPTURED, DecodeAnomaly.COOKED_TRUNCATED);
        return false;
    }
}
