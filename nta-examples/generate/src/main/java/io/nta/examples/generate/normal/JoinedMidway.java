package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** The capture begins when connections have long been open: nobody saw who opened them. */
public final class JoinedMidway implements Scenario {
    @Override
    public String name() {
        return "joined_midway";
    }

    @Override
    public String description() {
        return "connections that were open before the capture began: databases, shells, streams";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int connections = parameters.count("connections", 1, 60);
        double seconds = parameters.logUniform("seconds_between", 0.05, 20);
        int bytes = parameters.count("bytes", 20, 20_000);
        boolean inside = parameters.chance("inside", 0.6);
        double hidden = parameters.logUniform("hidden_seconds", 2, 20);
        int port = parameters.choice("port", List.of(22, 443, 5432, 3306, 1883, 445, 3389));
        Host server = stage.otherLocal();
        stage.label("", server.address());
        long seen = stage.start() + Stage.nanos(hidden);
        for (int i = 0; i < connections; i++) {
            Host client = inside ? stage.subject() : stage.population().newRemote();
            Randomness random = stage.random();
            boolean[] asked = {false};
            Script talk = () -> {
                asked[0] = !asked[0];
                Payload words = TlsMessages.records(1 + random.below(bytes), random.nextInt());
                return asked[0]
                        ? Turn.client(words, Stage.nanos(random.exponential(seconds)))
                        : Turn.server(words, 2 * Clock.MILLI);
            };
            stage.call(client, server, port).seenFrom(seen).saying(talk).open();
        }
    }
}
