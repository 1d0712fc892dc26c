package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Everything that a host does goes through one flow of UDP: large datagrams both ways, at times one way only. */
public final class VpnTunnel implements Scenario {
    @Override
    public String name() {
        return "vpn_tunnel";
    }

    @Override
    public String description() {
        return "WireGuard, OpenVPN and IPsec over UDP: one flow, 5 to 2 000 datagrams a second";
    }

    private static final double MOST_PACKETS = 60_000;

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double up = parameters.logUniform("packets_up", 5, 2000);
        double down = parameters.logUniform("packets_down", 5, 2000);
        double large = parameters.uniform("large_share", 0.1, 0.95);
        boolean ipv6 = parameters.chance("ipv6", 0.3);
        int port = parameters.choice("port", 51_820, 1194, 4500, 443);
        Stage when = stage.sometime(30, Math.max(30, MOST_PACKETS / (up + down)));
        Host server = when.population().popularRemote(when.random());
        Datagrams flow = when.datagrams(
                when.subject(), port == 4500 ? port : when.subject().nextPort(), server, port, ipv6);
        when.label(when.subject().address(), server.address());
        when.repeatFrom(when.start(), when.arrivals(up), () -> flow.send(packet(when.random(), large)));
        when.repeatFrom(when.start(), when.arrivals(down), () -> flow.push(packet(when.random(), large)));
    }

    private static Payload packet(Randomness random, double large) {
        int bytes = random.chance(large) ? 1280 + 16 * random.below(8) : 80 + 16 * random.below(30);
        return new Bytes().u32(0x0400_0000).random(random, bytes).payload();
    }
}
