package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.DnsMessages.Answer;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** The subject talks to a server of its own in names and records: straight, through the network's resolver or through a public one. */
public final class DnsTunnel implements Scenario {
    private static final int DNS = 53;
    private static final double SHORTEST = 60;
    private static final double LONGEST = 400;
    private static final double MOST_QUERIES = 40_000;

    private enum Way {
        DIRECT,
        RESOLVER,
        PUBLIC_RESOLVER
    }

    /** What comes back. */
    private enum Back {
        DATA,
        /** Always the same address. */
        ACKNOWLEDGEMENT,
        NO_SUCH_NAME,
        NOTHING
    }

    @Override
    public String name() {
        return "dns_tunnel";
    }

    @Override
    public String label() {
        return "dns_tunnel";
    }

    @Override
    public String description() {
        return "data in DNS names and answers at 0.5 to 800 queries a second, in the forms of known tools and others";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Way way = parameters.choice("way", Way.values());
        boolean tcp = parameters.chance("tcp", 0.08);
        double rate = parameters.logUniform("rate", 0.5, 800);
        Stage when = stage.sometime(SHORTEST, Math.max(SHORTEST, Math.min(LONGEST, MOST_QUERIES / rate)));
        stage.population().attacking(stage.subject());
        Host server = stage.population().newRemote();
        Host asked = switch (way) {
            case DIRECT -> server;
            case RESOLVER -> stage.population().resolver();
            case PUBLIC_RESOLVER -> stage.population().newRemote();
        };
        Tunnel tunnel = new Tunnel(when, asked, server, way == Way.RESOLVER);
        if (tcp) {
            stage.clock().at(when.start(), () -> tunnel.stream(rate));
        } else {
            tunnel.run(rate);
        }
        boolean ipv6 = tunnel.ipv6;
        when.label(
                stage.subject().at(ipv6).address().toString(),
                asked.at(ipv6).address().toString());
        if (way == Way.RESOLVER && !tcp) {
            when.label(
                    "dns_tunnel",
                    when.start(),
                    when.end(),
                    asked.address(),
                    server.address(),
                    "resolver leg of the row above");
        }
    }

    private static final class Tunnel {
        private static final double RETRIED = 0.01;

        private final Stage stage;
        private final Host asked;
        private final Host server;
        private final boolean passedOn;
        private final TunnelNames names;
        private final Back back;
        private final boolean oneSocket;
        private final boolean ipv6;
        private final double busy;
        private final int atOnce;
        private final int ownPort;

        Tunnel(Stage stage, Host asked, Host server, boolean passedOn) {
            this.stage = stage;
            this.asked = asked;
            this.server = server;
            this.passedOn = passedOn;
            Parameters parameters = stage.parameters();
            names = new TunnelNames(parameters, stage.random(), Population.domain(stage.random()));
            back = parameters.choice(
                    "back",
                    Back.DATA,
                    Back.DATA,
                    Back.DATA,
                    Back.DATA,
                    Back.DATA,
                    Back.ACKNOWLEDGEMENT,
                    Back.NO_SUCH_NAME,
                    Back.NOTHING);
            oneSocket = parameters.chance("one_socket", 0.5);
            ipv6 = parameters.chance("ipv6", 0.15);
            busy = parameters.uniform("busy_share", 0.2, 1);
            atOnce = parameters.choice("at_once", 1, 1, 1, 4, 16);
            ownPort = stage.subject().nextPort();
        }

        void run(double rate) {
            stage.repeatFrom(stage.start(), stage.steady(atOnce / rate, 0.6), () -> {
                if (!stage.random().chance(busy)) {
                    ask(names.idle());
                    return;
                }
                for (int i = 0; i < atOnce; i++) {
                    stage.clock().after(i * (Clock.MILLI / 2), () -> ask(names.next()));
                }
            });
        }

        private void ask(TunnelNames.Question question) {
            int own = oneSocket ? ownPort : stage.subject().nextPort();
            ask(stage.datagrams(stage.subject(), own, asked, DNS, ipv6), question);
            if (passedOn) {
                ask(stage.datagrams(asked, asked.nextPort(), server, DNS, false), question);
            }
        }

        private void ask(Datagrams flow, TunnelNames.Question question) {
            Randomness random = stage.random();
            int id = random.below(1 << 16);
            int edns = names.ednsSize();
            Payload asking = DnsMessages.query(id, question.name(), question.type(), edns)
                    .payload();
            flow.send(asking);
            if (random.chance(RETRIED)) {
                stage.clock().after(Clock.SECOND, () -> flow.send(asking));
            }
            if (back != Back.NOTHING && random.chance(0.98)) {
                flow.answer(answer(id, question), Stage.nanos(random.logUniform(0.001, 0.08)));
            }
        }

        private Payload answer(int id, TunnelNames.Question question) {
            int code = back == Back.NO_SUCH_NAME ? DnsMessages.NXDOMAIN : DnsMessages.NO_ERROR;
            List<Answer> answers = switch (back) {
                case DATA -> List.of(new Answer(question.type(), 0, names.answer(question)));
                case ACKNOWLEDGEMENT -> List.of(new Answer(DnsMessages.A, 60, new byte[] {10, 0, 0, 1}));
                default -> List.of();
            };
            return DnsMessages.answer(id, question.name(), question.type(), code, answers, names.ednsSize())
                    .payload();
        }

        /** Over TCP: question and answer by turns, in one connection. */
        void stream(double rate) {
            boolean[] asking = {false};
            TunnelNames.Question[] question = {names.next()};
            Script script = () -> {
                if (stage.isOver()) {
                    return Turn.end(true, Turn.Act.CLOSE, 0);
                }
                asking[0] = !asking[0];
                if (asking[0]) {
                    question[0] = names.next();
                    Payload message =
                            DnsMessages.overTcp(DnsMessages.query(7, question[0].name(), question[0].type(), 0));
                    return Turn.client(message, Stage.nanos(stage.random().exponential(1 / rate)));
                }
                int type = question[0].type();
                List<Answer> answers = List.of(new Answer(type, 0, names.answer(question[0])));
                Payload message = DnsMessages.overTcp(
                        DnsMessages.answer(7, question[0].name(), type, DnsMessages.NO_ERROR, answers, 0));
                return Turn.server(message, 5 * Clock.MILLI);
            };
            stage.call(stage.subject(), asked, DNS).ipv6(ipv6).saying(script).open();
        }
    }
}
