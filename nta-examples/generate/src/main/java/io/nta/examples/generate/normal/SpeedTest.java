package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Somebody measures the line: as much as it bears, down and then up, over several connections. */
public final class SpeedTest implements Scenario {
    @Override
    public String name() {
        return "speed_test";
    }

    @Override
    public String description() {
        return "a line is measured: several connections at full speed, down and up, after a few pings";
    }

    private static final double MOST_MEGABYTES = 60;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int streams = parameters.count("streams", 1, 16);
        double megabits = parameters.logUniform("megabits", 5, 400);
        double gap = parameters.logUniform("seconds_between", 40, 200);
        double loss = parameters.chance("lossy", 0.3) ? parameters.logUniform("loss", 0.0002, 0.005) : 0;
        boolean ipv6 = parameters.chance("ipv6", 0.3);
        Host server = stage.population().popularRemote(stage.random());
        double megabytes = Math.min(MOST_MEGABYTES, megabits * 8 / 8) / streams;
        stage.label(stage.subject().address(), server.address());
        stage.repeatFrom(stage.start() + Clock.SECOND, stage.steady(gap, 0.5), () -> {
            SmallTalk.lookUpHost(stage, stage.subject(), server.name(), server, ipv6);
            for (int i = 0; i < 2 * streams; i++) {
                boolean up = i >= streams;
                stage.clock()
                        .after(
                                (up ? 12 : 1) * Clock.SECOND,
                                () -> stream(stage, server, up, megabits / streams, megabytes, loss, ipv6));
            }
        });
    }

    private static void stream(
            Stage stage, Host server, boolean up, double megabits, double megabytes, double loss, boolean ipv6) {
        Payload bulk =
                TlsMessages.records((int) (megabytes * 1e6), stage.random().nextInt());
        Payload word = SmallTalk.noise(stage.random(), 200);
        Script.Written talk = Script.written()
                .client(up ? bulk : word, Clock.MILLI)
                .server(up ? word : bulk, Clock.MILLI)
                .close(Clock.MILLI);
        stage.call(stage.subject(), server, 8080)
                .ipv6(ipv6)
                .narrowed((long) (megabits * 1e6))
                .losing(loss)
                .saying(talk)
                .open();
    }
}
