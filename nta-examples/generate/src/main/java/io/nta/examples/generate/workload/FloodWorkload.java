package io.nta.examples.generate.workload;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.TcpFlags;

/** SYNs from as many forged sources as asked for, to one port: a packet each 30 µs by default. */
public final class FloodWorkload implements Scenario {
    private static final int USUAL_SOURCES = 500_000;
    private static final int USUAL_RATE = 33_333;
    private static final int PORT = 80;
    private static final int WINDOW = 64_240;
    private static final byte[] NO_OPTIONS = {};

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String label() {
        return "syn_flood";
    }

    @Override
    public String description() {
        return "workload: SYNs of 60 bytes from forged sources to one port";
    }

    @Override
    public Population population(Parameters parameters, Randomness random) {
        return new Population(random, 1, 1);
    }

    @Override
    public void play(Stage stage) {
        int sources = stage.parameters().setting("sources", USUAL_SOURCES);
        int rate = stage.parameters().setting("rate", USUAL_RATE);
        // A permutation of the sources' numbers, so that as many packets as sources bear all of them once, without a
        // table.
        Randomness secret = stage.random().fork("sources");
        SourceNumbers numbers = new SourceNumbers(sources, secret);
        stage.label("spoofed (random sources)", stage.subject().address());
        stage.repeatFrom(stage.start(), () -> 1.0 / rate, () -> send(stage, numbers));
    }

    private static void send(Stage stage, SourceNumbers numbers) {
        Randomness random = stage.random();
        Host target = stage.subject();
        long gateway = stage.population().gateway().mac();
        int to = (int) target.four().address().low();
        stage.wire()
                .ipv4(gateway, target.mac(), numbers.next(), to, 40 + random.below(24), FrameBuilder.TCP)
                .tcp(1024 + random.below(64_000), PORT, random.nextInt(), 0, TcpFlags.SYN, WINDOW, NO_OPTIONS, 0);
        stage.wire().pass();
    }
}
