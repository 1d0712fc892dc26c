package io.nta.capture;

import io.nta.packet.LinkType;
import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a source gave until its end.
 *
 * @param failure what ended it, or null when the file did
 */
record Reading(List<Packet> packets, @Nullable IOException failure, SourceStats stats) {
    private static final int LIMIT = 3;

    /** A frame as the sink got it, with its bytes copied. */
    record Packet(long timestampNanos, LinkType linkType, List<Byte> frame, int wireLength, int interfaceId) {
        static Packet of(long timestampNanos, LinkType linkType, int interfaceId, byte... frame) {
            return new Packet(timestampNanos, linkType, boxed(frame), frame.length, interfaceId);
        }

        private static List<Byte> boxed(byte[] bytes) {
            List<Byte> boxed = new ArrayList<>(bytes.length);
            for (byte value : bytes) {
                boxed.add(value);
            }
            return boxed;
        }
    }

    static Reading of(CaptureWriter writer) {
        return of(writer.toBytes());
    }

    static Reading of(byte[] file) {
        return of(new ByteArrayInputStream(file));
    }

    static Reading of(InputStream stream) {
        try (PcapFileSource source = PcapFileSource.open(stream, "test.pcap")) {
            return of(source);
        } catch (IOException e) {
            return new Reading(List.of(), e, new SourceStats(0, 0, 0, 0));
        }
    }

    static Reading of(PcapFileSource source) {
        List<Packet> packets = new ArrayList<>();
        IOException failure = null;
        try {
            int polled;
            int before = 0;
            while ((polled = source.poll(
                            (time, type, buffer, offset, captured, wire, id) -> packets.add(new Packet(
                                    time,
                                    type,
                                    Packet.boxed(Arrays.copyOfRange(buffer, offset, offset + captured)),
                                    wire,
                                    id)),
                            LIMIT))
                    != PacketSource.END) {
                if (polled != packets.size() - before || polled > LIMIT) {
                    throw new AssertionError("poll said " + polled + " and handed over " + (packets.size() - before));
                }
                before = packets.size();
            }
        } catch (IOException e) {
            failure = e;
        }
        return new Reading(packets, failure, source.stats());
    }

    List<Long> times() {
        return packets.stream().map(Packet::timestampNanos).toList();
    }
}
