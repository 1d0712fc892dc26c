package io.nta;

import io.nta.packet.IpProtocol;
import io.nta.packet.PacketView;

/** Counts decoded packets by protocol. */
final class ProtocolTally {
    private long tcp;
    private long udp;
    private long icmp;
    private long icmpv6;
    private long arp;
    private long other;

    void count(PacketView packet) {
        if (packet.isArp()) {
            arp++;
            return;
        }
        switch (packet.ipProtocol()) {
            case IpProtocol.TCP -> tcp++;
            case IpProtocol.UDP -> udp++;
            case IpProtocol.ICMP -> icmp++;
            case IpProtocol.ICMPV6 -> icmpv6++;
            default -> other++;
        }
    }

    AnalyzerStats.ProtocolCounts counts() {
        return new AnalyzerStats.ProtocolCounts(tcp, udp, icmp, icmpv6, arp, other);
    }
}
