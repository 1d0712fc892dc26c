package io.nta.examples.generate.workload;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Population;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.normal.SmallTalk;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Datagrams;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.SshCipher;
import io.nta.examples.generate.protocol.SshScript;
import io.nta.examples.generate.protocol.SshSoftware;
import io.nta.examples.generate.protocol.WebScript;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.List;

/** An office's day in ten minutes: about 5 100 packets/s of 570 bytes from 2 500 hosts to 14 000 servers, a fifth over IPv6, with some scanning and guessing. */
public final class MixedWorkload implements Scenario {
    private static final int USUAL_HOSTS = 2_500;
    private static final int USUAL_SERVERS = 14_000;
    private static final int PERCENT = 100;
    private static final int IPV6_PERCENT = 20;
    private static final int SCANNERS = 3;
    private static final int GUESSED = 4;
    private static final int GUESSERS = 5;
    private static final int SCANNED_PORTS = 60;

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public String description() {
        return "workload: all kinds of traffic of 2 500 hosts, about 5 100 packets/s";
    }

    @Override
    public Population population(Parameters parameters, Randomness random) {
        int hosts = parameters.setting("hosts", USUAL_HOSTS);
        return new Population(random, hosts, parameters.setting("servers", USUAL_SERVERS));
    }

    @Override
    public void play(Stage stage) {
        double scale = stage.parameters().setting("rate", PERCENT) / (double) PERCENT;
        List<Host> locals = stage.population().locals();
        List<Host> remotes = stage.population().remotes();
        stage.label("", "");
        arrive(stage, scale * 52, () -> web(stage, true, 11_500));
        arrive(stage, scale * 20, () -> web(stage, false, 5_500));
        arrive(stage, scale * 10, () -> quic(stage));
        arrive(stage, scale * 156, () -> {
            Host server = stage.population().popularRemote(stage.random());
            SmallTalk.lookUpHost(stage, client(stage), server.name(), server, six(stage));
        });
        arrive(stage, scale * 9, () -> messages(stage));
        arrive(stage, scale * 4, () -> shell(stage));
        arrive(stage, scale * 9, () -> SmallTalk.time(stage, client(stage), server(stage), six(stage)));
        arrive(stage, scale * 9, () -> SmallTalk.discover(stage, client(stage), "_googlecast._tcp.local"));
        arrive(stage, scale * 20, () -> SmallTalk.search(stage, client(stage)));
        arrive(stage, scale * 2, () -> SmallTalk.lease(stage, client(stage)));
        arrive(
                stage,
                scale * 18,
                () -> ping(stage, client(stage), server(stage), stage.random().between(2, 5)));
        arrive(stage, scale * 37, () -> resolve(stage));
        arrive(stage, scale * 18, () -> SmallTalk.findNeighbour(stage, client(stage), client(stage)));
        List<Host> scanners = locals.subList(0, Math.min(SCANNERS, locals.size()));
        arrive(stage, scale * 2, () -> scan(stage, stage.random().pick(scanners), client(stage), SCANNED_PORTS));
        List<Host> guessed = locals.subList(0, Math.min(GUESSED, locals.size()));
        List<Host> guessers = remotes.subList(Math.max(0, remotes.size() - GUESSERS), remotes.size());
        arrive(
                stage,
                scale * 1.5,
                () -> guess(stage, stage.random().pick(guessers), stage.random().pick(guessed)));
        label(stage, "port_scan", scanners, "");
        label(stage, "ssh_brute", guessers, addresses(guessed));
    }

    private static void label(Stage stage, String attack, List<Host> attackers, String victims) {
        stage.label(attack, stage.start(), stage.end(), addresses(attackers), victims, "");
    }

    private static String addresses(List<Host> hosts) {
        return String.join(";", hosts.stream().map(Host::address).toList());
    }

    private static void arrive(Stage stage, double perSecond, Clock.Action action) {
        if (perSecond > 0) {
            stage.repeat(stage.arrivals(perSecond), action);
        }
    }

    private static Host client(Stage stage) {
        return stage.population().anyLocal(stage.random());
    }

    private static Host server(Stage stage) {
        return stage.population().popularRemote(stage.random());
    }

    private static boolean six(Stage stage) {
        return stage.random().below(PERCENT) < IPV6_PERCENT;
    }

    private static void web(Stage stage, boolean secure, double bytes) {
        Randomness random = stage.random();
        Host server = server(stage);
        boolean dead = random.chance(0.03);
        int requests = random.between(1, 4);
        String agent = random.pick(HttpMessages.AGENTS);
        stage.call(client(stage), server, secure ? 443 : random.chance(0.8) ? 80 : 8080)
                .ipv6(six(stage))
                .meeting(dead ? ServerMood.DROP : ServerMood.ACCEPT)
                .saying(new WebScript(random, secure, server.name(), agent, requests, bytes, 0.2, 0.01))
                .open();
    }

