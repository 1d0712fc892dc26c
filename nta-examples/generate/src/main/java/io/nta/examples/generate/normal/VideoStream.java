package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A host watches video over QUIC: a steady stream (live) or a chunk every few seconds. */
public final class VideoStream implements Scenario {
    @Override
    public String name() {
        return "video_stream";
    }

    @Override
    public String description() {
        return "video over QUIC at up to 25 Mbit/s, in chunks or steadily";
    }

    private static final int PACKET_BYTES = 1_250;
    private static final int BITS = 8;
    private static final double MOST_PACKETS = 60_000;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double megabits = parameters.logUniform("megabits", 0.5, 25);
        double chunkSeconds = parameters.choice("chunk_seconds", 0.04, 2.0, 5.0, 10.0);
        int acksPer = parameters.count("packets_per_answer", 2, 12);
        boolean ipv6 = parameters.chance("ipv6", 0.3);
        boolean upload = parameters.chance("upload", 0.2);
        double rate = megabits * 1_000_000 / BITS / PACKET_BYTES;
        Stage when = stage.sometime(30, Math.max(30, Math.min(400, MOST_PACKETS / rate)));
        Host server = stage.population().popularRemote(stage.random());
        Datagrams flow = stage.datagrams(stage.subject(), stage.subject().nextPort(), server, 443, ipv6);
        when.label(stage.subject().address(), server.address());
        int perChunk = Math.max(1, (int) (rate * chunkSeconds));
        when.repeatFrom(when.start(), when.steady(chunkSeconds, 0.1), () -> {
            for (int i = 0; i < perChunk; i++) {
                boolean answered = i % acksPer == 0;
                // Chunks come at three times the rate that they are watched at.
                stage.clock().after(Stage.nanos(i / rate / 3), () -> packet(stage, flow, upload, answered));
            }
        });
    }

    private static void packet(Stage stage, Datagrams flow, boolean upload, boolean answered) {
        Randomness random = stage.random();
        Payload large = new Bytes()
                .u8(0x40 | random.below(32))
                .random(random, PACKET_BYTES - 1)
                .payload();
        Payload small = new Bytes()
                .u8(0x40 | random.below(32))
                .random(random, random.between(25, 60))
                .payload();
        if (upload) {
            flow.send(large);
        } else {
            flow.push(large);
        }
        if (answered && upload) {
            flow.push(small);
        } else if (answered) {
            flow.send(small);
        }
    }
}
