package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A telephone call: RTP of 20 ms both ways, and reports every five seconds. */
public final class VoiceCall implements Scenario {
    @Override
    public String name() {
        return "voice_call";
    }

    @Override
    public String description() {
        return "telephony: RTP both ways at 50 packets/s, or one way while somebody listens";
    }

    private static final int G711_BYTES = 160;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int calls = parameters.count("calls", 1, 8);
        boolean silence = parameters.chance("one_way", 0.25);
        int bytes = parameters.choice("bytes", G711_BYTES, 20, 80);
        boolean inside = parameters.chance("inside", 0.4);
        Stage when = stage.sometime(30, 200);
        when.label(stage.subject().address(), "");
        for (int i = 0; i < calls; i++) {
            Host other = inside ? stage.otherLocal() : stage.population().newRemote();
            int port = 10_000 + 2 * stage.random().below(10_000);
            Datagrams voice = stage.datagrams(stage.subject(), port, other, port + 2000, false);
            Datagrams reports = stage.datagrams(stage.subject(), port + 1, other, port + 2001, false);
            int source = stage.random().nextInt();
            int[] number = {0};
            long begin = when.start() + Stage.nanos(stage.random().between(0, 10));
            when.repeatFrom(begin, when.steady(0.02, 0.05), () -> {
                number[0]++;
                voice.send(packet(stage, bytes, number[0], source));
                if (!silence) {
                    voice.push(packet(stage, bytes, number[0], ~source));
                }
            });
            when.repeatFrom(begin, when.steady(5, 0.3), () -> {
                Bytes report = new Bytes().u16(0x80C8).u16(6).u32(source).random(stage.random(), 20);
                reports.send(report.payload());
                reports.push(report.payload());
            });
        }
    }

    private static Payload packet(Stage stage, int bytes, int number, int source) {
        Bytes header =
                new Bytes().u16(0x8000).u16(number).u32(number * G711_BYTES).u32(source);
        return header.random(stage.random(), bytes).payload();
    }
}
