package io.nta.examples.generate.attack;

import io.nta.examples.generate.frame.Endpoint;
import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import io.nta.packet.TcpFlags;
import java.util.List;

/** Connection attempts that are never meant to succeed, against the subject. */
public final class SynFlood implements Scenario {
    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;

    private enum OwnPort {
        RANDOM,
        /** One after the other: hping3. */
        COUNTED,
        /** The same few again and again, before the target has forgotten them. */
        FEW
    }

    private enum Server {
        /** Answers each, and again while nobody completes the handshake. */
        ANSWERS,
        /** Answers as many as fit in its queue, then none. */
        OVERFLOWS,
        REFUSES,
        SILENT
    }

    @Override
    public String name() {
        return "syn_flood";
    }

    @Override
    public String label() {
        return "syn_flood";
    }

    @Override
    public String description() {
        return "SYNs at 12 to 30 000 a second, forged or not, answered (with cookies or not), refused or not, IPv4 or IPv6";
    }

    @Override
    public void play(Stage stage) {
        Senders senders = new Senders(stage);
        Parameters parameters = stage.parameters();
        Flood flood = new Flood(
                stage,
                senders,
                parameters.choice("server", Server.values()),
                parameters.choice("style", RawPackets.Style.values()),
                parameters.choice("ports", List.of("one", "one", "few", "any")),
                parameters.choice("port", List.of(80, 443, 22, 25, 8080, 3389, 53)),
                parameters.chance("payload", 0.15) ? parameters.count("payload_bytes", 20, 1200) : 0,
                parameters.choice("repeats", 0, 1, 3, 5),
                parameters.chance("attacker_resets", 0.5),
                parameters.count("backlog", 64, 4096),
                parameters.choice("own_port", OwnPort.values()));
        FloodPace pace = FloodPace.of(stage, 12, 30_000);
        pace.stage().label(senders.label(), senders.victimLabel());
        pace.run(flood::send);
    }

    private static final class Flood {
        private static final int FEW_PORTS = 5;

        private final Stage stage;
        private final Senders senders;
        private final Server server;
        private final RawPackets.Style style;
        private final String ports;
        private final int port;
        private final int payload;
        private final int repeats;
        private final boolean resets;
        private final int backlog;
        private final OwnPort ownPort;
        private int sent;
        private int answered;

        Flood(
                Stage stage,
                Senders senders,
                Server server,
                RawPackets.Style style,
                String ports,
                int port,
                int payload,
                int repeats,
                boolean resets,
                int backlog,
                OwnPort ownPort) {
            this.stage = stage;
            this.senders = senders;
            this.server = server;
            this.style = style;
            this.ports = ports;
            this.port = port;
            this.payload = payload;
            this.repeats = repeats;
            this.resets = resets;
            this.backlog = backlog;
            this.ownPort = ownPort;
        }

        void send() {
            Randomness random = stage.random();
            Endpoint attacker = senders.next();
            int sourcePort = switch (ownPort) {
                case RANDOM -> 1024 + random.below(64_000);
                case COUNTED -> 1024 + sent % 64_000;
                case FEW -> 1024 + random.below(16);
            };
            sent++;
            int target = switch (ports) {
                case "one" -> port;
                case "few" -> port + random.below(FEW_PORTS);
                default -> 1 + random.below(65_535);
            };
            int seq = random.nextInt();
            Endpoint victim = senders.victim();
            RawPackets.tcp(stage.wire(), attacker, victim, sourcePort, target, seq, 0, TcpFlags.SYN, style, payload);
            boolean full = server == Server.OVERFLOWS && answered >= backlog;
            if (server == Server.REFUSES) {
                stage.clock()
                        .after(
                                100 * Clock.MICRO,
                                () -> reply(attacker, target, sourcePort, 0, seq + 1 + payload, 0x14));
            } else if (server != Server.SILENT && !full) {
                answered++;
                answer(attacker, target, sourcePort, random.nextInt(), seq + 1, 0);
            }
        }

        /** Answers, and again after 1, 2, 4 … seconds, unless the attacker's system, which knows of nothing, resets. */
        private void answer(Endpoint attacker, int from, int to, int own, int ack, int again) {
            long delay = again == 0 ? 80 * Clock.MICRO : Clock.SECOND << again - 1;
            stage.clock().after(delay, () -> {
                reply(attacker, from, to, own, ack, SYN_ACK);
                if (resets && senders.areReal()) {
                    stage.clock().after(90 * Clock.MICRO, () -> {
                        answered--;
                        Endpoint victim = senders.victim();
                        RawPackets.tcp(
                                stage.wire(),
                                attacker,
                                victim,
                                to,
                                from,
                                ack,
                                0,
                                TcpFlags.RST,
                                RawPackets.Style.BARE,
                                0);
                    });
                } else if (again < repeats) {
                    answer(attacker, from, to, own, ack, again + 1);
                } else {
                    answered--;
                }
            });
        }

        private void reply(Endpoint attacker, int from, int to, int seq, int ack, int flags) {
            Endpoint victim = senders.victim();
            RawPackets.Style own = flags == SYN_ACK ? RawPackets.Style.MSS : RawPackets.Style.BARE;
            RawPackets.tcp(stage.wire(), victim, attacker, from, to, seq, ack, flags, own, 0);
        }
    }
}
