package io.nta.examples.generate.normal;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.network.Host;
import io.nta.examples.generate.network.Randomness;
import io.nta.examples.generate.protocol.Bytes;
import io.nta.examples.generate.protocol.Content;
import io.nta.examples.generate.protocol.HttpMessages;
import io.nta.examples.generate.protocol.Payload;
import io.nta.examples.generate.protocol.Script;
import io.nta.examples.generate.protocol.TcpLink;
import io.nta.examples.generate.protocol.TlsMessages;
import io.nta.examples.generate.protocol.Turn;
import io.nta.examples.generate.scenario.Parameters;
import io.nta.examples.generate.scenario.Scenario;
import io.nta.examples.generate.scenario.Stage;

/** Honest clients that hold connections for long: waiting, chatting, uploading over a thin line, reading slowly. */
public final class SlowClients implements Scenario {
    @Override
    public String name() {
        return "slow_clients";
    }

    @Override
    public String description() {
        return "honest clients that take long: long polling, websockets, slow uploads, slow readers";
    }

    private static final int CHUNKS = 400;

    private enum Habit {
        LONG_POLLING,
        WEBSOCKET,
        SLOW_UPLOAD,
        SLOW_READER,
        KEEP_ALIVE
    }

    @Override
    public void play(Stage stage) {
        Parameters parameters = stage.parameters();
        Habit habit = parameters.choice("habit", Habit.values());
        int most = habit == Habit.SLOW_UPLOAD || habit == Habit.SLOW_READER ? 8 : 120;
        int connections = parameters.count("connections", 1, most);
        double seconds = parameters.logUniform("seconds_between", 2, 55);
        boolean inside = parameters.chance("inside", 0.5);
        int rate = parameters.count("bytes_per_second", 1_000, 20_000);
        boolean secure = parameters.chance("tls", 0.4);
        Host server = stage.otherLocal();
        stage.label("", server.address());
        for (int i = 0; i < connections; i++) {
            Host client = inside ? stage.subject() : stage.population().newRemote();
            long begin = stage.start() + Stage.nanos(stage.random().between(0, 40));
            stage.clock().at(begin, () -> connect(stage, client, server, habit, seconds, rate, secure));
        }
    }

    private static void connect(
            Stage stage, Host client, Host server, Habit habit, double seconds, int rate, boolean secure) {
        Randomness random = stage.random();
        Script.Written begin = Script.written();
        if (secure) {
            begin.client(TlsMessages.clientHello(random, server.name()), Clock.MILLI)
                    .server(TlsMessages.serverFlight(random, 3000), Clock.MILLI)
                    .client(TlsMessages.clientFinished(random), Clock.MILLI);
        }
        TcpLink link = stage.call(client, server, secure ? 443 : 80)
                .saying(begin.then(habit(stage, habit, seconds, rate, secure, server.name())))
                .then(() -> stage.clock().after(Clock.SECOND, () -> {
                    if (!stage.isOver()) {
                        connect(stage, client, server, habit, seconds, rate, secure);
                    }
                }))
                .open();
        if (habit == Habit.SLOW_READER) {
            link.client().readSlowly(32_768, rate);
        }
    }

    private static Script habit(Stage stage, Habit habit, double seconds, int rate, boolean secure, String host) {
        Randomness random = stage.random();
        String agent = HttpMessages.AGENTS.get(0);
        return switch (habit) {
            case LONG_POLLING -> alternating(stage, secure, HttpMessages.get(host, "/poll", agent), seconds, 0.05);
            case KEEP_ALIVE -> alternating(stage, secure, HttpMessages.get(host, "/", agent), 0.02, seconds);
            case SLOW_READER ->
                Script.written()
                        .client(hidden(random, secure, HttpMessages.get(host, "/big.bin", agent)), Clock.MILLI)
                        .server(hidden(random, secure, HttpMessages.answer(200, rate * 100, 1)), Clock.MILLI)
                        .close(Clock.MILLI);
            case SLOW_UPLOAD -> {
                Script.Written talk = Script.written();
                talk.client(
                        hidden(random, secure, HttpMessages.post(host, "/upload", agent, (long) CHUNKS * rate)),
                        Clock.MILLI);
                for (int i = 0; i < CHUNKS; i++) {
                    talk.client(hidden(random, secure, Content.OPAQUE.of(rate, i)), Clock.SECOND);
                }
                yield talk.server(hidden(random, secure, HttpMessages.answer(201, 0, 0)), Clock.MILLI)
                        .close(Clock.MILLI);
            }
            case WEBSOCKET -> {
                Payload ask = Payload.text(
                        HttpMessages.head("GET", host, "/live", agent)
                                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
                Payload agree = Payload.lines(
                        "HTTP/1.1 101 Switching Protocols",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
                Script.Written talk = Script.written()
                        .client(hidden(random, secure, ask), Clock.MILLI)
                        .server(hidden(random, secure, agree), Clock.MILLI);
                yield talk.then(() -> random.chance(0.4)
                        ? Turn.client(
                                hidden(random, secure, frame(random, true)), Stage.nanos(random.exponential(seconds)))
                        : Turn.server(
                                hidden(random, secure, frame(random, false)),
                                Stage.nanos(random.exponential(seconds))));
            }
        };
    }

    /** A binary frame of RFC 6455: masked when it comes from the client. */
    private static Payload frame(Randomness random, boolean masked) {
        int size = random.between(2, 110);
        return new Bytes()
                .u8(0x82)
                .u8((masked ? 0x80 : 0) | size)
                .random(random, size + (masked ? 4 : 0))
                .payload();
    }

    /** The same request again and again, answered after some time and asked again after some time. */
    private static Script alternating(Stage stage, boolean secure, Payload request, double server, double client) {
        Randomness random = stage.random();
        boolean[] asked = {false};
        return () -> {
            asked[0] = !asked[0];
            return asked[0]
                    ? Turn.client(hidden(random, secure, request), Stage.nanos(random.exponential(client)))
                    : Turn.server(
                            hidden(random, secure, HttpMessages.answer(200, random.between(20, 900), 0)),
                            Stage.nanos(server * random.between(0.5, 1.2)));
        };
    }

    private static Payload hidden(Randomness random, boolean secure, Payload plain) {
        return secure ? TlsMessages.records(plain.length() + 17, random.nextInt()) : plain;
    }
}
