package io.nta.examples.cli.demo;

import io.nta.capture.PcapFileSource;
import io.nta.packet.DecoderConfig;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import io.nta.spi.PacketSource;
import io.nta.window.WindowSize;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;

/**
 * A capture as if it had just been taken.
 *
 * @param packets in its order
 * @param shift how much later they seem to be than they were: whole windows of every size, so that each packet lies where it lay within its windows
 */
public record DemoCapture(List<PacketRecord> packets, Duration shift) {
    private static final int POLL = 1_024;

    /** Copies the list. */
    public DemoCapture {
        packets = List.copyOf(packets);
    }

    /** Returns the time from the first packet to the last. */
    public Duration duration() {
        LongSummaryStatistics times =
                packets.stream().mapToLong(PacketRecord::timestampNanos).summaryStatistics();
        return packets.isEmpty() ? Duration.ZERO : Duration.ofNanos(times.getMax() - times.getMin());
    }

    /**
     * Reads a capture, which then seems to have ended within the three minutes before {@code now}.
     *
     * @throws IOException when it can't be read
     */
    public static DemoCapture read(InputStream stream, String name, Instant now) throws IOException {
        List<PacketRecord> packets = new ArrayList<>();
        PacketDecoder decoder = new PacketDecoder(DecoderConfig.defaults());
        PacketView view = new PacketView();
        try (PacketSource source = PcapFileSource.open(stream, name)) {
            int got;
            do {
                got = source.poll(
                        (time, linkType, buffer, offset, captured, wire, interfaceId) -> {
                            if (decoder.decode(time, linkType, buffer, offset, captured, wire, interfaceId, view)) {
                                packets.add(PacketRecord.of(view, null, linkType));
                            }
                        },
                        POLL);
            } while (got != PacketSource.END);
        }
        long longest = WindowSize.THREE_MINUTES.seconds();
        long last = packets.stream()
                .mapToLong(PacketRecord::timestampNanos)
                .max()
                .orElseThrow(() -> new IOException(name + " has no packets"));
        long seconds = Math.floorDiv(
                        now.getEpochSecond() - Instant.ofEpochSecond(0, last).getEpochSecond() - 1, longest)
                * longest;
        Duration shift = Duration.ofSeconds(seconds);
        return new DemoCapture(
                packets.stream().map(packet -> packet.movedBy(shift.toNanos())).toList(), shift);
    }
}
