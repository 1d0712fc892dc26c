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

/** The subject talks to a server of its own in names and records, through the resolver or straight. */
public final class DnsTunnel implements Scenario {
    private static final int DNS = 53;
    private static final double SHORTEST = 60;
    private static final double LONGEST = 400;
    private static final double MOST_QUERIES = 40_000;

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
        return "data in DNS names and answers at 1 to 500 queries a second, of any encoding and type";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        boolean direct = parameters.chance("direct", 0.4);
        boolean tcp = parameters.chance("tcp", 0.1);
        double rate = parameters.logUniform("rate", 1, 500);
        double busy = parameters.uniform("busy_share", 0.3, 1);
        Stage when = stage.sometime(SHORTEST, Math.max(SHORTEST, Math.min(LONGEST, MOST_QUERIES / rate)));
        Host server = stage.population().newRemote();
        Host asked = direct ? server : stage.population().resolver();
        TunnelNames names = new TunnelNames(parameters, stage.random(), Population.domain(stage.random()));
        if (tcp) {
            stage.clock().at(when.start(), () -> stream(when, asked, names, rate));
        } else {
            when.repeatFrom(when.start(), when.steady(1 / rate, 0.6), () -> {
                if (stage.random().chance(busy)) {
                    ask(when, stage.subject(), asked, names);
                    if (!direct) {
                        ask(when, asked, server, names);
                    }
                }
            });
        }
        when.label(stage.subject().address(), asked.address());
        if (!direct && !tcp) {
            when.label(
                    "dns_tunnel",
                    when.start(),
                    when.end(),
                    asked.address(),
                    server.address(),
                    "resolver leg of the row above");
        }
    }

    private static void ask(Stage stage, Host client, Host server, TunnelNames names) {
        Randomness random = stage.random();
        int id = random.below(1 << 16);
        int type = names.type();
        String name = client == stage.subject() ? names.next() : names.last();
        Datagrams flow = stage.datagrams(client, client.nextPort(), server, DNS, false);
        flow.send(DnsMessages.query(id, name, type, names.ednsSize()).payload());
        List<Answer> answers = List.of(new Answer(type, 0, names.answer(type)));
        long thinking = Stage.nanos(random.logUniform(0.001, 0.08));
        if (random.chance(0.98)) {
            flow.answer(
                    DnsMessages.answer(id, name, type, DnsMessages.NO_ERROR, answers, names.ednsSize())
                            .payload(),
                    thinking);
        }
    }

    /** Over TCP: question and answer by turns, in one connection. */
    private static void stream(Stage stage, Host server, TunnelNames names, double rate) {
        boolean[] asked = {false};
        String[] name = {""};
        Script script = () -> {
            if (stage.isOver()) {
                return Turn.end(true, Turn.Act.CLOSE, 0);
            }
            asked[0] = !asked[0];
            int type = names.type();
            Payload message;
            if (asked[0]) {
                name[0] = names.next();
                message = DnsMessages.overTcp(DnsMessages.query(7, name[0], type, 0));
                return Turn.client(message, Stage.nanos(stage.random().exponential(1 / rate)));
            }
            List<Answer> answers = List.of(new Answer(type, 0, names.answer(type)));
            message = DnsMessages.overTcp(DnsMessages.answer(7, name[0], type, DnsMessages.NO_ERROR, answers, 0));
            return Turn.server(message, 5 * Clock.MILLI);
        };
        stage.call(stage.subject(), server, DNS).saying(script).open();
    }
}
