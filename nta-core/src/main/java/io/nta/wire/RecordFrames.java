package io.nta.wire;

import io.nta.packet.PacketRecord;
import io.nta.spi.PacketSink;

/**
 * Feeds packets that came as records to the same {@link PacketSink} as those of a file.
 *
 * <p>A packet with its frame gives just what it gave where it was captured. For one without, as the earlier clients send them, a frame is made from its facts. It has the
 * right addresses, ports, flags, sequence numbers, ICMP type, ARP claims, DNS question and HTTP start line, and the right length on the wire. Not known then, and so wrong or missing in features:
 * <ul>
 *   <li>the MAC addresses of all but ARP, the time to live and the TCP window: no zero windows;
 *   <li>what of a TCP segment is payload: one without PSH of up to 40 bytes behind its header counts as options, what is longer as payload;
 *   <li>SSH: banners and authentication rounds. Connections to port 22 count, others don't;
 *   <li>whether an HTTP request is whole: each counts as a whole one, so slowloris isn't seen, and a start line within a segment is missed;
 *   <li>DNS response codes, and the answers' bytes when they don't go with their number;
 *   <li>the flow that an ICMP error quotes, fragments, and the protocol number of other IP.
 * </ul>
 *
 * <p>Not thread-safe.
 */
public final class RecordFrames {
    private final FrameSynthesis synthesis = new FrameSynthesis();

    /** Creates one. */
    public RecordFrames() {}

    /**
     * Hands a packet to {@code sink}, whose frame is valid only during the call.
     *
     * @param interfaceId the number that {@code sink} is told for the packet's interface
     */
    public void handTo(PacketSink sink, PacketRecord packet, int interfaceId) {
        PacketRecord.Frame frame = packet.frame();
        if (frame != null) {
            byte[] bytes = frame.bytes();
            sink.onFrame(
                    packet.timestampNanos(), frame.linkType(), bytes, 0, bytes.length, packet.length(), interfaceId);
        } else {
            int made = Math.min(synthesis.make(packet), packet.length());
            sink.onFrame(
                    packet.timestampNanos(),
                    synthesis.linkType(),
                    synthesis.buffer(),
                    0,
                    made,
                    packet.length(),
                    interfaceId);
        }
    }
}