    private static void quic(Stage stage) {
        Randomness random = stage.random();
        Host client = client(stage);
        Datagrams flow = stage.datagrams(client, client.nextPort(), server(stage), 443, six(stage));
        int packets = (int) random.pareto(50, 1.4, 6, 4_000);
        datagram(stage, flow, 0, packets);
    }

    private static void datagram(Stage stage, Datagrams flow, int sent, int packets) {
        Randomness random = stage.random();
        boolean up = sent == 0 || random.chance(0.25);
        int size = sent < 2 ? 1_200 : up ? random.between(40, 100) : random.chance(0.8) ? 1_250 : 400;
        int kind = sent < 2 ? 0xC0 : 0x40;
        Bytes payload = new Bytes().u8(kind | random.below(16)).random(random, size - 1);
        if (up) {
            flow.send(payload.payload());
        } else {
            flow.push(payload.payload());
        }
        long gap = sent % 12 == 11 ? flow.roundTrip() + Stage.nanos(random.exponential(0.1)) : Clock.MILLI;
        if (sent + 1 < packets) {
            stage.clock().after(gap, () -> datagram(stage, flow, sent + 1, packets));
        }
    }

    private static void messages(Stage stage) {
        Randomness random = stage.random();
        Script.Written talk = Script.written();
        talk.client(
                        new Bytes()
                                .u16(0x101C)
                                .u16(4)
                                .text("MQTT")
                                .u8(4)
                                .u8(2)
                                .u16(60)
                                .u16(16)
                                .text(random.word(16))
                                .payload(),
                        0)
                .server(new Bytes().u32(0x2002_0000).payload(), Clock.MILLI);
        int count = random.between(4, 24);
        for (int i = 0; i < count; i++) {
            int body = random.between(30, 90);
            talk.client(
                            new Bytes()
                                    .u8(0x32)
                                    .u8(body + 8)
                                    .u16(4)
                                    .text("t/ab")
                                    .u16(i + 1)
                                    .text(random.word(body))
                                    .payload(),
                            Stage.nanos(random.exponential(2)))
                    .server(new Bytes().u16(0x4002).u16(i + 1).payload(), Clock.MILLI);
        }
        stage.call(client(stage), server(stage), 1883)
                .ipv6(six(stage))
                .saying(talk.close(Clock.SECOND))
                .open();
    }

    private static SshScript greet(Randomness random) {
        return new SshScript(
                random,
                random.pick(SshSoftware.CLIENTS),
                random.pick(SshSoftware.SERVERS),
                SshCipher.CHACHA20_POLY1305,
                "admin");
    }

    private static void shell(Stage stage) {
        Randomness random = stage.random();
        SshScript talk = greet(random).key(true).channel();
        int lines = random.between(10, 70);
        for (int i = 0; i < lines; i++) {
            long typing = Stage.nanos(random.exponential(0.3));
            talk.exchange(16, random.between(16, 600), typing, Clock.MILLI);
        }
        stage.call(client(stage), server(stage), 22)
                .saying(talk.leave(Clock.SECOND))
                .open();
    }

    private static void guess(Stage stage, Host attacker, Host victim) {
        Randomness random = stage.random();
        SshScript talk = greet(random);
        for (int i = 0; i < 3; i++) {
            talk.password(8, false, Clock.MILLI, Stage.nanos(random.between(0.05, 2)));
        }
        stage.call(attacker, victim, 22).saying(talk.hangUp(Clock.MILLI)).open();
    }

    private static void ping(Stage stage, Host from, Host to, int times) {
        int id = stage.random().below(1 << 16);
        boolean six = six(stage);
        for (int i = 0; i < times; i++) {
            int sequence = i + 1;
            stage.clock().after(i * Clock.SECOND, () -> SmallTalk.ping(stage, from, to, six, id, sequence, 56, true));
        }
    }

    private static void resolve(Stage stage) {
        Randomness random = stage.random();
        Host asked = random.chance(0.7) ? stage.population().gateway() : client(stage);
        SmallTalk.whoHas(stage, client(stage), asked, random.chance(0.3), random.chance(0.92));
    }

    private static void scan(Stage stage, Host attacker, Host victim, int portsLeft) {
        Randomness random = stage.random();
        ServerMood mood = random.chance(0.3) ? ServerMood.DROP : ServerMood.REFUSE;
        stage.call(attacker, victim, random.between(1, 10_000)).meeting(mood).open();
        if (portsLeft > 1) {
            long gap = Stage.nanos(random.between(0.02, 0.03));
            stage.clock().after(gap, () -> scan(stage, attacker, victim, portsLeft - 1));
        }
    }
}
