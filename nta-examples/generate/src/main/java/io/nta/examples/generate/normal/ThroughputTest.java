package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** iperf by UDP: datagrams one way as fast as told, agreed on over a connection. */
public final class ThroughputTest implements Scenario {
    @Override
    public String name() {
        return "throughput_test";
    }

    @Override
    public String description() {
        return "iperf by UDP: 1 to 100 Mbit/s one way, with a connection that controls it";
    }

    private static final int PORT = 5201;
    private static final double MOST_PACKETS = 60_000;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double megabits = parameters.logUniform("megabits", 1, 100);
        int bytes = parameters.choice("bytes", 1448, 1448, 1200, 8 * 64, 172);
        boolean reverse = parameters.chance("reverse", 0.3);
        boolean inside = parameters.chance("inside", 0.7);
        boolean ipv6 = parameters.chance("ipv6", 0.2);
        double rate = megabits * 1e6 / 8 / bytes;
        Stage when = stage.sometime(10, Math.max(10, Math.min(120, MOST_PACKETS / rate)));
        Host server = inside ? stage.otherLocal() : stage.population().popularRemote(stage.random());
        when.label(
                when.subject().at(ipv6).address().toString(),
                server.at(ipv6).address().toString());
        when.clock().at(when.start(), () -> control(when, server, ipv6));
        Datagrams flow = when.datagrams(when.subject(), when.subject().nextPort(), server, PORT, ipv6);
        when.clock().at(when.start() + Clock.SECOND, () -> {
            flow.send(SmallTalk.noise(when.random(), 4));
            flow.answer(SmallTalk.noise(when.random(), 4), Clock.MILLI);
        });
        when.repeatFrom(when.start() + 2 * Clock.SECOND, when.steady(1 / rate, 0.05), () -> {
            Payload datagram = SmallTalk.noise(when.random(), bytes);
            if (reverse) {
                flow.push(datagram);
            } else {
                flow.send(datagram);
            }
        });
    }

    private static void control(Stage stage, Host server, boolean ipv6) {
        Randomness random = stage.random();
        Script.Written talk = Script.written()
                .client(SmallTalk.noise(random, 37), Clock.MILLI)
                .server(SmallTalk.noise(random, 1), Clock.MILLI)
                .client(SmallTalk.noise(random, 180), Clock.MILLI)
                .server(SmallTalk.noise(random, 3), Clock.MILLI)
                .client(SmallTalk.noise(random, 1), stage.end() - stage.start() - 2 * Clock.SECOND)
                .server(SmallTalk.noise(random, 400), Clock.MILLI);
        stage.call(stage.subject(), server, PORT)
                .ipv6(ipv6)
                .saying(talk.close(Clock.MILLI))
                .open();
    }
}
