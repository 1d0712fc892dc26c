package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The addresses, protocol and ports of the innermost packet of each frame, in a line of text: once as our decoder says, once as tshark does. Both leave fragments
 * as they are, and ICMP errors unopened.
 */
final class Innermost {
    static final String NOTHING = "neither IP nor ARP";

    private static final List<String> FIELDS = List.of(
            "frame.protocols",
            "ip.src",
            "ip.dst",
            "ipv6.src",
            "ipv6.dst",
            "arp.src.proto_ipv4",
            "arp.dst.proto_ipv4",
            "tcp.srcport",
            "tcp.dstport",
            "udp.srcport",
            "udp.dstport");
    private static final int FIRST_TCP = 7;
    private static final int FIRST_UDP = 9;

    private Innermost() {}

    static List<String> byDecoder(Path capture) throws IOException {
        List<String> lines = new ArrayList<>();
        PacketDecoder decoder = new PacketDecoder();
        PacketView view = new PacketView();
        try (PcapFileSource source = PcapFileSource.open(capture)) {
            int polled;
            do {
                polled = source.poll(
                        (time, type, buffer, offset, captured, wire, id) -> lines.add(
                                line(decoder, view, type, Arrays.copyOfRange(buffer, offset, offset + captured), wire)),
                        100);
            } while (polled != PacketSource.END);
        } catch (CaptureFormatException damaged) {
            return lines;
        }
        return lines;
    }

    private static String line(PacketDecoder decoder, PacketView view, LinkType type, byte[] frame, int wire) {
        if (!decoder.decode(1, type, frame, 0, frame.length, wire, 0, view)) {
            return NOTHING;
        }
        String ports = view.hasPorts() ? view.sourcePort() + " " + view.destinationPort() : "";
        String protocol = view.isArp() ? "arp" : !view.hasPorts() ? "ip" : view.isTcp() ? "tcp" : "udp";
        return String.join(
                        " ",
                        protocol,
                        view.sourceAddress().toString(),
                        view.destinationAddress().toString(),
                        ports)
                .strip();
    }

    static List<String> byTshark(Path capture) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-Q", "-r", capture.toString()));
        command.addAll(List.of("-o", "ip.defragment:FALSE", "-o", "ipv6.defragment:FALSE"));
        command.addAll(List.of("--disable-protocol", "icmp", "--disable-protocol", "icmpv6"));
        command.addAll(List.of("-T", "fields", "-E", "separator=/t", "-E", "occurrence=a"));
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        Process tshark = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = tshark.inputReader()) {
            return lines.lines().map(line -> line(line.split("\t", -1))).toList();
        }
    }

    private static String line(String... values) {
        String network = "";
        String transport = "";
        for (String layer : values[0].split(":")) {
            switch (layer) {
                case "ip", "ipv6", "arp" -> {
                    network = layer;
                    transport = "";
                }
                case "tcp", "udp" -> transport = layer;
                default -> {}
            }
        }
        switch (network) {
            case "arp":
                return "arp " + last(values[5]) + " " + last(values[6]);
            case "ip":
                return withPorts(transport, last(values[1]) + " " + last(values[2]), values);
            case "ipv6":
                return withPorts(transport, last(values[3]) + " " + last(values[4]), values);
            default:
                return NOTHING;
        }
    }

    private static String withPorts(String transport, String addresses, String... values) {
        int first = transport.equals("tcp") ? FIRST_TCP : FIRST_UDP;
        return transport.isEmpty() || values[first].isEmpty()
                ? "ip " + addresses
                : transport + " " + addresses + " " + last(values[first]) + " " + last(values[first + 1]);
    }

    private static String last(String occurrences) {
        return occurrences.substring(occurrences.lastIndexOf(',') + 1);
    }
}
