package io.nta.examples.server.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells the direction of a packet by Java's idea of which addresses are private, to hold the API's against. */
public final class Direction {
    private Direction() {}

    /** Returns the direction as the API names it. */
    public static String of(String protocol, String source, String destination) throws UnknownHostException {
        InetAddress to = InetAddress.getByName(destination);
        if (protocol.equals("ARP") || to.isMulticastAddress() || destination.equals("255.255.255.255")) {
            return "NONE";
        }
        boolean inside = isPrivate(InetAddress.getByName(source));
        return inside ? (isPrivate(to) ? "INTERNAL" : "OUTBOUND") : (isPrivate(to) ? "INBOUND" : "EXTERNAL");
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes.length == 4 && (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64;
        boolean local = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        return address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress() && bytes.length == 16
                || shared
                || local;
    }
}
