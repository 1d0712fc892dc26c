package io.nta.packet;

import org.jspecify.annotations.Nullable;

/** IPv4 (RFC 791). */
final class Ipv4Decoder {
    static final int MIN_HEADER = 20;

    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1FFF;

    private final AnomalyCounts anomalies;
    private final TransportDecoder transport;

    Ipv4Decoder(AnomalyCounts anomalies, TransportDecoder transport) {
        this.anomalies = anomalies;
        this.transport = transport;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + MIN_HEADER > capturedEnd) {
            anomalies.countCut(
                    offset + MIN_HEADER,
                    wireEnd,
                    DecodeAnomaly.NETWORK_HEADER_NOT_CAPTURED,
                    DecodeAnomaly.IPV4_HEADER_TRUNCATED);
            return false;
        }
        byte[] buffer = view.buffer;
        int first = Bytes.u8(buffer, offset);
        int header = (first & 0xF) << 2;
        int total = Bytes.u16(buffer, offset + 2);
        DecodeAnomaly fault = fault(first, header, total, wireEnd - offset);
        if (fault != null) {
            anomalies.count(fault);
            return false;
        }
        view.network = PacketView.Network.IPV4;
        view.timeToLive = Bytes.u8(buffer, offset + 8);
        view.ipProtocol = Bytes.u8(buffer, offset + 9);
        view.sourceLow = IpAddress.MAPPED_PREFIX | Bytes.u32(buffer, offset + 12);
        view.destinationLow = IpAddress.MAPPED_PREFIX | Bytes.u32(buffer, offset + 16);
        int flagsAndOffset = Bytes.u16(buffer, offset + 6);
        int end = end(offset, total, wireEnd);
        if ((flagsAndOffset & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0) {
            int place = (flagsAndOffset & FRAGMENT_OFFSET) << 3;
            boolean more = (flagsAndOffset & MORE_FRAGMENTS) != 0;
            int id = Bytes.u16(buffer, offset + 4);
            view.fragment(id, place, more, view.ipProtocol, offset + header, capturedEnd, end);
        }
        transport.decode(view, offset + header, Math.min(capturedEnd, end), end);
        return true;
    }

    private static @Nullable DecodeAnomaly fault(int first, int header, int total, int wire) {
        if (first >> 4 != 4) {
            return DecodeAnomaly.IPV4_BAD_VERSION;
        }
        if (header < MIN_HEADER) {
            return DecodeAnomaly.IPV4_BAD_HEADER_LENGTH;
        }
        if (header > wire) {
            return DecodeAnomaly.IPV4_HEADER_TRUNCATED;
        }
        return total != 0 && total < header ? DecodeAnomaly.IPV4_BAD_TOTAL_LENGTH : null;
    }

    private int end(int offset, int total, int wireEnd) {
        // A packet captured before segmentation offload has cut it has no total length yet.
        if (total == 0) {
            return wireEnd;
        }
        if (total > wireEnd - offset) {
            anomalies.count(DecodeAnomaly.IPV4_LENGTH_BEYOND_FRAME);
            return wireEnd;
        }
        return offset + total;
    }
}
