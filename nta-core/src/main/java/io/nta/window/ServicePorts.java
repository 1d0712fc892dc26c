package io.nta.window;

/** The port numbers that features name (IANA service names). */
final class ServicePorts {
    static final int FTP_DATA = 20;
    static final int FTP = 21;
    static final int DNS = 53;
    private static final int SSH = 22;
    private static final int TELNET = 23;
    private static final int RLOGIN = 513;
    private static final int RDP = 3389;
    private static final int VNC = 5900;
    private static final int X11_FIRST = 6000;
    private static final int X11_LAST = 6063;
    private static final int TRACEROUTE_FIRST = 33_434;
    private static final int TRACEROUTE_PORTS = 192;

    private ServicePorts() {}

    /** Returns whether the port is one that UDP traceroute counts up from 33434, by 3 for each of 64 hops. */
    static boolean isTraceroute(int port) {
        return port >= TRACEROUTE_FIRST && port < TRACEROUTE_FIRST + TRACEROUTE_PORTS;
    }

    /** Returns whether the port is one of remote access: SSH, Telnet, rlogin, RDP, VNC, X11. */
    static boolean isRemoteAccess(int port) {
        return port == SSH
                || port == TELNET
                || port == RLOGIN
                || port == RDP
                || port == VNC
                || port >= X11_FIRST && port <= X11_LAST;
    }
}
