package io.nta.examples.generate.network;

/**
 * How a host's TCP looks on the wire.
 *
 * @param mss the largest segment that it asks for, in bytes
 * @param receiveWindow the largest receive window that it offers, in bytes
 * @param windowScale the shift of RFC 7323, or -1 if it doesn't scale
 * @param timestamps whether it offers timestamps
 * @param selectiveAcks whether it permits selective acknowledgements
 */
public record TcpProfile(int mss, int receiveWindow, int windowScale, boolean timestamps, boolean selectiveAcks) {
    /** Linux and Android. */
    public static final TcpProfile LINUX = new TcpProfile(1460, 64_240, 7, true, true);

    /** Windows 10 and later. */
    public static final TcpProfile WINDOWS = new TcpProfile(1460, 65_535, 8, false, true);

    /** macOS and iOS. */
    public static final TcpProfile APPLE = new TcpProfile(1460, 131_072, 6, true, true);

    /** A microcontroller with lwIP. */
    public static final TcpProfile SMALL_DEVICE = new TcpProfile(1460, 5_840, -1, false, false);

    /** A host behind a tunnel or DSL line. */
    public static final TcpProfile SMALL_MTU = new TcpProfile(1380, 64_240, 7, true, true);

    /** Returns the profile with another receive window. */
    public TcpProfile withReceiveWindow(int bytes) {
        return new TcpProfile(mss, bytes, windowScale, timestamps, selectiveAcks);
    }

    /** Returns the profile that fits IPv6, whose header is 20 bytes longer. */
    public TcpProfile forIpv6() {
        return new TcpProfile(mss - 20, receiveWindow, windowScale, timestamps, selectiveAcks);
    }
}
