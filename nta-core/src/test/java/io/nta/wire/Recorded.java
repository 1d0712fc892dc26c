package io.nta.wire;

import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.testkit.TimedFrame;
import java.util.ArrayList;
import java.util.List;

/** Packets as records, from frames and back into the line. */
final class Recorded {
    private Recorded() {}

    static PacketRecord of(LinkType linkType, byte[] frame) {
        return of(linkType, new TimedFrame(1_767_225_600_123_456_789L, frame, frame.length));
    }

    static PacketRecord of(LinkType linkType, TimedFrame frame) {
        PacketView view = new PacketView();
        // Somewhere in a buffer, as sources hand it over.
        byte[] buffer = new byte[frame.bytes().length + 11];
        System.arraycopy(frame.bytes(), 0, buffer, 7, frame.bytes().length);
        boolean sound = new PacketDecoder()
                .decode(frame.nanos(), linkType, buffer, 7, frame.bytes().length, frame.wireLength(), 0, view);
        if (!sound) {
            throw new AssertionError("the frame can't be decoded");
        }
        return PacketRecord.of(view, "eth0", linkType);
    }

    static List<PacketRecord> of(List<TimedFrame> frames) {
        List<PacketRecord> records = new ArrayList<>();
        for (TimedFrame frame : frames) {
            records.add(of(LinkType.ETHERNET, frame));
        }
        return records;
    }

    static PacketRecord withoutFrame(PacketRecord packet) {
        return new PacketRecord(
                packet.timestampNanos(),
                packet.interfaceName(),
                packet.source(),
                packet.destination(),
                packet.protocol(),
                packet.length(),
                packet.ports(),
                packet.tcp(),
                packet.icmp(),
                packet.arp(),
                packet.dns(),
                packet.http(),
                null);
    }
}
