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

/** ICMP against the subject: echo requests, other types, errors, or the replies to requests that were sent in its name. */
public final class IcmpFlood implements Scenario {
    private static final int TIMESTAMP = 13;
    private static final int ADDRESS_MASK = 17;
    private static final int NODE_INFORMATION = 139;
    private static final int DNS = 53;

    private enum Kind {
        ECHO,
        TIMESTAMP,
        MASK,
        /** Port unreachable, about packets that were never sent: costly for firewalls (BlackNurse). */
        UNREACHABLE,
        /** Replies of a whole network that was pinged from a forged address. */
        REFLECTED
    }

    private enum Size {
        SAME,
        ANY,
        /** What ping, hping3 and nping send. */
        SMALL
    }

    @Override
    public String name() {
        return "icmp_flood";
    }

    @Override
    public String label() {
        return "icmp_flood";
    }

    @Override
    public String description() {
        return "echo requests, other ICMP and ICMPv6, errors at 20 to 30 000 a second, forged, reflected or not";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Senders senders = new Senders(stage);
        Kind kind = parameters.choice(
                "kind",
                Kind.ECHO,
                Kind.ECHO,
                Kind.ECHO,
                Kind.ECHO,
                Kind.TIMESTAMP,
                Kind.MASK,
                Kind.UNREACHABLE,
                Kind.REFLECTED);
        int bytes = parameters.count("bytes", 1, 1400);
        Size size = parameters.choice("size", Size.SAME, Size.SMALL, Size.ANY);
        int small = parameters.choice("small_bytes", 0, 0, 8, 32, 56);
        boolean oneIdentifier = parameters.chance("one_identifier", 0.6);
        double answered = parameters.choice("answered", 0.0, 0.2, 0.7, 1.0, 1.0);
        FloodPace pace = FloodPace.of(stage, 20, 30_000);
        String attackers = kind == Kind.REFLECTED ? "reflectors of forged requests" : senders.label();
        pace.stage().label(attackers, senders.victimLabel());
        int reflectors = Population.publicAddress(stage.random()) & 0xFFFF_FF00;
        int[] sequence = {0};
        pace.run(() -> {
            Randomness random = stage.random();
            int id = oneIdentifier ? 4711 : random.below(1 << 16);
            int rest = id << 16 | sequence[0]++ & 0xFFFF;
            int length = switch (size) {
                case SAME -> bytes;
                case SMALL -> small;
                case ANY -> random.below(bytes + 1);
            };
            Endpoint victim = senders.victim();
            Endpoint gateway = stage.population().gateway().at(senders.ipv6());
            Endpoint from = kind == Kind.REFLECTED ? reflector(gateway, reflectors, random.below(250)) : senders.next();
            send(stage, kind, from, victim, rest, length, random.chance(answered));
        });
    }

    private static Endpoint reflector(Endpoint gateway, int network, int number) {
        return gateway.address().isIpv4()
                ? gateway.claiming(IpAddress.ofIpv4(network + 1 + number))
                : gateway.claiming(new IpAddress(0x2A01_0000_0000_0000L | network & 0xFFFF_FFFFL, number));
    }

    private static void send(
            Stage stage, Kind kind, Endpoint from, Endpoint victim, int rest, int bytes, boolean answered) {
        boolean four = victim.address().isIpv4();
        int echo = four ? 8 : 128;
        int reply = four ? 0 : 129;
        switch (kind) {
            case REFLECTED -> IcmpMessages.message(stage.wire(), from, victim, reply, 0, rest, bytes);
            case TIMESTAMP -> {
                IcmpMessages.message(stage.wire(), from, victim, four ? TIMESTAMP : NODE_INFORMATION, 0, rest, 12);
                answer(stage, answered, victim, from, four ? TIMESTAMP + 1 : NODE_INFORMATION + 1, rest, 12);
            }
            case MASK -> IcmpMessages.message(stage.wire(), from, victim, four ? ADDRESS_MASK : echo, 0, rest, 4);
            case UNREACHABLE -> unreachable(stage, from, victim, rest);
            case ECHO -> {
                IcmpMessages.message(stage.wire(), from, victim, echo, 0, rest, bytes);
                answer(stage, answered, victim, from, reply, rest, bytes);
            }
        }
    }

    private static void answer(
            Stage stage, boolean answered, Endpoint victim, Endpoint to, int type, int rest, int bytes) {
        if (answered) {
            stage.clock()
                    .after(
                            50 * Clock.MICRO,
                            () -> IcmpMessages.message(stage.wire(), victim, to, type, 0, rest, bytes));
        }
    }

    private static void unreachable(Stage stage, Endpoint from, Endpoint victim, int rest) {
        List<Integer> ports = List.of(DNS, 123, 4500, 33_000 + (rest & 0xFFF));
        IcmpMessages.error(
                stage.wire(),
                IcmpMessages.Complaint.PORT_UNREACHABLE,
                from,
                victim,
                from,
                FrameBuilder.UDP,
                1024 + (rest & 0x7FFF),
                stage.random().pick(ports),
                40 << 16,
                0);
    }
}
