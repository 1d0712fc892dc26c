package io.nta.window;

import io.nta.feature.KeyKind;
import io.nta.feature.Measure;
import io.nta.packet.PacketView;

/** Adds an ARP packet to the panes of its sender's and its target's address. */
final class ArpAccumulator {
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private final ArpHistory history;
    private final Facts facts = new Facts();

    ArpAccumulator(int maxHistory) {
        history = new ArpHistory(maxHistory);
    }

    ArpHistory history() {
        return history;
    }

    /** What of an ARP packet is the same for both its keys. */
    static final class Facts {
        private boolean claim;
        private boolean gratuitous;
        private boolean unsolicited;
        private boolean rival;

        boolean claim() {
            return claim;
        }
    }

    /** Looks at the packet once, and notes its claim in the window's bindings. What it returns is valid until the next packet. */
    Facts observe(PacketView packet, boolean unsolicited, BindingTable bindings) {
        boolean probe = packet.sourceHigh() == 0 && (int) packet.sourceLow() == 0;
        boolean same = packet.sourceLow() == packet.destinationLow() && packet.sourceHigh() == packet.destinationHigh();
        facts.claim = !probe;
        facts.gratuitous = same && !probe;
        facts.unsolicited = unsolicited;
        facts.rival = false;
        if (!probe) {
            ArpHistory.Claim claim = history.claim(packet.arpSenderMac(), packet.sourceHigh(), packet.sourceLow());
            bindings.claim(claim.mac, claim.address);
            facts.rival = history.isRival(packet, claim, unsolicited);
        }
        return facts;
    }

    void add(PaneState pane, KeyKind kind, PacketView packet, Facts facts) {
        pane.seenAt(packet.timestampNanos());
        PacketAccumulator.size(pane, packet.wireLength());
        pane.add(Measure.ARP_PACKETS, 1);
        pane.add(Measure.ARP_REQUESTS, packet.arpOperation() == REQUEST ? 1 : 0);
        pane.add(Measure.ARP_REPLIES, packet.arpOperation() == REPLY ? 1 : 0);
        pane.add(Measure.ARP_GRATUITOUS, facts.gratuitous ? 1 : 0);
        pane.add(Measure.ARP_UNSOLICITED_REPLIES, facts.unsolicited ? 1 : 0);
        pane.add(Measure.ARP_DIRECTED_UNSOLICITED, facts.unsolicited && !facts.gratuitous ? 1 : 0);
        pane.add(Measure.ARP_MAC_MISMATCHES, packet.hasMacs() && packet.sourceMac() != packet.arpSenderMac() ? 1 : 0);
        if (facts.claim && (kind == KeyKind.SOURCE || facts.gratuitous)) {
            pane.claim(packet.arpSenderMac());
            pane.add(Measure.ARP_RIVAL_CLAIMS, facts.rival ? 1 : 0);
        }
    }
}
