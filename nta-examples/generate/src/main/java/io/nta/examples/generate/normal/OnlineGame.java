package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Somebody plays: small datagrams both ways at the tick of the server. */
public final class OnlineGame implements Scenario {
    @Override
    public String name() {
        return "online_game";
    }

    @Override
    public String description() {
        return "a game: small datagrams both ways, 20 to 128 a second";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int up = parameters.count("ticks_up", 20, 128);
        int down = parameters.count("ticks_down", 20, 128);
        int bytes = parameters.count("bytes", 40, 500);
        int port = parameters.choice("port", 27_015, 3074, 7777, 30_120);
        Stage when = stage.sometime(60, 300);
        Host server = stage.population().popularRemote(stage.random());
        Datagrams flow = stage.datagrams(stage.subject(), stage.subject().nextPort(), server, port, false);
        when.label(stage.subject().address(), server.address());
        Randomness random = stage.random();
        when.repeatFrom(
                when.start(),
                when.steady(1.0 / up, 0.2),
                () -> flow.send(SmallTalk.noise(random, random.between(24, 24 + bytes / 3))));
        when.repeatFrom(
                when.start() + Clock.SECOND,
                when.steady(1.0 / down, 0.2),
                () -> flow.push(SmallTalk.noise(random, random.between(30, 30 + bytes))));
    }
}
