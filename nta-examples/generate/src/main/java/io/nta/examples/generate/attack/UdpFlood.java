package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** Datagrams that the subject never asked for: from a tool, or reflected by servers that were asked in its name. */
public final class UdpFlood implements Scenario {
    private static final int DNS = 53;
    private static final List<Integer> PORTS = List.of(DNS, DNS, 80, 123, 443, 1194, 5060, 9987, 27_015, 33_333);

    /** Smaller and to ever other ports, it would be a scan. */
    private static final int SMALLEST_TO_ANY_PORT = 64;

    private enum Server {
        /** Nobody listens: port unreachable, as often as its system lets it. */
        REFUSES,
        SILENT,
        /** A service answers each. */
        ANSWERS
    }

    @Override
    public String name() {
        return "udp_flood";
    }

    @Override
    public String label() {
        return "udp_flood";
    }

    @Override
    public String description() {
        return "datagrams at 40 to 30 000 a second to one port or any, forged, reflected (DNS, NTP, SSDP, memcached …) or not";
    }

    @Override
    public void play(Stage stage) {
        if (stage.parameters().chance("reflected", 0.25)) {
            Reflection.play(stage);
        } else {
            flood(stage);
        }
    }

    private static void flood(Stage stage) {
        Parameters parameters = stage.parameters();
        Senders senders = new Senders(stage);
        Server server = parameters.choice("server", Server.values());
        boolean anyPort = parameters.chance("any_port", 0.4);
        boolean ownPortFixed = parameters.chance("own_port_fixed", 0.4);
        int port = parameters.choice("port", PORTS);
        boolean questions = parameters.chance("dns_questions", 0.6) && port == DNS && !anyPort;
        int bytes = parameters.count("bytes", anyPort ? SMALLEST_TO_ANY_PORT : 1, 1400);
        boolean sameSize = parameters.chance("same_size", 0.6);
        boolean empty = parameters.chance("empty", 0.1) && !anyPort;
        double refusals = parameters.logUniform("refusals_per_second", 1, 1000);
        String zone = Population.domain(stage.random());
        FloodPace pace = FloodPace.of(stage, slowest(senders, anyPort, ownPortFixed), 30_000);
        pace.stage().label(senders.label(), senders.victimLabel());
        Refusals limit = new Refusals(stage, refusals);
        pace.run(() -> {
            Randomness random = stage.random();
            Endpoint from = senders.next();
            Endpoint victim = senders.victim();
            int own = ownPortFixed ? 40_000 : 1024 + random.below(64_000);
            int target = anyPort ? 1 + random.below(65_535) : port;
            int size = empty ? 0 : sameSize ? bytes : random.below(bytes + 1);
            if (questions) {
                ask(stage, from, victim, own, random.word(random.between(4, 12)) + '.' + zone, server);
                return;
            }
            RawPackets.udp(stage.wire(), from, victim, own, target, size, random.nextInt());
            if (server == Server.REFUSES) {
                limit.refuse(from, victim, own, target, size);
            } else if (server == Server.ANSWERS) {
                stage.clock()
                        .after(Clock.MILLI, () -> RawPackets.udp(stage.wire(), victim, from, target, own, size, size));
            }
        });
    }

    /** Slower, one socket's datagrams would be telemetry, and those to ever other ports a scan. */
    private static double slowest(Senders senders, boolean anyPort, boolean ownPortFixed) {
        if (anyPort || ownPortFixed && !senders.areMany()) {
            return 400;
        }
        return 40;
    }

    /** A question for a name that doesn't exist, of a server that may be in charge of it. */
    private static void ask(Stage stage, Endpoint from, Endpoint victim, int own, String name, Server server) {
        int id = stage.random().below(1 << 16);
        Payload question = DnsMessages.query(id, name, DnsMessages.A, 0).payload();
        RawPackets.udp(stage.wire(), from, victim, own, DNS, question);
        if (server == Server.ANSWERS) {
            Payload answer = DnsMessages.answer(id, name, DnsMessages.A, DnsMessages.NXDOMAIN, List.of(), 0)
                    .payload();
            stage.clock().after(Clock.MILLI, () -> RawPackets.udp(stage.wire(), victim, from, DNS, own, answer));
        }
    }

    /** How often a system refuses: a bucket of tokens, as Linux's icmp_ratelimit. */
    private static final class Refusals {
        private final Stage stage;
        private final long gap;
        private long next;

        Refusals(Stage stage, double perSecond) {
            this.stage = stage;
            this.gap = Stage.nanos(1 / perSecond);
        }

        void refuse(Endpoint from, Endpoint victim, int own, int target, int bytes) {
            if (stage.clock().now() < next) {
                return;
            }
            next = stage.clock().now() + gap;
            stage.clock()
                    .after(
                            60 * Clock.MICRO,
                            () -> IcmpMessages.error(
                                    stage.wire(),
                                    IcmpMessages.Complaint.PORT_UNREACHABLE,
                                    victim,
                                    from,
                                    victim,
                                    FrameBuilder.UDP,
                                    own,
                                    target,
                                    bytes + 8 << 16,
                                    0));
        }
    }
}
