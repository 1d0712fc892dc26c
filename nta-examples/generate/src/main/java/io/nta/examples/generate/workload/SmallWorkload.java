package io.nta.examples.generate.workload;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Content;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Small datagrams of many local hosts over few long flows: what costs most per byte. */
public final class SmallWorkload implements Scenario {
    private static final int USUAL_HOSTS = 1_000;
    private static final int USUAL_RATE = 33_333;
    private static final int SERVERS = 100;
    private static final int PAYLOAD = 22;
    private static final int FIRST_PORT = 40_000;
    private static final int PORTS_PER_HOST = 4;
    private static final int SERVICE = 5_000;

    @Override
    public String name() {
        return "small";
    }

    @Override
    public String description() {
        return "workload: datagrams of 64 bytes from 1 000 hosts in 16 000 flows";
    }

    @Override
    public Population population(Parameters parameters, Randomness random) {
        return new Population(random, parameters.setting("hosts", USUAL_HOSTS), SERVERS);
    }

    @Override
    public void play(Stage stage) {
        int rate = stage.parameters().setting("rate", USUAL_RATE);
        stage.label("", "");
        stage.repeatFrom(stage.start(), () -> 1.0 / rate, () -> send(stage));
    }

    private static void send(Stage stage) {
        Randomness random = stage.random();
        Host from = stage.population().anyLocal(random);
        int host = (int) from.four().address().low();
        int choice = random.below(PORTS_PER_HOST);
        Host to = stage.population().remotes().get((host * 7 + choice & 0x7FFF_FFFF) % SERVERS);
        FrameBuilder frame = stage.wire()
                .ip(from.four(), to.four(), FrameBuilder.UDP)
                .udp(FIRST_PORT + host % 16, SERVICE + random.below(PORTS_PER_HOST));
        Payload payload = Content.OPAQUE.of(PAYLOAD, random.nextInt());
        payload.copy(0, frame.bytes(), frame.length(), PAYLOAD);
        frame.grow(PAYLOAD);
        stage.wire().pass();
    }
}
