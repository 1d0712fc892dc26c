package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nta.FuzzedFrames.Frame;
import io.nta.detect.AlertPolicyConfig;
import io.nta.flow.FlowConfig;
import io.nta.packet.DnsMessages;
import io.nta.packet.Frames;
import io.nta.packet.LinkType;
import io.nta.packet.SampleFrames;
import io.nta.testkit.Scenario;
import io.nta.testkit.SshTalk;
import io.nta.testkit.TimedFrame;
import io.nta.testkit.Traffic;
import io.nta.window.AggregatorConfig;
import io.nta.window.AggregatorLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any frames at any times through the whole line. The first byte of an input chooses the lateness and whether tables are so small that their limits bite; the rest
 * is read by {@link FuzzedFrames}.
 */
class AnalyzerFuzz {
    private static final int LATENESS_BITS = 3;
    private static final int SMALL_TABLES_BIT = 4;
    private static final List<Duration> LATENESS =
            List.of(Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(60), Duration.ofMillis(1));
    private static final int FEW_CONNECTIONS = 4;
    private static final AggregatorLimits FEW = new AggregatorLimits(3, 2, 2, 2, 1 << 12, 4, 4, 4);
    /** Enough for every state of a connection; and a run doesn't take longer than starting its thread. */
    private static final int MAX_FRAMES = 500;

    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";

    static Stream<byte[]> conversations() {
        List<Frame> samples = IntStream.range(0, SampleFrames.ALL.size())
                .mapToObj(i -> new Frame(
                        new TimedFrame(
                                Traffic.nanos(0.4 * i),
                                SampleFrames.ALL.get(i).bytes(),
                                SampleFrames.ALL.get(i).bytes().length),
                        SampleFrames.ALL.get(i).linkType()))
                .toList();
        return Stream.of(
                FuzzedFrames.write(0, samples),
                FuzzedFrames.write(SMALL_TABLES_BIT, samples),
                input(0, web()),
                input(1, logins()),
                input(2, names()),
                input(0, neighbours()),
                input(0, datagrams()));
    }

    private static byte[] input(int settings, Scenario scenario) {
        return FuzzedFrames.write(
                settings,
                scenario.frames().stream()
                        .map(frame -> new Frame(frame, LinkType.ETHERNET))
                        .toList());
    }

    private static Scenario web() {
        Scenario scenario = new Scenario();
        scenario.tcp(CLIENT, 40_000, SERVER, 80)
                .handshake()
                .at(1)
                .send("GET /login HTTP/1.1\r\nHost: a\r\n")
                .at(14)
                .send("X-a: b\r\n")
                .at(30)
                .send("\r\n")
                .answer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        scenario.at(31).segment(SERVER, 80, CLIENT, 40_000, 4);
        for (int port = 1; port < 9; port++) {
            scenario.at(32 + port).segment(CLIENT, 41_000, SERVER, port, 2).segment(SERVER, port, CLIENT, 41_000, 0x14);
        }
        return scenario;
    }

    private static Scenario logins() {
        Scenario scenario = new Scenario();
        SshTalk.accepted(scenario, CLIENT, 40_000, SERVER, 22).at(4);
        return scenario;
    }

    private static Scenario names() {
        Scenario scenario = new Scenario();
        for (int i = 0; i < 5; i++) {
            String name = "nq3k7" + i + "zx81.t.example.org";
            scenario.at(0.2 * i)
                    .query(CLIENT, SERVER, name, DnsMessages.TXT)
                    .response(CLIENT, SERVER, name, DnsMessages.TXT, 3 * (i & 1), new byte[40]);
        }
        return scenario;
    }

    private static Scenario neighbours() {
        Scenario scenario = new Scenario();
        scenario.at(0).arpRequest(Frames.SOURCE_MAC, CLIENT, SERVER).arpReply(Frames.DESTINATION_MAC, SERVER, CLIENT);
        scenario.at(3).arpReply(Frames.SOURCE_MAC, SERVER, CLIENT);
        scenario.at(7).arpReply(Frames.SOURCE_MAC, SERVER, SERVER);
        return scenario;
    }

    private static Scenario datagrams() {
        Scenario scenario = new Scenario();
        scenario.at(0).echo(CLIENT, SERVER).echoReply(SERVER, CLIENT);
        scenario.at(2).udp(CLIENT, 40_000, SERVER, 9_000, 10);
        scenario.error(SERVER, 3, 3, 17, CLIENT, 40_000, SERVER, 9_000);
        scenario.at(7_200).udp(CLIENT, 40_000, SERVER, 9_000, 10);
        scenario.at(7_201).udp(CLIENT, 40_000, SERVER, 9_000, 10);
        return scenario;
    }

    @MethodSource("conversations")
    @DictionaryFile(resourcePath = "/io/nta/packet/frames.dict")
    @DictionaryFile(resourcePath = "/io/nta/packet/http.dict")
    @FuzzTest
    void whateverFramesComeWheneverEachIsAccountedForAndTheRowsAddUp(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(input);
        AnalyzerConfig config = config(in.get());
        List<Frame> frames = FuzzedFrames.read(in);
        if (frames.size() > MAX_FRAMES) {
            return;
        }
        LineRun run = LineRun.of(config, frames);
        run.check(frames.size());
        if (!run.aLimitBit()) {
            assertThat(LineRun.of(config, frames).rows()).as("a second run").isEqualTo(run.rows());
        }
    }

    private static AnalyzerConfig config(int settings) {
        boolean small = (settings & SMALL_TABLES_BIT) != 0;
        FlowConfig flow = FlowConfig.defaults();
        AggregatorConfig windows = AggregatorConfig.defaults();
        return new AnalyzerConfig(
                small ? flow.withMaxConnections(FEW_CONNECTIONS) : flow,
                new AggregatorConfig(
                        LATENESS.get(settings & LATENESS_BITS),
                        windows.maxSourceLag(),
                        windows.highEntropyBits(),
                        small ? FEW : windows.limits()),
                AlertPolicyConfig.defaults());
    }
}
