package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;
import io.nta.packet.TcpFlags;
import java.util.ArrayList;
import java.util.List;

/** Sends probes of one technique, and what comes back; with decoys, each probe also seems to come from others. */
final class Prober {
    private static final int RST_ACK = TcpFlags.RST | TcpFlags.ACK;

    /** How to ask a port. */
    enum Technique {
        SYN(TcpFlags.SYN),
        CONNECT(TcpFlags.SYN),
        FIN(TcpFlags.FIN),
        NULL(0),
        XMAS(TcpFlags.FIN | TcpFlags.PSH | TcpFlags.URG),
        UDP(0);

        private final int flags;

        Technique(int flags) {
            this.flags = flags;
        }
    }

    private final Stage stage;
    private final Host attacker;
    private final Technique technique;
    private final RawPackets.Style style;
    private final int retries;
    private final boolean ownPortFixed;
    private final boolean ipv6;
    private final long refusalGap;
    private final int udpBytes;
    private final List<Endpoint> decoys = new ArrayList<>();
    private long nextRefusal;

    Prober(Stage stage, Host attacker, int decoyCount) {
        this.stage = stage;
        this.attacker = attacker;
        Parameters parameters = stage.parameters();
        technique = parameters.choice("technique", Technique.values());
        style = parameters.choice("style", RawPackets.Style.values());
        retries = parameters.choice("retries", 0, 1, 1, 2);
        ownPortFixed = parameters.chance("own_port_fixed", 0.5);
        ipv6 = decoyCount == 0 && parameters.chance("ipv6", 0.1);
        refusalGap = parameters.choice("refusal_gap_ms", 0, 1000, 50) * Clock.MILLI;
        udpBytes = parameters.choice("udp_bytes", 0, 0, 12, 48);
        for (int i = 0; i < decoyCount && technique != Technique.CONNECT; i++) {
            int address = Population.publicAddress(stage.random());
            decoys.add(attacker.four().claiming(IpAddress.ofIpv4(address)));
        }
    }

    /** Returns the address that a host has in this scan. */
    String address(Host host) {
        return host.at(ipv6).address().toString();
    }

    void probe(ProbedHost target, int port) {
        if (technique == Technique.CONNECT) {
            connect(target, port);
            return;
        }
        probe(attacker.at(ipv6), target, port, retries);
        for (Endpoint decoy : decoys) {
            probe(decoy, target, port, 0);
        }
    }

    /** Connects as any client does, and leaves at once. */
    private void connect(ProbedHost target, int port) {
        Turn goodbye = Turn.end(true, Turn.Act.RESET, stage.random().below(2) * Clock.MILLI);
        ServerMood mood = target.mood(port);
        Script script = Script.written().add(goodbye);
        TcpLink link = stage.call(attacker, target.host(), port)
                .ipv6(ipv6)
                .meeting(mood)
                .saying(script)
                .open();
        if (mood == ServerMood.DROP) {
            // The tool doesn't wait as long as the system would.
            stage.clock()
                    .after(
                            (1 + 2L * retries) * Clock.SECOND,
                            () -> link.client().vanish());
        }
    }

    private void probe(Endpoint from, ProbedHost target, int port, int retriesLeft) {
        Randomness random = stage.random();
        int own = ownPortFixed ? 51_515 : 33_000 + random.below(30_000);
        int seq = random.nextInt();
        Endpoint to = target.host().at(ipv6);
        // Only a SYN has options.
        RawPackets.Style asked = technique == Technique.SYN ? style : RawPackets.Style.BARE;
        if (technique == Technique.UDP) {
            RawPackets.udp(stage.wire(), from, to, own, port, udpBytes, seq);
        } else {
            RawPackets.tcp(stage.wire(), from, to, own, port, seq, 0, technique.flags, asked, 0);
        }
        long roundTrip = 2 * Path.between(attacker, target.host()).delayNanos();
        boolean answered = answer(from, target, port, own, seq, attacker.isLocal() ? roundTrip : 100 * Clock.MICRO);
        if (!answered && retriesLeft > 0) {
            stage.clock().after(Clock.SECOND + roundTrip, () -> probe(from, target, port, retriesLeft - 1));
        }
    }

    private boolean answer(Endpoint from, ProbedHost target, int port, int own, int seq, long delay) {
        ServerMood mood = target.mood(port);
        Endpoint host = target.host().at(ipv6);
        boolean udp = technique == Technique.UDP;
        switch (mood) {
            case DROP -> {
                return false;
            }
            case PROHIBIT -> error(IcmpMessages.Complaint.PROHIBITED, from, host, port, own, seq, delay);
            case REFUSE -> {
                if (!udp) {
                    int flagBytes = (technique.flags & (TcpFlags.SYN | TcpFlags.FIN)) == 0 ? 0 : 1;
                    later(delay, () -> tcp(host, from, port, own, 0, seq + flagBytes, RST_ACK));
                } else if (stage.clock().now() >= nextRefusal) {
                    nextRefusal = stage.clock().now() + refusalGap;
                    error(IcmpMessages.Complaint.PORT_UNREACHABLE, from, host, port, own, seq, delay);
                } else {
                    return false;
                }
            }
            case ACCEPT -> {
                if (technique == Technique.SYN) {
                    synAck(host, from, port, own, seq, delay);
                } else if (udp && stage.random().chance(0.3)) {
                    later(delay, () -> RawPackets.udp(stage.wire(), host, from, port, own, 60, seq));
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    /** The port is open; the attacker's own system, which knows of no attempt, resets. */
    private void synAck(Endpoint host, Endpoint from, int port, int own, int seq, long delay) {
        int theirs = stage.random().nextInt();
        later(delay, () -> {
            tcp(host, from, port, own, theirs, seq + 1, TcpFlags.SYN | TcpFlags.ACK);
            later(50 * Clock.MICRO, () -> tcp(from, host, own, port, seq + 1, 0, TcpFlags.RST));
        });
    }

    private void tcp(Endpoint from, Endpoint to, int sourcePort, int port, int seq, int ack, int flags) {
        RawPackets.Style own = (flags & TcpFlags.SYN) != 0 ? RawPackets.Style.MSS : RawPackets.Style.BARE;
        RawPackets.tcp(stage.wire(), from, to, sourcePort, port, seq, ack, flags, own, 0);
    }

    private void error(
            IcmpMessages.Complaint error, Endpoint from, Endpoint host, int port, int own, int seq, long delay) {
        boolean udp = technique == Technique.UDP;
        int protocol = udp ? FrameBuilder.UDP : FrameBuilder.TCP;
        int third = udp ? udpBytes + 8 << 16 : seq;
        later(delay, () -> IcmpMessages.error(stage.wire(), error, host, from, host, protocol, own, port, third, 0));
    }

    private void later(long delay, Clock.Action action) {
        stage.clock().after(delay, action);
    }
}
