package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A service is ill: part of the attempts are refused, reset or never answered, and clients try again. */
public final class FlakyServer implements Scenario {
    @Override
    public String name() {
        return "flaky_server";
    }

    @Override
    public String description() {
        return "a server that refuses, resets, hangs or drops part of its clients' connections, and clients that try again";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int clients = parameters.count("clients", 1, 12);
        double gap = parameters.logUniform("seconds_between_tries", 0.5, 20);
        double ill = parameters.uniform("ill_share", 0.1, 1);
        ServerMood how = parameters.choice("how", ServerMood.REFUSE, ServerMood.DROP, ServerMood.ACCEPT);
        int port = parameters.choice("port", 443, 8080, 5432, 9092, 22);
        Host server = stage.otherLocal();
        stage.label("", server.address());
        for (int i = 0; i < clients; i++) {
            Host client = i == 0 ? stage.subject() : stage.otherLocal();
            stage.repeat(stage.steady(gap, 0.6), () -> attempt(stage, client, server, port, ill, how));
        }
    }

    private static void attempt(Stage stage, Host client, Host server, int port, double ill, ServerMood how) {
        Randomness random = stage.random();
        boolean fails = random.chance(ill);
        Script.Written talk = Script.written().client(TlsMessages.clientHello(random, server.name()), Clock.MILLI);
        if (fails) {
            Turn.Act act = random.chance(0.5) ? Turn.Act.RESET : Turn.Act.VANISH;
            talk.add(Turn.end(false, act, 30 * Clock.MILLI));
        } else {
            talk.server(TlsMessages.serverFlight(random, 3000), Clock.MILLI)
                    .client(TlsMessages.clientFinished(random), Clock.MILLI)
                    .client(TlsMessages.records(400, 1), Clock.MILLI)
                    .server(TlsMessages.records(random.between(100, 9000), 2), 20 * Clock.MILLI)
                    .close(Clock.MILLI);
        }
        TcpLink link = stage.call(client, server, port)
                .meeting(fails ? how : ServerMood.ACCEPT)
                .saying(talk)
                .open();
        if (fails && how == ServerMood.DROP) {
            stage.clock().after(10 * Clock.SECOND, () -> link.client().vanish());
        }
    }
}
