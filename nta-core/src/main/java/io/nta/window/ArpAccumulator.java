package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.feature.Measure;
import io.nta.packet.IpAddress;
import io.nta.packet.PacketView;

/** Adds an ARP packet to the panes of its sender's and its target's address. */
final class ArpAccumulator {
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private final ArpHistory history;

    ArpAccumulator(int maxHistory) {
        history = new ArpHistory(maxHistory);
    }

    ArpHistory history() {
        return history;
    }

    /** What of an ARP packet is the same for both its keys. */
    record Facts(boolean claim, boolean gratuitous, boolean unsolicited, boolean rival) {}

    /** Looks at the packet once, and notes its claim in the window's bindings. */
    Facts observe(PacketView packet, boolean unsolicited, BindingTable bindings) {
        boolean probe = packet.sourceHigh() == 0 && (int) packet.sourceLow() == 0;
        boolean same = packet.sourceLow() == packet.destinationLow() && packet.sourceHigh() == packet.destinationHigh();
        boolean rival = false;
        if (!probe) {
            IpAddress address = packet.sourceAddress();
            bindings.claim(packet.arpSenderMac(), address);
            rival = history.isRival(packet, address, unsolicited);
        }
        return new Facts(!probe, same && !probe, unsolicited, rival);
    }

    void add(PaneState pane, KeyKind kind, PacketView packet, Facts facts) {
        pane.raise(Measure.LAST_PACKET_NANOS, packet.timestampNanos());
        pane.lower(Measure.FIRST_PACKET_NANOS, packet.timestampNanos());
        PacketAccumulator.size(pane, packet.wireLength());
        pane.add(Measure.ARP_PACKETS, 1);
        pane.add(Measure.ARP_REQUESTS, packet.arpOperation() == REQUEST ? 1 : 0);
        pane.add(Measure.ARP_REPLIES, packet.arpOperation() == REPLY ? 1 : 0);
        pane.add(Measure.ARP_GRATUITOUS, facts.gratuitous() ? 1 : 0);
        pane.add(Measure.ARP_UNSOLICITED_REPLIES, facts.unsolicited() ? 1 : 0);
        pane.add(Measure.ARP_DIRECTED_UNSOLICITED, facts.unsolicited() && !facts.gratuitous() ? 1 : 0);
        pane.add(Measure.ARP_MAC_MISMATCHES, packet.hasMacs() && packet.sourceMac() != packet.arpSenderMac() ? 1 : 0);
        if (facts.claim() && (kind == KeyKind.SOURCE || facts.gratuitous())) {
            pane.claim(packet.arpSenderMac());
            pane.add(Measure.ARP_RIVAL_CLAIMS, facts.rival() ? 1 : 0);
        }
    }
}
