package io.nta.capture;

import io.nta.AnalyzerStats.ProtocolCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tshark makes of the packets of a capture, each by its outermost network layer; and how many of them nta may count otherwise, by the reason.
 *
 * @param bytes on the wire, of each packet no fewer than were captured
 */
record WiresharkTotals(long packets, long bytes, ProtocolCounts protocols, Map<Reason, Long> explained) {
    /** Why nta may count a packet otherwise than tshark does; docs/captures.md tells more. */
    enum Reason {
        /** A packet in a packet, or under tags that nta doesn't know: the outer, the inner or none counts. */
        ENCAPSULATED,
        /** RARP, and ARP for addresses that aren't IPv4's and of 6 bytes: tshark has one name for all. */
        OTHER_ARP,
        /** The IP header isn't whole: tshark names the protocol that it has seen so far. */
        HEADER_CUT,
        /** tshark doesn't look into SLIP. */
        NOT_DISSECTED
    }

    private static final List<String> FIELDS = new ArrayList<>(Tshark.FIELDS);
    private static final int LENGTH = 0;
    private static final int LAYERS = 1;
    private static final int CAPTURED;
    private static final int ARP_HARDWARE_BYTES;
    private static final int ARP_PROTOCOL_BYTES;
    private static final int ARP_OPERATION;
    private static final int ENCAPSULATION;

    static {
        CAPTURED = FIELDS.size();
        FIELDS.addAll(List.of("frame.cap_len", "arp.hw.size", "arp.proto.size", "arp.opcode", "frame.encap_type"));
        ARP_HARDWARE_BYTES = CAPTURED + 1;
        ARP_PROTOCOL_BYTES = CAPTURED + 2;
        ARP_OPERATION = CAPTURED + 3;
        ENCAPSULATION = CAPTURED + 4;
    }

    private static final Set<String> NETWORKS = Set.of("ip", "ipv6", "arp");
    /** Between the link layer and the network layer, or around it. */
    private static final Set<String> ENCAPSULATIONS = Set.of(
            "mpls",
            "pppoes",
            "macsec",
            "nsh",
            "vntag",
            "avsp",
            "ieee8021ah",
            "gre",
            "l2tp",
            "gtp",
            "vxlan",
            "geneve",
            "teredo",
            "ah",
            "lwapp",
            "capwap",
            "ayiya",
            "etherip",
            "cipso");

    private static final int REVERSE_REQUEST = 3;
    private static final int REVERSE_REPLY = 4;
    private static final int ETHERNET_AND_IPV4 = 34;
    private static final int ETHERNET_AND_IPV6 = 54;
    private static final String SLIP = "3";
    private static final String SUNATM = "13";
    /** Wireshark takes SunATM's header off; nta counts it. */
    private static final int SUNATM_HEADER = 4;

    /** Counts captures that lie in one file, one after the other, {@code sizes} packets each. */
    static List<WiresharkTotals> of(Path captures, List<Long> sizes) throws IOException {
        List<WiresharkTotals> totals = new ArrayList<>();
        // What these carry is no network layer of the packet's own.
        Process tshark = Tshark.start(captures, List.of("tcp", "icmp", "icmpv6"), FIELDS);
        try (BufferedReader lines = tshark.inputReader()) {
            for (long size : sizes) {
                Adder adder = new Adder();
                while (adder.packets < size) {
                    String line = lines.readLine();
                    if (line == null) {
                        throw new IOException("tshark gave fewer packets than capinfos");
                    }
                    adder.add(line.split("\t", -1));
                }
                totals.add(adder.totals());
            }
        }
        return totals;
    }

    /** Returns whether the counts are these, but for as many packets as have a reason. */
    boolean agreesWith(ProtocolCounts counts) {
        long reasons = explained.values().stream().mapToLong(Long::longValue).sum();
        // A packet that is counted elsewhere makes two differences.
        return differences(counts) <= 2 * reasons;
    }

    long differences(ProtocolCounts counts) {
        return Math.abs(counts.tcp() - protocols.tcp())
                + Math.abs(counts.udp() - protocols.udp())
                + Math.abs(counts.icmp() - protocols.icmp())
                + Math.abs(counts.icmpv6() - protocols.icmpv6())
                + Math.abs(counts.arp() - protocols.arp())
                + Math.abs(counts.other() - protocols.other());
    }

    private static final class Adder {
        private final long[] byProtocol = new long[256];
        private final Map<Reason, Long> explained = new EnumMap<>(Reason.class);
        private long packets;
        private long bytes;
        private long arp;

        void add(String[] values) {
            if (values[ENCAPSULATION].isEmpty()) {
                return; // a pcapng block that tshark shows among the packets
            }
            packets++;
            bytes += Math.max(Long.parseLong(values[LENGTH]), Long.parseLong(values[CAPTURED]));
            bytes += values[ENCAPSULATION].equals(SUNATM) ? SUNATM_HEADER : 0;
            List<String> layers = List.of(values[LAYERS].split(":"));
            String network =
                    layers.stream().filter(NETWORKS::contains).findFirst().orElse("");
            int protocol = Tshark.protocol(network, values);
            if (protocol == Tshark.ARP) {
                arp++;
            } else if (protocol != Tshark.NO_IP) {
                byProtocol[protocol]++;
            }
            Reason reason = reason(values, layers, network);
            if (reason != null) {
                explained.merge(reason, 1L, Long::sum);
            }
        }

        private static @Nullable Reason reason(String[] values, List<String> layers, String network) {
            int captured = Integer.parseInt(values[CAPTURED]);
            if (values[ENCAPSULATION].equals(SLIP)) {
                return Reason.NOT_DISSECTED;
            }
            if (network.equals("arp") && isOtherArp(values)) {
                return Reason.OTHER_ARP;
            }
            if (layers.stream().filter(NETWORKS::contains).count() > 1
                    || layers.stream().anyMatch(ENCAPSULATIONS::contains)) {
                return Reason.ENCAPSULATED;
            }
            boolean cut = network.equals("ip") && captured < ETHERNET_AND_IPV4
                    || network.equals("ipv6") && captured < ETHERNET_AND_IPV6;
            return cut && layers.get(0).equals("eth") ? Reason.HEADER_CUT : null;
        }

        private static boolean isOtherArp(String[] values) {
            int operation = values[ARP_OPERATION].isEmpty() ? 0 : Integer.decode(values[ARP_OPERATION]);
            return !values[ARP_HARDWARE_BYTES].equals("6")
                    || !values[ARP_PROTOCOL_BYTES].equals("4")
                    || operation == REVERSE_REQUEST
                    || operation == REVERSE_REPLY;
        }

        WiresharkTotals totals() {
            long named = byProtocol[6] + byProtocol[17] + byProtocol[1] + byProtocol[58];
            long all = 0;
            for (long count : byProtocol) {
                all += count;
            }
            return new WiresharkTotals(
                    packets,
                    bytes,
                    new ProtocolCounts(byProtocol[6], byProtocol[17], byProtocol[1], byProtocol[58], arp, all - named),
                    explained);
        }
    }
}
