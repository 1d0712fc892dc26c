package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** A service that others depend on is gone, and each of them tries again and again, with more patience each time or without. */
public final class DeadBackend implements Scenario {
    @Override
    public String name() {
        return "dead_backend";
    }

    @Override
    public String description() {
        return "clients that go on connecting to a service that is gone: refused, dropped or prohibited, with growing pauses or none";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int clients = parameters.count("clients", 1, 15);
        int pool = parameters.count("connections_of_each", 1, 10);
        double gap = parameters.logUniform("seconds_between_tries", 0.3, 10);
        boolean patient = parameters.chance("backs_off", 0.5);
        ServerMood how = parameters.choice("how", ServerMood.REFUSE, ServerMood.DROP, ServerMood.PROHIBIT);
        double timeout = parameters.logUniform("timeout", 0.5, 10);
        boolean ipv6 = parameters.chance("ipv6", 0.2);
        int port = parameters.choice("port", 5432, 6379, 9092, 443, 27_017, 5672);
        Host server = stage.otherLocal();
        stage.label("", server.at(ipv6).address().toString());
        for (int i = 0; i < clients * pool; i++) {
            Host client = i < pool ? stage.subject() : stage.otherLocal();
            if (client != server) {
                long begin = stage.start() + Stage.nanos(stage.random().between(0, 20));
                Retry retry = new Retry(stage, client, server, port, how, timeout, patient, ipv6);
                stage.clock().at(begin, () -> retry.attempt(gap));
            }
        }
    }

    private record Retry(
            Stage stage,
            Host client,
            Host server,
            int port,
            ServerMood how,
            double timeout,
            boolean patient,
            boolean ipv6) {
        private static final double LONGEST = 60;

        void attempt(double gap) {
            if (stage.isOver()) {
                return;
            }
            TcpLink link =
                    stage.call(client, server, port).ipv6(ipv6).meeting(how).open();
            if (how == ServerMood.DROP) {
                stage.clock().after(Stage.nanos(timeout), () -> link.client().vanish());
            }
            double next = patient ? Math.min(LONGEST, gap * 1.6) : gap;
            long pause = Stage.nanos(gap * stage.random().between(0.7, 1.3));
            stage.clock().after(pause + (how == ServerMood.DROP ? Stage.nanos(timeout) : 0), () -> attempt(next));
        }
    }
}
