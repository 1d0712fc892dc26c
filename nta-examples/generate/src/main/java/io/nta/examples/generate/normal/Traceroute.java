package io.nta.examples.generate.normal;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;

/** The way to hosts is looked up: packets that expire on it, and the routers' answers. */
public final class Traceroute implements Scenario {
    @Override
    public String name() {
        return "traceroute";
    }

    @Override
    public String description() {
        return "traceroute by UDP and ICMP, again and again to many targets";
    }

    private static final int FIRST_PORT = 33_434;
    private static final int TRIES = 3;
    private static final int BURST = 16;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double gap = parameters.logUniform("seconds_between", 3, 120);
        boolean udp = parameters.chance("udp", 0.6);
        double silent = parameters.uniform("silent_routers", 0, 0.5);
        boolean all = parameters.chance("all_at_once", 0.4);
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(1 / gap), () -> {
            Host target = stage.population().popularRemote(stage.random());
            int hops = stage.random().between(5, 20);
            for (int i = 0; i < hops * TRIES; i++) {
                int number = i;
                boolean last = i / TRIES == hops - 1;
                long delay = all ? i / BURST * (30 * Clock.MILLI) : i * (60 * Clock.MILLI);
                stage.clock().after(delay, () -> probe(stage, target, udp, number, last, silent));
            }
        });
    }

    private static void probe(Stage stage, Host target, boolean udp, int number, boolean last, double silent) {
        Randomness random = stage.random();
        Endpoint own = stage.subject().four();
        Endpoint from = new Endpoint(own.mac(), own.address(), 1 + number / TRIES);
        Endpoint router = target.four().claiming(IpAddress.ofIpv4(0x5BC0_0001 + number / TRIES * 0x100));
        int port = FIRST_PORT + number;
        int source = 40_000 + number;
        long roundTrip = 2 * target.distanceNanos() * (1 + number / TRIES) / 20 + Clock.MILLI;
        if (!udp) {
            IcmpMessages.echo(stage.wire(), from, target.four(), false, 777, number, 32);
            if (last) {
                stage.clock()
                        .after(
                                roundTrip,
                                () -> IcmpMessages.echo(stage.wire(), target.four(), own, true, 777, number, 32));
                return;
            }
        } else {
            FrameBuilder frame =
                    stage.wire().ip(from, target.four(), FrameBuilder.UDP).udp(source, port);
            frame.append(new byte[32], 0, 32);
            stage.wire().pass();
        }
        if (random.chance(silent)) {
            return;
        }
        IcmpMessages.Complaint error =
                last ? IcmpMessages.Complaint.PORT_UNREACHABLE : IcmpMessages.Complaint.TIME_EXCEEDED;
        Endpoint reporter = last ? target.four() : router;
        stage.clock().after(roundTrip, () -> {
            if (udp) {
                IcmpMessages.error(
                        stage.wire(), error, reporter, own, target.four(), FrameBuilder.UDP, source, port, 40 << 16, 0);
            } else {
                IcmpMessages.error(
                        stage.wire(),
                        error,
                        reporter,
                        own,
                        target.four(),
                        FrameBuilder.ICMP,
                        0x0800,
                        0,
                        777 << 16 | number,
                        0);
            }
        });
    }
}
