package io.nta.packet;

/** IPv6 with its extension headers (RFC 8200). */
final class Ipv6Decoder {
    static final int HEADER = 40;

    private final AnomalyCounts anomalies;
    private final TransportDecoder transport;
    private final Ipv6Extensions extensions = new Ipv6Extensions();

    Ipv6Decoder(AnomalyCounts anomalies, TransportDecoder transport) {
        this.anomalies = anomalies;
        this.transport = transport;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        if (offset + HEADER > capturedEnd) {
            anomalies.countCut(
                    offset + HEADER,
                    wireEnd,
                    DecodeAnomaly.NETWORK_HEADER_NOT_CAPTURED,
                    DecodeAnomaly.IPV6_HEADER_TRUNCATED);
            return false;
        }
        byte[] buffer = view.buffer;
        if (Bytes.u8(buffer, offset) >> 4 != 6) {
            anomalies.count(DecodeAnomaly.IPV6_BAD_VERSION);
            return false;
        }
        view.network = PacketView.Network.IPV6;
        view.timeToLive = Bytes.u8(buffer, offset + 7);
        view.sourceHigh = Bytes.i64(buffer, offset + 8);
        view.sourceLow = Bytes.i64(buffer, offset + 16);
        view.destinationHigh = Bytes.i64(buffer, offset + 24);
        view.destinationLow = Bytes.i64(buffer, offset + 32);
        int next = Bytes.u8(buffer, offset + 6);
        int end = end(offset + HEADER, Bytes.u16(buffer, offset + 4), next, wireEnd);
        decodeExtensions(view, next, offset + HEADER, Math.min(capturedEnd, end), end);
        return true;
    }

    private int end(int offset, int length, int next, int wireEnd) {
        // 0 is a jumbogram (RFC 2675), or a packet captured before segmentation offload has cut it.
        if (length == 0 && next != Ipv6Extensions.NO_NEXT_HEADER) {
            return wireEnd;
        }
        if (length > wireEnd - offset) {
            anomalies.count(DecodeAnomaly.IPV6_LENGTH_BEYOND_FRAME);
            return wireEnd;
        }
        return offset + length;
    }

    private void decodeExtensions(PacketView view, int next, int offset, int capturedEnd, int wireEnd) {
        if (!Ipv6Extensions.isExtension(next)) {
            view.ipProtocol = next;
            transport.decode(view, offset, capturedEnd, wireEnd);
            return;
        }
        boolean walked = extensions.walk(view.buffer, next, offset, capturedEnd);
        view.ipProtocol = extensions.protocol();
        extensions.tellFragment(view, capturedEnd, wireEnd);
        if (walked && extensions.offset() <= wireEnd) {
            transport.decode(view, extensions.offset(), capturedEnd, wireEnd);
        } else if (extensions.tooMany()) {
            anomalies.count(DecodeAnomaly.IPV6_TOO_MANY_EXTENSIONS);
        } else {
            anomalies.countCut(
                    extensions.offset() + Ipv6Extensions.MIN_HEADER,
                    wireEnd,
                    DecodeAnomaly.TRANSPORT_HEADER_NOT_CAPTURED,
                    view.moreFragments ? DecodeAnomaly.FRAGMENT_TINY : DecodeAnomaly.IPV6_EXTENSION_TRUNCATED);
        }
    }
}
