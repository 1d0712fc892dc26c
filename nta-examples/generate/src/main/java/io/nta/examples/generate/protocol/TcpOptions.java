package io.nta.examples.generate.protocol;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.TcpProfile;

/** The options of one end's segments (RFC 9293, 3.1; RFC 7323). One array is reused. */
final class TcpOptions {
    /** How long the timestamp option is with its padding. */
    static final int TIMESTAMP_BYTES = 12;

    /** The largest window that the header's 16 bits hold. */
    static final int LARGEST_UNSCALED = 65_535;

    private static final int NOP = 1;
    private static final int MSS = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int TIMESTAMPS = 8;

    private final byte[] bytes = new byte[40];
    private final int clockOffset;
    private int length;
    private int stampAt = -1;
    private int lastStamp;

    TcpOptions(int clockOffset) {
        this.clockOffset = clockOffset;
    }

    int length() {
        return length;
    }

    /** Writes the options of a SYN, in the order that Linux has. */
    byte[] syn(TcpProfile tcp, boolean scale, boolean timestamps) {
        length = 0;
        stampAt = -1;
        u8(MSS).u8(4).u8(tcp.mss() >>> 8).u8(tcp.mss());
        boolean stamped = timestamps && tcp.timestamps();
        if (tcp.selectiveAcks()) {
            if (!stamped) {
                u8(NOP).u8(NOP);
            }
            u8(SACK_PERMITTED).u8(2);
        } else if (stamped) {
            u8(NOP).u8(NOP);
        }
        if (stamped) {
            timestamp();
        }
        if (scale && tcp.windowScale() >= 0) {
            u8(NOP).u8(WINDOW_SCALE).u8(3).u8(tcp.windowScale());
        }
        return bytes;
    }

    /** Writes the options of any other segment of a connection with timestamps. */
    byte[] timestamps() {
        length = 0;
        u8(NOP).u8(NOP);
        timestamp();
        return bytes;
    }

    private void timestamp() {
        u8(TIMESTAMPS).u8(10);
        stampAt = length;
        length += 8;
    }

    /** Fills in the time and the peer's last. */
    void stamp(long nowNanos, TcpOptions peer) {
        lastStamp = (int) (nowNanos / Clock.MILLI) + clockOffset;
        if (stampAt >= 0) {
            int end = length;
            length = stampAt;
            u32(lastStamp);
            u32(peer.lastStamp);
            length = end;
        }
        stampAt = -1;
    }

    private TcpOptions u8(int value) {
        bytes[length++] = (byte) value;
        return this;
    }

    private void u32(int value) {
        u8(value >>> 24).u8(value >>> 16).u8(value >>> 8).u8(value);
    }
}
