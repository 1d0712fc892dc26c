package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;
import java.util.List;

/** Datagrams that the subject never asked for: from a tool, or reflected by servers that were asked in its name. */
public final class UdpFlood implements Scenario {
    private static final List<Integer> REFLECTING_PORTS = List.of(53, 123, 389, 1900, 11_211, 19, 161);

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
        return "datagrams at 50 to 20 000 a second to one port or any, forged, reflected or not";
    }

    @Override
    public void play(Stage stage) {
        if (stage.parameters().chance("reflected", 0.25)) {
            reflect(stage);
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
        int port = parameters.choice("port", List.of(53, 80, 123, 443, 5060, 9987, 27_015, 33_333));
        int bytes = parameters.count("bytes", anyPort ? SMALLEST_TO_ANY_PORT : 1, 1400);
        boolean sameSize = parameters.chance("same_size", 0.6);
        double refusals = parameters.logUniform("refusals_per_second", 1, 1000);
        // Slower and to ever other ports, it would be a scan.
        FloodPace pace = FloodPace.of(stage, anyPort ? 400 : 50, 20_000);
        pace.stage().label(senders.label(), stage.subject().address());
        Refusals limit = new Refusals(stage, refusals);
        pace.run(() -> {
            Randomness random = stage.random();
            Endpoint from = senders.next();
            int own = ownPortFixed ? 40_000 : 1024 + random.below(64_000);
            int target = anyPort ? 1 + random.below(65_535) : port;
            int size = sameSize ? bytes : 1 + random.below(bytes);
            Endpoint victim = stage.subject().four();
            RawPackets.udp(stage.wire(), from, victim, own, target, size, random.nextInt());
            if (server == Server.REFUSES) {
                limit.refuse(from, own, target, size);
            } else if (server == Server.ANSWERS) {
                stage.clock()
                        .after(Clock.MILLI, () -> RawPackets.udp(stage.wire(), victim, from, target, own, size, size));
            }
        });
    }

    private static void reflect(Stage stage) {
        Parameters parameters = stage.parameters();
        int service = parameters.choice("service", REFLECTING_PORTS);
        int reflectors = parameters.count("reflectors", 2, 400);
        int bytes = parameters.count("bytes", 200, 1400);
        int first = Population.publicAddress(stage.random());
        boolean onePort = parameters.chance("one_port", 0.5);
        FloodPace pace = FloodPace.of(stage, 100, 20_000);
        pace.stage()
                .label(
                        "reflectors of forged requests (port " + service + ")",
                        stage.subject().address());
        Endpoint gateway = stage.population().gateway().four();
        pace.run(() -> {
            Randomness random = stage.random();
            int address = first + random.below(reflectors) * 0x0001_0203;
            Endpoint from = gateway.claiming(IpAddress.ofIpv4(address & 0x5FFF_FFFF | 0x2000_0000));
            int port = onePort ? 40_123 : 1024 + random.below(64_000);
            int size = bytes - random.below(1 + bytes / 4);
            RawPackets.udp(stage.wire(), from, stage.subject().four(), service, port, size, random.nextInt());
        });
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

        void refuse(Endpoint from, int own, int target, int bytes) {
            if (stage.clock().now() < next) {
                return;
            }
            next = stage.clock().now() + gap;
            Endpoint victim = stage.subject().four();
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
