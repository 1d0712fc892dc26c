package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Something goes wrong and all daemons log it: datagrams one way, thousands a second for some seconds, then few. */
public final class LogBursts implements Scenario {
    @Override
    public String name() {
        return "log_bursts";
    }

    @Override
    public String description() {
        return "syslog and flow records one way, with bursts up to 3 000 a second";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.5, 40);
        double burstRate = parameters.logUniform("burst_rate", 50, 3000);
        double seconds = parameters.logUniform("burst_seconds", 0.3, 6);
        double gap = parameters.logUniform("seconds_between_bursts", 10, 120);
        int senders = parameters.count("senders", 1, 10);
        int bytes = parameters.count("bytes", 80, 1300);
        int port = parameters.choice("port", 514, 12_201, 2055, 4739, 8125);
        Host collector = stage.otherLocal();
        stage.label("", collector.address());
        for (int i = 0; i < senders; i++) {
            Host sender = i == 0 ? stage.subject() : stage.otherLocal();
            int own = sender.nextPort();
            Datagrams flow = stage.datagrams(sender, own, collector, port, false);
            stage.repeat(stage.arrivals(rate), () -> say(stage, flow, bytes));
            stage.repeat(stage.arrivals(1 / gap), () -> {
                int count = (int) (burstRate / senders * seconds);
                for (int n = 0; n < count; n++) {
                    stage.clock().after(Stage.nanos(n * (double) senders / burstRate), () -> say(stage, flow, bytes));
                }
            });
        }
    }

    private static void say(Stage stage, Datagrams flow, int bytes) {
        int size = Math.max(40, bytes / 2 + stage.random().below(1 + bytes / 2));
        flow.send(new Bytes().text("<134>").random(stage.random(), size).payload());
    }
}
