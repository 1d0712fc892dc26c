package io.nta;

import io.nta.packet.IpProtocol;
import io.nta.packet.LinkType;
import io.nta.spi.PacketSink;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Traffic that goes on for ever between ends that are known: an opening, and a round of frames that is sent again and again. What TCP carries in each round is new:
 * its sequence numbers go on. Sending allocates nothing.
 */
final class EndlessTraffic extends Traffic {
    private static final int ETHERNET = 14;
    private static final int IPV4_HEADER = 20;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV4_ADDRESSES = 12;
    private static final int IPV6_HEADER = 40;
    private static final int IPV6_PROTOCOL = 6;
    private static final int IPV6_ADDRESSES = 8;
    private static final int FRAGMENT_BITS = 6;
    private static final int SEQUENCE = 4;
    private static final int ACKNOWLEDGMENT = 8;
    private static final int TCP_HEADER = 20;

    /** A frame, and what its sequence and acknowledgment number grow by from round to round; {@code tcp} is where its TCP header is, or 0. */
    private record Sent(ByteBuffer frame, int tcp, int sequenceStep, int acknowledgmentStep) {}

    private final List<TimedFrame> told = new ArrayList<>();
    private final List<Sent> opening = new ArrayList<>();
    private final List<Sent> round = new ArrayList<>();

    @Override
    protected void emit(TimedFrame frame) {
        told.add(frame);
    }

    /** What was told so far is the opening; what {@code traffic} now tells is the round, to which others may be added. */
    void repeat(Consumer<Traffic> traffic) {
        told.forEach(frame -> opening.add(new Sent(ByteBuffer.wrap(frame.bytes()), 0, 0, 0)));
        told.clear();
        traffic.accept(this);
        Map<String, Integer> carried = new HashMap<>();
        for (TimedFrame frame : told) {
            carried.merge(ends(frame.bytes(), false), payload(frame.bytes()), Integer::sum);
        }
        for (TimedFrame frame : told) {
            byte[] bytes = frame.bytes();
            int sequence = carried.getOrDefault(ends(bytes, false), 0);
            int acknowledgment = carried.getOrDefault(ends(bytes, true), 0);
            round.add(new Sent(ByteBuffer.wrap(bytes), tcp(bytes), sequence, acknowledgment));
        }
        told.clear();
    }

    /** Returns how many frames a round has. */
    int size() {
        return round.size();
    }

    int sendOpening(PacketSink sink, long nanos) {
        for (int i = 0; i < opening.size(); i++) {
            send(opening.get(i), sink, nanos + i);
        }
        return opening.size();
    }

    /** Sends the round once, each frame {@code gap} nanoseconds after the one before. */
    void sendRound(PacketSink sink, long nanos, long gap) {
        for (int i = 0; i < round.size(); i++) {
            Sent sent = round.get(i);
            send(sent, sink, nanos + i * gap);
            if (sent.tcp != 0) {
                step(sent.frame, sent.tcp + SEQUENCE, sent.sequenceStep);
                step(sent.frame, sent.tcp + ACKNOWLEDGMENT, sent.acknowledgmentStep);
            }
        }
    }

    private static void send(Sent sent, PacketSink sink, long nanos) {
        byte[] bytes = sent.frame.array();
        sink.onFrame(nanos, LinkType.ETHERNET, bytes, 0, bytes.length, bytes.length, 0);
    }

    private static void step(ByteBuffer frame, int at, int by) {
        frame.putInt(at, frame.getInt(at) + by);
    }

    /** Returns where the TCP header of a frame begins, or 0 if it has none. */
    private static int tcp(byte[] frame) {
        boolean four = frame[ETHERNET] >> 4 == 4;
        boolean ip =
                frame[ETHERNET - 2] == (byte) (four ? 0x08 : 0x86) && frame[ETHERNET - 1] == (byte) (four ? 0 : 0xDD);
        boolean tcp = ip && frame[ETHERNET + (four ? IPV4_PROTOCOL : IPV6_PROTOCOL)] == IpProtocol.TCP;
        boolean whole = !four || frame[ETHERNET + FRAGMENT_BITS] == 0;
        return tcp && whole ? ETHERNET + (four ? IPV4_HEADER : IPV6_HEADER) : 0;
    }

    private static int payload(byte[] frame) {
        return tcp(frame) == 0 ? 0 : frame.length - tcp(frame) - TCP_HEADER;
    }

    /** Returns addresses and ports of a TCP segment as they stand there, or the other way round; of anything else nothing. */
    private static String ends(byte[] frame, boolean reversed) {
        int tcp = tcp(frame);
        if (tcp == 0) {
            return "";
        }
        boolean four = tcp == ETHERNET + IPV4_HEADER;
        int address = four ? Integer.BYTES : 2 * Long.BYTES;
        int addresses = ETHERNET + (four ? IPV4_ADDRESSES : IPV6_ADDRESSES);
        String source = hex(frame, addresses, address) + hex(frame, tcp, Short.BYTES);
        String destination = hex(frame, addresses + address, address) + hex(frame, tcp + Short.BYTES, Short.BYTES);
        return reversed ? destination + source : source + destination;
    }

    private static String hex(byte[] frame, int from, int length) {
        return HexFormat.of().formatHex(frame, from, from + length);
    }
}
