package io.nta.examples.generate.normal;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.TcpFlags;

/** Somebody floods others in our hosts' names, and their answers come here. */
public final class Backscatter implements Scenario {
    @Override
    public String name() {
        return "backscatter";
    }

    @Override
    public String description() {
        return "answers to floods elsewhere that bear our address: SYN-ACKs, resets, unreachable";
    }

    private static final byte[] NO_OPTIONS = {};

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.3, 60);
        boolean resets = parameters.chance("resets", 0.4);
        boolean answered = parameters.chance("we_reset", 0.6);
        int port = parameters.choice("port", 80, 443, 53, 25);
        Host victim = stage.population().newRemote();
        stage.label("", "");
        stage.repeat(stage.arrivals(rate), () -> {
            Randomness random = stage.random();
            Host here = stage.random().chance(0.5) ? stage.subject() : stage.otherLocal();
            int own = random.between(1024, 65_000);
            int ack = random.nextInt();
            int flags = resets ? TcpFlags.RST | TcpFlags.ACK : TcpFlags.SYN | TcpFlags.ACK;
            tcp(stage, victim, here, port, own, random.nextInt(), ack, flags);
            if (answered && !resets) {
                stage.clock().after(80 * Clock.MICRO, () -> tcp(stage, here, victim, own, port, ack, 0, TcpFlags.RST));
            }
        });
    }

    private static void tcp(Stage stage, Host from, Host to, int sourcePort, int port, int seq, int ack, int flags) {
        stage.wire()
                .ip(from.four(), to.four(), FrameBuilder.TCP)
                .tcp(sourcePort, port, seq, ack, flags, 8192, NO_OPTIONS, 0);
        stage.wire().pass();
    }
}
