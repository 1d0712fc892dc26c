package io.nta.packet;

import org.jspecify.annotations.Nullable;

/** Headers that name the link type of the frame behind them: PPI (CACE "Per-Packet Information Header Specification") and PKTAP (macOS). */
final class WrappedLinkDecoder {
    private static final int CHECK_SEQUENCE = 4;

    private static final int PPI_HEADER = 8;
    private static final int PPI_FIELD_HEADER = 4;
    private static final int PPI_COMMON_RADIO = 2;
    /** Where the flags stand in the field of common radio facts, and the bit that tells of a check sequence. */
    private static final int PPI_RADIO_FLAGS_AT = 8;

    private static final int PPI_RADIO_CHECK_SEQUENCE = 1;

    private static final int PKTAP_FIXED = 12;
    private static final int PKTAP_PACKET = 1;
    /** A larger length is one in the other byte order. */
    private static final int LARGEST_PKTAP = 0xFFFF;

    private final AnomalyCounts anomalies;
    private final WirelessDecoder wireless;

    WrappedLinkDecoder(AnomalyCounts anomalies, WirelessDecoder wireless) {
        this.anomalies = anomalies;
        this.wireless = wireless;
    }

    boolean decodePpi(LinkDecoder links, PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + PPI_HEADER > capturedEnd) {
            return anomalies.linkCut(offset + PPI_HEADER, wireEnd);
        }
        byte[] buffer = view.buffer;
        int length = Bytes.littleU16(buffer, offset + 2);
        if (Bytes.u8(buffer, offset) != 0 || length < PPI_HEADER) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        int frame = offset + length;
        if (frame > capturedEnd) {
            return anomalies.linkCut(frame, wireEnd);
        }
        LinkType inner = LinkType.ofCode(Integer.reverseBytes(Bytes.i32(buffer, offset + 4)));
        if (inner == LinkType.IEEE802_11) {
            int end = wireEnd - (ppiCheckSequence(buffer, offset + PPI_HEADER, frame) ? CHECK_SEQUENCE : 0);
            return wireless.decode(view, frame, false, Math.min(capturedEnd, end), end);
        }
        return decodeInner(links, inner, view, frame, capturedEnd, wireEnd);
    }

    private static boolean ppiCheckSequence(byte[] buffer, int offset, int end) {
        int at = offset;
        while (at + PPI_FIELD_HEADER <= end) {
            int type = Bytes.littleU16(buffer, at);
            int value = at + PPI_FIELD_HEADER;
            if (type == PPI_COMMON_RADIO && value + PPI_RADIO_FLAGS_AT < end) {
                return (Bytes.u8(buffer, value + PPI_RADIO_FLAGS_AT) & PPI_RADIO_CHECK_SEQUENCE) != 0;
            }
            at = value + Bytes.littleU16(buffer, at + 2);
        }
        return false;
    }

    boolean decodePktap(LinkDecoder links, PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + PKTAP_FIXED > capturedEnd) {
            return anomalies.linkCut(offset + PKTAP_FIXED, wireEnd);
        }
        byte[] buffer = view.buffer;
        int length = Integer.reverseBytes(Bytes.i32(buffer, offset));
        boolean big = Integer.compareUnsigned(length, LARGEST_PKTAP) > 0;
        length = big ? Integer.reverseBytes(length) : length;
        int record = Bytes.i32(buffer, offset + 4);
        if (length < PKTAP_FIXED
                || length > LARGEST_PKTAP
                || (big ? record : Integer.reverseBytes(record)) != PKTAP_PACKET) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        int code = Bytes.i32(buffer, offset + 8);
        LinkType inner = LinkType.ofCode(big ? code : Integer.reverseBytes(code));
        return decodeInner(links, inner, view, offset + length, capturedEnd, wireEnd);
    }

    /** A wrapper within a wrapper isn't followed: nothing makes it, and somebody could make very many. */
    private boolean decodeInner(
            LinkDecoder links, @Nullable LinkType inner, PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (inner == null || inner == LinkType.PPI || inner == LinkType.PKTAP) {
            return anomalies.fail(DecodeAnomaly.UNKNOWN_LINK_HEADER);
        }
        return links.decode(view, inner, offset, capturedEnd, wireEnd);
    }
}
