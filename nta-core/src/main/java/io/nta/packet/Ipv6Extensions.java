package io.nta.packet;

/** Walks a chain of IPv6 extension headers (RFC 8200, 4) up to the transport header, the end of the captured bytes, or a limit. Reused. */
final class Ipv6Extensions {
    static final int NO_NEXT_HEADER = 59;

    // Real packets have one or two; RFC 8504, 5.3 lets a host refuse more than 8.
    private static final int MAX_HEADERS = 8;
    /** The least length of an extension header. */
    static final int MIN_HEADER = 8;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int FRAGMENT_OFFSET = 0xFFF8;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;
    private static final int HOST_IDENTITY = 139;
    private static final int SHIM6 = 140;

    private int protocol;
    private int offset;
    private boolean fragment;
    private boolean laterFragment;
    private int fragmentId;
    private int fragmentOffset;
    private boolean moreFragments;
    private int fragmentProtocol;
    private int fragmentStart;
    private boolean tooMany;

    static boolean isExtension(int protocol) {
        switch (protocol) {
            case HOP_BY_HOP:
            case ROUTING:
            case FRAGMENT:
            case AUTHENTICATION:
            case DESTINATION_OPTIONS:
            case MOBILITY:
            case HOST_IDENTITY:
            case SHIM6:
                return true;
            default:
                return false;
        }
    }

    /** Returns whether the chain's end was reached; what was found until then can be read in any case. */
    boolean walk(byte[] buffer, int firstProtocol, int start, int end) {
        protocol = firstProtocol;
        offset = start;
        fragment = false;
        laterFragment = false;
        fragmentId = 0;
        tooMany = false;
        for (int headers = 0; isExtension(protocol) && !laterFragment; headers++) {
            tooMany = headers == MAX_HEADERS;
            if (tooMany || offset + MIN_HEADER > end) {
                return false;
            }
            step(buffer);
        }
        return true;
    }

    private void step(byte[] buffer) {
        int length = MIN_HEADER;
        if (protocol == FRAGMENT) {
            // Of several, the first that says so makes it a fragment; one more can't take that back.
            if (!fragment) {
                readFragment(buffer);
            }
        } else if (protocol == AUTHENTICATION) {
            length = (Bytes.u8(buffer, offset + 1) + 2) << 2;
        } else {
            length = (Bytes.u8(buffer, offset + 1) + 1) << 3;
        }
        protocol = Bytes.u8(buffer, offset);
        offset += length;
    }

    private void readFragment(byte[] buffer) {
        int offsetAndMore = Bytes.u16(buffer, offset + 2);
        fragmentOffset = offsetAndMore & FRAGMENT_OFFSET;
        moreFragments = (offsetAndMore & 1) != 0;
        laterFragment = fragmentOffset != 0;
        fragment = laterFragment || moreFragments;
        fragmentId = fragment ? Bytes.i32(buffer, offset + 4) : 0;
        fragmentProtocol = Bytes.u8(buffer, offset);
        fragmentStart = offset + MIN_HEADER;
    }

    /** Makes the view a fragment, if the headers walked do. */
    void tellFragment(PacketView view, int capturedEnd, int wireEnd) {
        if (fragment) {
            view.fragment(
                    fragmentId, fragmentOffset, moreFragments, fragmentProtocol, fragmentStart, capturedEnd, wireEnd);
        }
    }

    /** Returns the protocol number behind the headers walked. */
    int protocol() {
        return protocol;
    }

    /** Returns where the headers walked end; perhaps beyond the captured bytes. */
    int offset() {
        return offset;
    }

    boolean laterFragment() {
        return laterFragment;
    }

    boolean tooMany() {
        return tooMany;
    }
}
