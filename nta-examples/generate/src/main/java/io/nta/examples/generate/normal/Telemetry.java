package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.Set;

/** Devices report without being asked, by datagrams that nobody answers; to a collector that is perhaps down. */
public final class Telemetry implements Scenario {
    /**
     * NetFlow, sFlow and IPFIX: an exporter keeps its socket, since what it sends can be read only by the templates and counters of that session (RFC 7011, 8 and
     * 10.3). Others may be short-lived, as loggers of scripts are, with a socket for each report.
     */
    private static final Set<Integer> FLOW_EXPORT = Set.of(2055, 6343, 4739);

    @Override
    public String name() {
        return "telemetry";
    }

    @Override
    public String description() {
        return "devices and daemons that report: syslog, statsd, NTP, MQTT; some to nobody";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double rate = parameters.logUniform("rate", 0.2, 150);
        int port = parameters.choice("port", 514, 8125, 2055, 6343, 4739, 162);
        boolean refused = parameters.chance("collector_down", 0.2);
        int bytes = parameters.count("bytes", 30, 1300);
        boolean ownPortFixed = parameters.chance("own_port_fixed", FLOW_EXPORT.contains(port) ? 1 : 0.8);
        double clock = parameters.logUniform("seconds_between_clocks", 16, 200);
        Host collector = stage.otherLocal();
        stage.label(stage.subject().address(), collector.address());
        int fixedPort = stage.subject().nextPort();
        stage.repeat(stage.arrivals(rate), () -> {
            int own = ownPortFixed ? fixedPort : stage.subject().nextPort();
            Datagrams flow = stage.datagrams(stage.subject(), own, collector, port, false);
            int size = Math.max(20, stage.random().below(bytes));
            flow.send(SmallTalk.noise(stage.random(), size));
            if (refused && stage.random().chance(Math.min(1, 2 / rate))) {
                flow.refuse(size);
            }
        });
        stage.repeat(
                stage.arrivals(1 / clock),
                () -> SmallTalk.time(stage, stage.subject(), stage.population().popularRemote(stage.random()), false));
    }
}
