package io.nta.packet;

/** VXLAN (RFC 7348), also with group policy (draft-smith-vxlan-group-policy), and its generic protocol extension (draft-ietf-nvo3-vxlan-gpe). */
final class VxlanDecoder {
    private static final int HEADER = 8;

    private static final int HAS_NETWORK = 0x0800_0000;
    private static final int HAS_POLICY = 0x8000_0000;
    // "Don't learn" and "policy applied", and the group.
    private static final int POLICY = 0x0048_FFFF;

    // Ingress replication, which is about delivery only, and the protocol number.
    private static final int GENERIC_FREE = 0x0200_00FF;
    private static final int GENERIC_FIXED = 0x0C00_0000;

    private final InnerDecoder inner;

    VxlanDecoder(InnerDecoder inner) {
        this.inner = inner;
    }

    boolean decode(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int frame = offset + HEADER;
        if (frame > capturedEnd || frame == wireEnd) {
            return false;
        }
        int first = Bytes.i32(view.buffer, offset);
        int free = (first & HAS_POLICY) != 0 ? HAS_POLICY | POLICY : 0;
        boolean wellFormed = (first & HAS_NETWORK) != 0 && reservedIsZero(view.buffer, offset);
        // Receivers ignore reserved bits, so some senders set them: what lies inside must then prove it.
        boolean proven =
                (first & ~free) == HAS_NETWORK || IpShape.fitsInFrame(view.buffer, frame, capturedEnd, wireEnd);
        return wellFormed && proven && inner.decode(view, ShimDecoder.ETHERNET, frame, capturedEnd, wireEnd);
    }

    boolean decodeGeneric(PacketView view, int offset, int capturedEnd, int wireEnd) {
        int packet = offset + HEADER;
        if (packet > capturedEnd || packet == wireEnd) {
            return false;
        }
        int first = Bytes.i32(view.buffer, offset);
        int etherType = etherType(first & 0xFF);
        boolean wellFormed = (first & ~GENERIC_FREE) == GENERIC_FIXED && reservedIsZero(view.buffer, offset);
        return wellFormed && etherType != 0 && inner.decode(view, etherType, packet, capturedEnd, wireEnd);
    }

    /** Returns the EtherType of a next protocol of VXLAN-GPE or of the network service header, or 0. */
    static int etherType(int nextProtocol) {
        switch (nextProtocol) {
            case 1:
                return NetworkDecoder.IPV4;
            case 2:
                return NetworkDecoder.IPV6;
            case 3:
                return ShimDecoder.ETHERNET;
            case 4:
                return ShimDecoder.SERVICE_HEADER;
            case 5:
                return NetworkDecoder.MPLS;
            default:
                return 0;
        }
    }

    private static boolean reservedIsZero(byte[] buffer, int offset) {
        return buffer[offset + HEADER - 1] == 0;
    }
}
