package io.nta.examples.generate.attack;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.ServerMood;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;
import java.util.ArrayList;
import java.util.List;

/** Holds the subject's connections: headers or bodies that come in drips, or answers that are read in sips. */
public final class Slowloris implements Scenario {
    private static final double SHORTEST = 120;
    private static final double LONGEST = 500;
    private static final int MOST_ATTACKERS = 20;

    private enum Mode {
        HEADERS,
        BODY,
        READ
    }

    @Override
    public String name() {
        return "slowloris";
    }

    @Override
    public String label() {
        return "slowloris";
    }

    @Override
    public String description() {
        return "40 to 1 200 connections held by slow headers, bodies or reading, plain or in TLS";
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        boolean inside = parameters.chance("inside", 0.5);
        int attackers = parameters.chance("distributed", 0.15) ? parameters.count("attackers", 2, MOST_ATTACKERS) : 1;
        int connections = parameters.count("connections", 40, 1200);
        double opened = parameters.logUniform("opened_per_second", 2, 200);
        Stage when = stage.sometime(SHORTEST, LONGEST);
        Holding holding = new Holding(when);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < attackers; i++) {
            hosts.add(stage.attacker(inside));
        }
        for (int i = 0; i < connections; i++) {
            Host attacker = hosts.get(i % hosts.size());
            stage.clock().at(when.start() + Stage.nanos(i / opened), () -> holding.hold(attacker));
        }
        when.label(String.join(";", hosts.stream().map(holding::address).toList()), holding.address(stage.subject()));
    }

    /** What all connections have in common. */
    private static final class Holding {
        private static final long REOPENING = 2 * Clock.SECOND;

        private final Stage stage;
        private final Mode mode;
        private final boolean secure;
        private final int port;
        private final double dripSeconds;
        private final int dripBytes;
        private final double serverTimeout;
        private final boolean serverTells;
        private final int readRate;
        private final String agent;
        private final boolean ipv6;
        private final int slots;
        private final int readBuffer;
        private final int answerBytes;
        private int held;

        Holding(Stage stage) {
            this.stage = stage;
            Parameters parameters = stage.parameters();
            mode = parameters.choice("mode", Mode.HEADERS, Mode.HEADERS, Mode.BODY, Mode.READ);
            secure = parameters.chance("tls", 0.25);
            port = secure ? parameters.choice("tls_port", 443, 8443) : parameters.choice("port", 80, 80, 8080, 8000);
            dripSeconds = parameters.logUniform("drip_seconds", 1, 60);
            dripBytes = parameters.count("drip_bytes", 1, 60);
            serverTimeout = parameters.choice("server_timeout", 1e9, 300.0, 60.0, 25.0);
            serverTells = parameters.chance("server_tells_408", 0.6);
            readRate = parameters.count("read_bytes_per_second", 1, 200);
            agent = parameters.choice("agent", HttpMessages.AGENTS);
            ipv6 = parameters.chance("ipv6", 0.2);
            slots = parameters.chance("server_fills_up", 0.4) ? parameters.count("slots", 60, 600) : Integer.MAX_VALUE;
            readBuffer = parameters.count("read_buffer", 64, 4096);
            answerBytes = parameters.count("answer_bytes", 30_000, 1_000_000);
        }

        String address(Host host) {
            return host.at(ipv6).address().toString();
        }

        /** Opens a connection, and another when the server has closed it. */
        void hold(Host attacker) {
            if (stage.isOver()) {
                return;
            }
            long patience =
                    Stage.nanos(Math.min(serverTimeout, 1e6) * stage.random().between(0.98, 1.05));
            boolean full = held >= slots;
            held++;
            TcpLink link = stage.call(attacker, stage.subject(), port)
                    .ipv6(ipv6)
                    .meeting(full ? ServerMood.DROP : ServerMood.ACCEPT)
                    .saying(script(stage.clock().now() + patience))
                    .then(() -> {
                        held--;
                        stage.clock().after(REOPENING, () -> hold(attacker));
                    })
                    .open();
            if (mode == Mode.READ) {
                link.client().readSlowly(readBuffer, readRate);
            }
        }

        private Script script(long serverGivesUp) {
            Randomness random = stage.random();
            Script.Written begin = Script.written();
            String host = "www." + stage.subject().name();
            if (secure) {
                begin.client(TlsMessages.clientHello(random, host), Clock.MILLI)
                        .server(TlsMessages.serverFlight(random, 3000), Clock.MILLI)
                        .client(TlsMessages.clientFinished(random), Clock.MILLI);
            }
            switch (mode) {
                case READ ->
                    begin.client(wrapped(HttpMessages.get(host, "/large.bin", agent)), Clock.MILLI)
                            .server(largeAnswer(random), Clock.MILLI);
                case HEADERS ->
                    begin.client(
                            wrapped(Payload.text(HttpMessages.head("GET", host, "/?" + random.below(10_000), agent))),
                            Clock.MILLI);
                case BODY ->
                    begin.client(
                            wrapped(HttpMessages.post(host, "/form", agent, random.between(4096, 1_000_000))),
                            Clock.MILLI);
            }
            return mode == Mode.READ ? begin : begin.then(drips(serverGivesUp));
        }

        private Payload largeAnswer(Randomness random) {
            return secure
                    ? TlsMessages.records(answerBytes, random.nextInt())
                    : HttpMessages.answer(200, answerBytes, random.nextInt());
        }

        private Script drips(long serverGivesUp) {
            boolean[] told = {false};
            return () -> {
                Randomness random = stage.random();
                long now = stage.clock().now();
                if (now + Stage.nanos(dripSeconds) < serverGivesUp) {
                    return Turn.client(drip(random), Stage.nanos(dripSeconds * random.between(0.8, 1.2)));
                }
                long wait = Math.max(0, serverGivesUp - now);
                if (serverTells && !told[0]) {
                    told[0] = true;
                    return Turn.server(secure ? TlsMessages.records(180, 0) : HttpMessages.answer(408, 40, 0), wait);
                }
                return Turn.end(false, Turn.Act.CLOSE, wait);
            };
        }

        private Payload drip(Randomness random) {
            String text = mode == Mode.HEADERS
                    ? "X-" + random.word(3) + ": " + random.word(dripBytes) + "\r\n"
                    : random.word(dripBytes);
            return wrapped(Payload.text(text));
        }

        private Payload wrapped(Payload plain) {
            return secure
                    ? TlsMessages.records(plain.length() + 17, stage.random().nextInt())
                    : plain;
        }
    }
}
