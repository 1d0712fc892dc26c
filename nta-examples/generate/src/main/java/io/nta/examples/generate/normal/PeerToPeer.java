package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** File sharing: questions to ever other nodes by UDP, connections to peers, many of whom are gone. */
public final class PeerToPeer implements Scenario {
    @Override
    public String name() {
        return "peer_to_peer";
    }

    @Override
    public String description() {
        return "file sharing: a DHT over UDP and peers over TCP, of which many are gone";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        double asked = parameters.logUniform("nodes_per_second", 0.3, 15);
        double peers = parameters.logUniform("peers_per_second", 0.05, 2);
        double gone = parameters.uniform("gone_share", 0.2, 0.7);
        int port = parameters.choice("port", 6881, 51_413, 30_303);
        boolean portsOfTheirOwn = parameters.chance("ports_vary", 0.7);
        stage.label(stage.subject().address(), "");
        stage.repeat(stage.arrivals(asked), () -> {
            Randomness random = stage.random();
            Host node = stage.population().newRemote();
            int theirs = portsOfTheirOwn ? random.between(1025, 65_000) : port;
            Datagrams flow = stage.datagrams(stage.subject(), port, node, theirs, false);
            flow.send(question(random));
            if (!random.chance(gone)) {
                flow.answer(SmallTalk.noise(random, random.between(60, 500)), 5 * Clock.MILLI);
            }
        });
        stage.repeat(stage.arrivals(peers), () -> {
            Randomness random = stage.random();
            Host peer = stage.population().newRemote();
            ServerMood mood =
                    !random.chance(gone) ? ServerMood.ACCEPT : random.chance(0.6) ? ServerMood.DROP : ServerMood.REFUSE;
            Script.Written talk = Script.written()
                    .client(
                            new Bytes()
                                    .u8(19)
                                    .text("BitTorrent protocol")
                                    .random(random, 48)
                                    .payload(),
                            Clock.MILLI)
                    .server(
                            new Bytes()
                                    .u8(19)
                                    .text("BitTorrent protocol")
                                    .random(random, 48)
                                    .payload(),
                            Clock.MILLI);
            int pieces = random.below(20);
            for (int i = 0; i < pieces; i++) {
                talk.client(new Bytes().u32(13).u8(6).u32(i).u32(0).u32(16_384).payload(), 20 * Clock.MILLI);
                talk.server(
                        new Bytes()
                                .u32(16_393)
                                .u8(7)
                                .u32(i)
                                .u32(0)
                                .random(random, 16_384)
                                .payload(),
                        Clock.MILLI);
            }
            TcpLink link = stage.call(stage.subject(), peer, portsOfTheirOwn ? random.between(1025, 65_000) : port)
                    .meeting(mood)
                    .saying(talk.close(Clock.SECOND))
                    .open();
            if (mood == ServerMood.DROP) {
                stage.clock().after(5 * Clock.SECOND, () -> link.client().vanish());
            }
        });
    }

    private static Payload question(Randomness random) {
        return new Bytes()
                .text("d1:ad2:id20:")
                .random(random, 20)
                .text("6:target20:")
                .random(random, 20)
                .text("e1:q9:find_node1:t2:aa1:y1:qe")
                .payload();
    }
}
