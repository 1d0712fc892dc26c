package io.nta.examples.generate.normal;

import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.TcpFlags;

/** A balancer asks its servers for a sign of life by half a handshake, and passes clients on to them. */
public final class LoadBalancer implements Scenario {
    @Override
    public String name() {
        return "load_balancer";
    }

    @Override
    public String description() {
        return "half-open health checks of many servers, some of them dead, and the clients that are passed on";
    }

    private static final byte[] NO_OPTIONS = {};
    private static final int MOST_SERVERS = 30;

    private enum Check {
        HALF_OPEN,
        CONNECT,
        REQUEST
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int servers = parameters.count("servers", 2, MOST_SERVERS);
        double period = parameters.logUniform("period", 0.5, 15);
        Check check = parameters.choice("check", Check.HALF_OPEN, Check.HALF_OPEN, Check.CONNECT, Check.REQUEST);
        double dead = parameters.choice("dead_share", 0.0, 0.1, 0.5);
        double clients = parameters.logUniform("clients_per_second", 0.2, 20);
        int port = parameters.choice("port", 80, 8080, 9000, 3306);
        stage.label(stage.subject().address(), "");
        for (int i = 0; i < servers; i++) {
            Host server = stage.otherLocal();
            ServerMood mood = !stage.random().chance(dead)
                    ? ServerMood.ACCEPT
                    : stage.random().chance(0.5) ? ServerMood.REFUSE : ServerMood.DROP;
            stage.repeat(stage.steady(period, 0.05), () -> check(stage, server, port, check, mood));
            if (mood == ServerMood.ACCEPT) {
                stage.repeat(stage.arrivals(clients / servers), () -> {
                    WebScript talk = new WebScript(stage.random(), false, "app", "balancer", 1, 4000, 0.001, 0.02);
                    stage.call(stage.subject(), server, port).saying(talk).open();
                });
            }
        }
    }

    private static void check(Stage stage, Host server, int port, Check check, ServerMood mood) {
        if (check == Check.HALF_OPEN) {
            halfOpen(stage, server, port, mood);
            return;
        }
        Script.Written talk = Script.written();
        if (check == Check.REQUEST) {
            talk.client(HttpMessages.get("app", "/health", "check"), Clock.MILLI)
                    .server(HttpMessages.answer(200, 2, 0), 2 * Clock.MILLI);
        }
        TcpLink link = stage.call(stage.subject(), server, port)
                .meeting(mood)
                .saying(talk.close(Clock.MILLI))
                .open();
        if (mood == ServerMood.DROP) {
            stage.clock().after(2 * Clock.SECOND, () -> link.client().vanish());
        }
    }

    private static void halfOpen(Stage stage, Host server, int port, ServerMood mood) {
        Host own = stage.subject();
        int from = own.nextPort();
        int seq = stage.random().nextInt();
        int theirs = stage.random().nextInt();
        tcp(stage, own, server, from, port, seq, 0, TcpFlags.SYN);
        if (mood == ServerMood.REFUSE) {
            stage.clock()
                    .after(
                            200 * Clock.MICRO,
                            () -> tcp(stage, server, own, port, from, 0, seq + 1, TcpFlags.RST | TcpFlags.ACK));
        } else if (mood == ServerMood.ACCEPT) {
            stage.clock()
                    .after(
                            200 * Clock.MICRO,
                            () -> tcp(stage, server, own, port, from, theirs, seq + 1, TcpFlags.SYN | TcpFlags.ACK));
            stage.clock().after(300 * Clock.MICRO, () -> tcp(stage, own, server, from, port, seq + 1, 0, TcpFlags.RST));
        }
    }

    private static void tcp(Stage stage, Host from, Host to, int sourcePort, int port, int seq, int ack, int flags) {
        stage.wire()
                .ip(from.four(), to.four(), FrameBuilder.TCP)
                .tcp(sourcePort, port, seq, ack, flags, 8192, NO_OPTIONS, 0);
        stage.wire().pass();
    }
}
