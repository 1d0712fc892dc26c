package io.nta.packet;

/** MPLS in UDP (RFC 7510). A label stack has no fixed bits, so only an IP packet that fills the rest exactly shows that it is one. */
final class MplsInUdpDecoder {
    private final InnerDecoder inner;

    MplsInUdpDecoder(InnerDecoder inner) {
        this.inner = inner;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        byte[] buffer = view.buffer;
        int at = offset;
        for (int labels = 0; labels < MplsDecoder.MAX_LABELS && at + MplsDecoder.LABEL <= capturedEnd; labels++) {
            boolean bottom = MplsDecoder.isBottom(buffer, at);
            at += MplsDecoder.LABEL;
            if (bottom) {
                return IpShape.fills(buffer, at, capturedEnd, wireEnd)
                        && inner.decode(view, IpShape.etherType(buffer, at, capturedEnd), at, capturedEnd, wireEnd);
            }
        }
        return false;
    }
}
