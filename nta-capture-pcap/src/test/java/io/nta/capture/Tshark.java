package io.nta.capture;

import io.nta.AnalyzerStats.ProtocolCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Counts the packets of a capture by what tshark makes of them. Each packet counts by its outer IP header, of IPv6 by what follows the extension headers; fragments
 * are not put together, names not resolved.
 */
final class Tshark {
    static final String MISSING = "tshark is not installed";

    /** What may stand before the network layer in tshark's list of protocols. */
    private static final Set<String> LINK_LAYERS = Set.of(
            "eth",
            "ethertype",
            "vlan",
            "ieee8021ad",
            "llc",
            "sll",
            "raw",
            "null",
            "_ws.malformed",
            "eth.invalid_lentype");

    /** Of each packet, in this order; what {@link #protocol} goes by. */
    static final List<String> FIELDS = List.of(
            "frame.len",
            "frame.protocols",
            "ip.proto",
            "ipv6.nxt",
            "ipv6.hopopts.nxt",
            "ipv6.routing.nxt",
            "ipv6.fraghdr.nxt",
            "ipv6.dstopts.nxt",
            "ah.next_header");

    private static final int[] EXTENSIONS = {0, 43, 44, 60, 51};
    private static final int FIRST_EXTENSION_FIELD = 4;
    private static final int MAX_EXTENSIONS = 8;
    /** What {@link #protocol} says of packets without an IP protocol. */
    static final int NO_IP = -1;

    static final int ARP = -2;

    /**
     * What it counted.
     *
     * @param packets all packets
     * @param bytes their length on the wire
     * @param protocols those that hold IP or ARP
     */
    record Counts(long packets, long bytes, ProtocolCounts protocols) {}

    private Tshark() {}

    static boolean installed() {
        try {
            return new ProcessBuilder("tshark", "--version")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor(20, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Counts count(Path capture) throws IOException {
        // What these carry isn't looked at: only the outer headers count.
        Process tshark = start(capture, List.of("tcp", "udp", "icmp", "icmpv6"), FIELDS);
        long packets = 0;
        long bytes = 0;
        long[] byProtocol = new long[256];
        long arp = 0;
        try (BufferedReader lines = tshark.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] values = line.split("\t", -1);
                packets++;
                bytes += Long.parseLong(values[0]);
                int protocol = protocol(values);
                if (protocol == ARP) {
                    arp++;
                } else if (protocol != NO_IP) {
                    byProtocol[protocol]++;
                }
            }
        }
        long other = 0;
        for (int protocol = 0; protocol < byProtocol.length; protocol++) {
            boolean named = protocol == 6 || protocol == 17 || protocol == 1 || protocol == 58;
            other += named ? 0 : byProtocol[protocol];
        }
        return new Counts(
                packets,
                bytes,
                new ProtocolCounts(byProtocol[6], byProtocol[17], byProtocol[1], byProtocol[58], arp, other));
    }

    /** Starts tshark on a capture: a line for each packet, with the first value of each field. */
    static Process start(Path capture, List<String> disabledProtocols, List<String> fields) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-Q", "-r", capture.toString()));
        command.addAll(List.of("-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE"));
        // Linux' port for VXLAN from before there was an official one, which tshark gives to another protocol.
        command.addAll(List.of("-d", "udp.port==8472,vxlan"));
        disabledProtocols.forEach(protocol -> command.addAll(List.of("--disable-protocol", protocol)));
        command.addAll(List.of("-T", "fields", "-E", "separator=/t", "-E", "occurrence=f"));
        fields.forEach(field -> command.addAll(List.of("-e", field)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int protocol(String[] values) {
        String network = "";
        for (String layer : values[1].split(":")) {
            if (!LINK_LAYERS.contains(layer)) {
                network = layer;
                break;
            }
        }
        return protocol(network, values);
    }

    /** Returns the IP protocol of a packet whose outermost network layer is {@code network}. */
    static int protocol(String network, String[] values) {
        return switch (network) {
            case "arp" -> ARP;
            case "ip" -> values[2].isEmpty() ? NO_IP : Integer.decode(values[2]);
            case "ipv6" -> values[3].isEmpty() ? NO_IP : behindExtensions(values);
            default -> NO_IP;
        };
    }

    private static int behindExtensions(String[] values) {
        int protocol = Integer.decode(values[3]);
        for (int headers = 0; headers < MAX_EXTENSIONS; headers++) {
            String next = "";
            for (int i = 0; i < EXTENSIONS.length; i++) {
                next = protocol == EXTENSIONS[i] ? values[FIRST_EXTENSION_FIELD + i] : next;
            }
            if (next.isEmpty()) {
                return protocol;
            }
            protocol = Integer.decode(next);
        }
        return protocol;
    }
}
