package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A person reads pages over QUIC; where a firewall drops it, the browser goes back to TCP. */
public final class QuicBrowsing implements Scenario {
    @Override
    public String name() {
        return "quic_browsing";
    }

    @Override
    public String description() {
        return "pages over QUIC, many hosts for each; where it is blocked, TCP instead";
    }

    private static final int HTTPS = 443;
    private static final int INITIAL_BYTES = 1200;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double pageGap = parameters.logUniform("page_gap", 3, 40);
        int hostsPerPage = parameters.count("hosts_per_page", 1, 30);
        double packets = parameters.logUniform("packets_per_host", 5, 400);
        double blocked = parameters.choice("blocked_share", 0.0, 0.05, 1.0);
        boolean ipv6 = parameters.chance("ipv6", 0.4);
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(1 / pageGap), () -> {
            int hosts = 1 + stage.random().below(hostsPerPage);
            for (int i = 0; i < hosts; i++) {
                stage.clock()
                        .after(Stage.nanos(stage.random().between(0, 1.5)), () -> fetch(stage, packets, blocked, ipv6));
            }
        });
    }

    private static void fetch(Stage stage, double packets, double blocked, boolean ipv6) {
        Randomness random = stage.random();
        Host server = stage.population().popularRemote(random);
        if (random.chance(0.7)) {
            SmallTalk.lookUpHost(stage, stage.subject(), "www." + server.name(), server, ipv6);
        }
        Datagrams flow = stage.datagrams(stage.subject(), stage.subject().nextPort(), server, HTTPS, ipv6);
        flow.send(packet(random, 0xC0, INITIAL_BYTES));
        if (random.chance(blocked)) {
            stage.clock().after(Clock.SECOND, () -> flow.send(packet(random, 0xC0, INITIAL_BYTES)));
            WebScript talk = new WebScript(random, true, server.name(), "", 3, 10_000, 0.3, 0.03);
            stage.clock()
                    .after(
                            300 * Clock.MILLI,
                            () -> stage.call(stage.subject(), server, HTTPS)
                                    .ipv6(ipv6)
                                    .saying(talk)
                                    .open());
            return;
        }
        flow.answer(packet(random, 0xC0, INITIAL_BYTES), 5 * Clock.MILLI);
        flow.answer(packet(random, 0xE0, INITIAL_BYTES), 6 * Clock.MILLI);
        int count = (int) random.pareto(packets, 1.3, 3, 4000);
        for (int i = 0; i < count; i++) {
            boolean acks = i % 3 == 0;
            stage.clock().after(100 * Clock.MILLI + i * (random.between(80, 900) * Clock.MICRO), () -> {
                flow.push(packet(random, 0x40, INITIAL_BYTES + 50));
                if (acks) {
                    flow.send(packet(random, 0x40, random.between(28, 60)));
                }
            });
        }
    }

    private static Payload packet(Randomness random, int first, int bytes) {
        return new Bytes()
                .u8(first | random.below(16))
                .random(random, bytes - 1)
                .payload();
    }
}
