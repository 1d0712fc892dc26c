package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A meeting in the browser: STUN finds a way (some ways lead nowhere), DTLS agrees on keys, then sound and pictures both ways. */
public final class WebMeeting implements Scenario {
    @Override
    public String name() {
        return "web_meeting";
    }

    @Override
    public String description() {
        return "STUN to several candidates, DTLS, then sound and pictures by SRTP both ways";
    }

    private static final int COOKIE = 0x2112_A442;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int candidates = parameters.count("candidates", 2, 16);
        double up = parameters.logUniform("packets_up", 30, 500);
        double down = parameters.logUniform("packets_down", 30, 1500);
        int bytes = parameters.count("bytes", 100, 1150);
        double dead = parameters.uniform("dead_candidates", 0.2, 0.9);
        boolean ipv6 = parameters.chance("ipv6", 0.3);
        Stage when = stage.sometime(40, 200);
        when.label(when.subject().address(), "");
        int own = when.subject().nextPort();
        Host relay = when.population().popularRemote(when.random());
        for (int i = 0; i < candidates; i++) {
            boolean answers = !when.random().chance(dead);
            Host other = when.random().chance(0.2)
                    ? when.otherLocal()
                    : when.population().newRemote();
            Datagrams way =
                    when.datagrams(when.subject(), own, other, when.random().between(1025, 65_000), ipv6);
            for (int again = 0; again < 6; again++) {
                when.clock().at(when.start() + (1L << again) * (50 * Clock.MILLI), () -> bind(when, way, answers));
            }
        }
        Datagrams flow = when.datagrams(when.subject(), own, relay, 3478, ipv6);
        when.repeatFrom(when.start(), when.steady(2.5, 0.4), () -> bind(when, flow, true));
        when.clock().at(when.start() + Clock.SECOND, () -> {
            flow.send(record(when.random(), 22, 170));
            flow.answer(record(when.random(), 22, 1100), Clock.MILLI);
            flow.send(record(when.random(), 22, 900));
        });
        when.repeatFrom(
                when.start() + 2 * Clock.SECOND,
                when.steady(1 / up, 0.4),
                () -> flow.send(media(when.random(), bytes)));
        when.repeatFrom(
                when.start() + 2 * Clock.SECOND,
                when.steady(1 / down, 0.4),
                () -> flow.push(media(when.random(), bytes)));
    }

    private static void bind(Stage stage, Datagrams way, boolean answered) {
        way.send(
                new Bytes().u16(1).u16(0).u32(COOKIE).random(stage.random(), 12).payload());
        if (answered) {
            way.answer(
                    new Bytes()
                            .u16(0x0101)
                            .u16(12)
                            .u32(COOKIE)
                            .random(stage.random(), 24)
                            .payload(),
                    Clock.MILLI);
        }
    }

    /** A record of DTLS 1.2. */
    private static Payload record(Randomness random, int type, int bytes) {
        return new Bytes()
                .u8(type)
                .u16(0xFEFD)
                .zeros(8)
                .u16(bytes)
                .random(random, bytes)
                .payload();
    }

    private static Payload media(Randomness random, int bytes) {
        return new Bytes()
                .u16(0x8060)
                .random(random, 10 + bytes - random.below(1 + bytes / 2))
                .payload();
    }
}
