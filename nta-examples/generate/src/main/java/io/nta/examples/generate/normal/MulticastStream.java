package io.nta.examples.generate.normal;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;

/** Television or market data to a group: one way, steadily, to nobody in particular. */
public final class MulticastStream implements Scenario {
    @Override
    public String name() {
        return "multicast_stream";
    }

    @Override
    public String description() {
        return "streams to multicast groups, 50 to 1 500 datagrams a second one way";
    }

    private static final long GROUP_MAC = 0x0100_5E00_0000L;
    private static final int GROUP = 239 << 24;
    private static final double MOST_PACKETS = 60_000;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        int groups = parameters.count("groups", 1, 6);
        double rate = parameters.logUniform("rate", 50, 1500);
        int bytes = parameters.choice("bytes", 1316, 1316, 188, 600);
        int port = parameters.choice("port", 1234, 5004, 5500, 10_000);
        Stage when = stage.sometime(30, Math.max(30, MOST_PACKETS / rate));
        when.label(when.subject().address(), "");
        for (int i = 0; i < groups; i++) {
            int number = when.random().below(1 << 16) << 4 | i;
            Endpoint group = new Endpoint(GROUP_MAC | number & 0x7F_FFFF, IpAddress.ofIpv4(GROUP | number), 16);
            Path here = Path.between(when.subject(), when.subject());
            int own = when.subject().nextPort();
            Datagrams flow = new Datagrams(when.wire(), here, when.subject().four(), own, group, port);
            when.repeatFrom(
                    when.start(),
                    when.steady(groups / rate, 0.1),
                    () -> flow.send(SmallTalk.noise(when.random(), bytes)));
        }
    }
}
