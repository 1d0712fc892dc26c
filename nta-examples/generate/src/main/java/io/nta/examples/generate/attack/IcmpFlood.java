package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;

/** ICMP against the subject: echo requests, other types, or the replies to requests that were sent in its name. */
public final class IcmpFlood implements Scenario {
    private static final int TIMESTAMP = 13;
    private static final int ADDRESS_MASK = 17;

    private enum Kind {
        ECHO,
        ECHO_AGAIN,
        TIMESTAMP,
        MASK,
        /** Replies of a whole network that was pinged from a forged address. */
        REFLECTED
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
        return "echo requests and other ICMP at 50 to 20 000 a second, forged, reflected or not";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Senders senders = new Senders(stage);
        Kind kind = parameters.choice("kind", Kind.values());
        int bytes = parameters.count("bytes", 1, 1400);
        boolean oneIdentifier = parameters.chance("one_identifier", 0.6);
        double answered = parameters.choice("answered", 0.0, 0.2, 1.0);
        FloodPace pace = FloodPace.of(stage, 50, 20_000);
        String attackers = kind == Kind.REFLECTED ? "reflectors of forged requests" : senders.label();
        pace.stage().label(attackers, stage.subject().address());
        int[] sequence = {0};
        pace.run(() -> {
            Randomness random = stage.random();
            int id = oneIdentifier ? 4711 : random.below(1 << 16);
            Endpoint from = kind == Kind.REFLECTED ? reflector(stage, random.below(250)) : senders.next();
            send(stage, from, kind, id << 16 | sequence[0]++ & 0xFFFF, bytes, random.chance(answered));
        });
    }

    private static Endpoint reflector(Stage stage, int number) {
        return stage.population().gateway().four().claiming(IpAddress.ofIpv4(0x5E10_2A01 + number));
    }

    private static void send(Stage stage, Endpoint from, Kind kind, int rest, int bytes, boolean answered) {
        Endpoint victim = stage.subject().four();
        switch (kind) {
            case REFLECTED -> IcmpMessages.message(stage.wire(), from, victim, 0, 0, rest, bytes);
            case TIMESTAMP -> IcmpMessages.message(stage.wire(), from, victim, TIMESTAMP, 0, rest, 12);
            case MASK -> IcmpMessages.message(stage.wire(), from, victim, ADDRESS_MASK, 0, rest, 4);
            case ECHO, ECHO_AGAIN -> {
                IcmpMessages.message(stage.wire(), from, victim, 8, 0, rest, bytes);
                if (answered) {
                    stage.clock()
                            .after(
                                    50 * Clock.MICRO,
                                    () -> IcmpMessages.message(stage.wire(), victim, from, 0, 0, rest, bytes));
                }
            }
        }
    }
}
