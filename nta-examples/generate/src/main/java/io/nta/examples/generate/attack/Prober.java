package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.frame.FrameBuilder;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Path;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.normal.SmallTalk;
import io.nta.examples.generate.protocol.DnsMessages;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.IcmpMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.IpAddress;
import io.nta.packet.TcpFlags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        MAIMON(TcpFlags.FIN | TcpFlags.ACK),
        ACK(TcpFlags.ACK),
        UDP(0);

        private final int flags;

        Technique(int flags) {
            this.flags = flags;
        }
    }

    private static final List<Technique> OFTEN_SYN = List.of(
            Technique.SYN,
            Technique.SYN,
            Technique.SYN,
            Technique.SYN,
            Technique.CONNECT,
            Technique.CONNECT,
            Technique.FIN,
            Technique.NULL,
            Technique.XMAS,
            Technique.MAIMON,
            Technique.ACK,
            Technique.UDP,
            Technique.UDP);
    private static final int DNS = 53;
    private static final String VERSION = "version.bind";

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
    private final Set<Host> known = new HashSet<>();
    private final boolean asksForMacs;
    private final boolean asksForNames;
    private final boolean greets;
    private long nextRefusal;

    Prober(Stage stage, Host attacker, int decoyCount) {
        this.stage = stage;
        this.attacker = attacker;
        Parameters parameters = stage.parameters();
        technique = parameters.choice("technique", OFTEN_SYN);
        style = parameters.choice("style", RawPackets.Style.values());
        retries = parameters.choice("retries", 0, 1, 1, 2, 6);
        ownPortFixed = parameters.chance("own_port_fixed", 0.5);
        ipv6 = decoyCount == 0 && parameters.chance("ipv6", 0.2);
        asksForMacs = parameters.chance("asks_for_macs", 0.8);
        asksForNames = parameters.chance("asks_for_names", 0.25);
        greets = parameters.chance("greets_open_ports", 0.25);
        refusalGap = parameters.choice("refusal_gap_ms", 0, 1000, 50) * Clock.MILLI;
        udpBytes = parameters.choice("udp_bytes", 0, 0, 12, 48, 120);
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
        boolean neighbours = attacker.isLocal() && target.host().isLocal();
        if (known.add(target.host())) {
            meet(target, neighbours);
        }
        if (neighbours && target.absent() && asksForMacs) {
            return;
        }
        if (technique == Technique.CONNECT) {
            connect(target, port);
            return;
        }
        probe(attacker.at(ipv6), target, port, retries);
        for (Endpoint decoy : decoys) {
            probe(decoy, target, port, 0);
        }
    }

    /** Before the first probe: whose MAC is it, what is it called? Nobody tells where nobody is. */
    private void meet(ProbedHost target, boolean neighbours) {
        if (neighbours && asksForMacs && !ipv6) {
            SmallTalk.whoHas(stage, attacker, target.host(), false, !target.absent());
        }
        if (asksForNames && attacker.isLocal()) {
            SmallTalk.lookUpReverse(stage, attacker, target.host().four().address());
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
            datagram(from, to, own, port, seq);
        } else {
            int ack = (technique.flags & TcpFlags.ACK) == 0 ? 0 : seq ^ 0x55AA;
            RawPackets.tcp(stage.wire(), from, to, own, port, seq, ack, technique.flags, asked, 0);
        }
        long roundTrip = 2 * Path.between(attacker, target.host()).delayNanos();
        boolean answered = answer(from, target, port, own, seq, attacker.isLocal() ? roundTrip : 100 * Clock.MICRO);
        if (!answered && retriesLeft > 0) {
            stage.clock().after(Clock.SECOND + roundTrip, () -> probe(from, target, port, retriesLeft - 1));
        }
    }

    /** A name server is asked as nmap does; others get what they get. */
    private void datagram(Endpoint from, Endpoint to, int own, int port, int seq) {
        if (port == DNS) {
            Payload question =
                    DnsMessages.query(seq & 0xFFFF, VERSION, DnsMessages.TXT, 0).payload();
            RawPackets.udp(stage.wire(), from, to, own, port, question);
        } else {
            RawPackets.udp(stage.wire(), from, to, own, port, udpBytes, seq);
        }
    }

    private void answerDatagram(Endpoint host, Endpoint from, int port, int own, int seq) {
        if (port == DNS) {
            Payload answer = DnsMessages.answer(seq & 0xFFFF, VERSION, DnsMessages.TXT, 5, List.of(), 0)
                    .payload();
            RawPackets.udp(stage.wire(), host, from, port, own, answer);
        } else {
            RawPackets.udp(stage.wire(), host, from, port, own, 60, seq);
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
                    boolean acked = (technique.flags & TcpFlags.ACK) != 0;
                    int theirs = acked ? seq ^ 0x55AA : 0;
                    int flags = acked ? TcpFlags.RST : RST_ACK;
                    later(delay, () -> tcp(host, from, port, own, theirs, acked ? 0 : seq + flagBytes, flags));
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
                    if (greets && from.equals(attacker.at(ipv6))) {
                        later(2 * Clock.SECOND, () -> greet(target, port));
                    }
                } else if (technique == Technique.MAIMON || technique == Technique.ACK) {
                    later(delay, () -> tcp(host, from, port, own, seq ^ 0x55AA, 0, TcpFlags.RST));
                } else if (udp && stage.random().chance(0.3)) {
                    later(delay, () -> answerDatagram(host, from, port, own, seq));
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

    /** What runs there? It says so itself, or nothing. */
    private void greet(ProbedHost target, int port) {
        Script.Written talk = Script.written();
        if (stage.random().chance(0.5)) {
            talk.server(Payload.text("220 ready\r\n"), 20 * Clock.MILLI);
        } else {
            talk.client(Payload.text("GET / HTTP/1.0\r\n\r\n"), 5 * Clock.SECOND)
                    .server(HttpMessages.answer(200, 600, 1), 5 * Clock.MILLI);
        }
        stage.call(attacker, target.host(), port)
                .ipv6(ipv6)
                .saying(talk.close(Clock.MILLI))
                .open();
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
