package io.nta.examples.server.testkit;

import io.nta.examples.generate.Generator;
import io.nta.examples.generate.Scenarios;
import io.nta.examples.generate.Settings;
import io.nta.packet.DecoderConfig;
import io.nta.packet.LinkType;
import io.nta.packet.PacketDecoder;
import io.nta.packet.PacketRecord;
import io.nta.packet.PacketView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Generated traffic of a whole network, with attacks, as an agent sends it. */
public final class GeneratedPackets {
    private GeneratedPackets() {}

    /** Returns up to {@code count} packets of a scenario in order of time; the same for the same seed. */
    public static List<PacketRecord> of(String scenario, long seed, int count) {
        List<PacketRecord> packets = new ArrayList<>();
        PacketDecoder decoder = new PacketDecoder(DecoderConfig.defaults());
        PacketView view = new PacketView();
        Settings settings = Settings.of(seed, Duration.ofMinutes(10)).limitedTo(count);
        try {
            Generator.play(Scenarios.named(scenario), settings, (time, bytes, length) -> {
                if (decoder.decode(time, LinkType.ETHERNET, bytes, 0, length, length, 0, view)) {
                    packets.add(PacketRecord.of(view, null, LinkType.ETHERNET));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }

    /** Returns the first packets and, an hour less a minute later, the second. */
    public static List<PacketRecord> followedBy(List<PacketRecord> first, List<PacketRecord> second) {
        long end = first.get(first.size() - 1).timestampNanos();
        long shift = end + Duration.ofMinutes(59).toNanos() - second.get(0).timestampNanos();
        List<PacketRecord> all = new ArrayList<>(first);
        second.forEach(packet -> all.add(packet.movedBy(shift)));
        return all;
    }

    /** Returns packets with pauses between them: one after each run of that many. */
    public static List<PacketRecord> withPauses(List<PacketRecord> packets, int run, Duration pause) {
        List<PacketRecord> moved = new ArrayList<>();
        for (PacketRecord packet : packets) {
            moved.add(packet.movedBy(moved.size() / run * pause.toNanos()));
        }
        return moved;
    }
}
