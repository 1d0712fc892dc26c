package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A host sends its backup: long and fast, over a few connections. */
public final class Backup implements Scenario {
    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String description() {
        return "a long upload at full speed, perhaps over several connections";
    }

    private static final int CHUNK = 8_000_000;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int streams = parameters.count("streams", 1, 6);
        int megabytes = parameters.count("megabytes", 5, 80);
        double loss = parameters.chance("lossy", 0.3) ? parameters.logUniform("loss", 0.0002, 0.01) : 0;
        int port = parameters.choice("port", 873, 443, 9102, 10_000, 445);
        long speed = (long) (parameters.logUniform("megabits", 5, 200) * 1_000_000);
        boolean inside = parameters.chance("inside", 0.6);
        Host server = inside ? stage.otherLocal() : stage.population().popularRemote(stage.random());
        Stage when = stage.sometime(60, 600);
        when.label(when.subject().address(), server.address());
        for (int i = 0; i < streams; i++) {
            Script.Written talk = Script.written();
            long left = 1_000_000L * megabytes / streams;
            while (left > 0) {
                int part = (int) Math.min(CHUNK, left);
                talk.client(TlsMessages.records(part, stage.random().nextInt()), 5 * Clock.MILLI);
                talk.server(SmallTalk.noise(stage.random(), 40), Clock.MILLI);
                left -= part;
            }
            stage.clock()
                    .at(
                            when.start() + i * Clock.SECOND,
                            () -> stage.call(stage.subject(), server, port)
                                    .narrowed(speed)
                                    .losing(loss)
                                    .saying(talk.close(Clock.MILLI))
                                    .open());
        }
    }
}
