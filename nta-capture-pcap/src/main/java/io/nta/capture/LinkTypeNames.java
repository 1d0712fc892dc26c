package io.nta.capture;

import io.nta.packet.LinkType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Names link types in errors: those that are read, and the commonest of those that aren't (tcpdump.org, "Link-layer header types"). */
final class LinkTypeNames {
    private static final Map<Integer, String> OTHERS = Map.ofEntries(
            Map.entry(6, "IEEE802_5 (Token Ring)"),
            Map.entry(8, "SLIP"),
            Map.entry(9, "PPP"),
            Map.entry(10, "FDDI"),
            Map.entry(50, "PPP_HDLC"),
            Map.entry(51, "PPP_ETHER"),
            Map.entry(100, "ATM_RFC1483"),
            Map.entry(104, "C_HDLC"),
            Map.entry(105, "IEEE802_11 (wireless LAN)"),
            Map.entry(107, "FRELAY"),
            Map.entry(117, "PFLOG"),
            Map.entry(119, "IEEE802_11_PRISM"),
            Map.entry(127, "IEEE802_11_RADIOTAP (wireless LAN)"),
            Map.entry(140, "MTP2"),
            Map.entry(143, "DOCSIS"),
            Map.entry(147, "USER0"),
            Map.entry(163, "IEEE802_11_AVS"),
            Map.entry(187, "BLUETOOTH_HCI_H4"),
            Map.entry(189, "USB_LINUX"),
            Map.entry(192, "PPI"),
            Map.entry(195, "IEEE802_15_4_WITHFCS"),
            Map.entry(197, "ERF"),
            Map.entry(201, "BLUETOOTH_HCI_H4_WITH_PHDR"),
            Map.entry(220, "USB_LINUX_MMAPPED"),
            Map.entry(227, "CAN_SOCKETCAN"),
            Map.entry(230, "IEEE802_15_4_NOFCS"),
            Map.entry(231, "DBUS"),
            Map.entry(239, "NFLOG"),
            Map.entry(240, "NETANALYZER"),
            Map.entry(249, "USBPCAP"),
            Map.entry(251, "BLUETOOTH_LE_LL"),
            Map.entry(252, "WIRESHARK_UPPER_PDU"),
            Map.entry(253, "NETLINK"),
            Map.entry(254, "BLUETOOTH_LINUX_MONITOR"),
            Map.entry(258, "PKTAP"),
            Map.entry(274, "ETHERNET_MPACKET"));

    private LinkTypeNames() {}

    /** Returns the number, followed by its name if it is a common one. */
    static String describe(int code) {
        String name = OTHERS.get(code);
        return name == null ? Integer.toString(code) : code + " " + name;
    }

    static String supported() {
        return Arrays.stream(LinkType.values())
                .map(type -> type.name() + " (" + type.code() + ")")
                .collect(Collectors.joining(", "));
    }
}
