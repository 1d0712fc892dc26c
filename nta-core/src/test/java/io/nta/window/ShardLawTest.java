package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AnalyzerConfig;
import io.nta.AnalyzerStats;
import io.nta.packet.Frames;
import io.nta.packet.ShardFrames;
import io.nta.testkit.ShardLaw;
import io.nta.window.RecordedPackets.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many shards there are, rows and alerts are the same. */
class ShardLawTest {
    private static final int[] SHARDS = {2, 4, 3, 8};
    private static final int SCENES = 160;
    private static final AnalyzerConfig CONFIG = AnalyzerConfig.defaults();

    private static AnalyzerStats check(AnalyzerConfig config, List<Frame> frames) throws IOException {
        return ShardLaw.check(config, () -> List.of(new RecordedPackets(frames)), SHARDS);
    }

    /** Equal rows that are all wrong alike would not be noticed above. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theRowsOfShardsAreThoseOfTheOracle(long seed) throws IOException {
        List<Frame> frames = new Scenes(seed).play(SCENES).inOrder();
        assertThat(FoldLaw.check(() -> new RecordedPackets(frames), 2).rows()).isGreaterThan(700);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void ofAllThatHostsDo(long seed) throws IOException {
        AnalyzerStats stats = check(CONFIG, new Scenes(seed).play(SCENES).inOrder());
        assertThat(stats.alerts().raised()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void whenPacketsComeOutOfOrderOrLate(long seed) throws IOException {
        check(CONFIG, new Scenes(seed).play(SCENES).shuffled(new SplittableRandom(seed)));
    }

    @Test
    void inWhateverOrderPacketsArriveWithinTheLatenessWhereTheyArePutInOrder() throws IOException {
        List<Frame> inOrder = new Scenes(41).play(SCENES).inOrder();
        AnalyzerConfig ordered = new AnalyzerConfig(
                CONFIG.decoding(),
                CONFIG.flow(),
                CONFIG.windows(),
                CONFIG.alerts(),
                TimelineConfig.forwarded(Duration.ofSeconds(10)));
        List<List<Frame>> arrivals = new ArrayList<>();
        arrivals.add(inOrder);
        for (long seed = 42; seed < 45; seed++) {
            arrivals.add(delayedWithinTheLateness(inOrder, new SplittableRandom(seed)));
        }
        int[] turn = {0};
        // Each run has another order: the first, with one shard, is what the others are compared with.
        AnalyzerStats stats =
                ShardLaw.check(ordered, () -> List.of(new RecordedPackets(arrivals.get(turn[0]++))), 1, 2, 4);
        assertThat(stats.late()).isZero();
    }

    private static List<Frame> delayedWithinTheLateness(List<Frame> frames, SplittableRandom random) {
        record Arrival(long nanos, Frame frame) {}
        long lateness = CONFIG.windows().lateness().toNanos();
        return frames.stream()
                .map(frame -> new Arrival(frame.timestampNanos() + random.nextLong(lateness), frame))
                .sorted(Comparator.comparingLong(Arrival::nanos))
                .map(Arrival::frame)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52})
    void ofHostsWithMorePeersThanAreCounted(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Traffic traffic = new Traffic();
        for (int i = 0; i < 6_000; i++) {
            // Some come much more often than others, so that the heaviest are kept and the others are not.
            int client = Math.min(random.nextInt(200), Math.min(random.nextInt(200), random.nextInt(200)));
            String server = "10.9.0." + (1 + random.nextInt(3));
            traffic.add(
                    random.nextDouble() * 60,
                    Frames.ethernet()
                            .ip("10.8.0." + (1 + client), server)
                            .udp(1_024 + random.nextInt(4), 5_000 + random.nextInt(3)));
        }
        check(CONFIG, traffic.inOrder());
    }

    @Test
    void ofTunnelsFragmentsAndErrorsAboutOthers() throws IOException {
        List<Frame> frames = new ArrayList<>();
        List<byte[]> kinds = new ArrayList<>(ShardFrames.all());
        SplittableRandom random = new SplittableRandom(61);
        for (int round = 0; round < 12; round++) {
            for (byte[] frame : kinds) {
                frames.add(new Frame(Traffic.START_NANOS + (long) (random.nextDouble() * 40e9), frame));
            }
        }
        frames.sort(Comparator.comparingLong(Frame::timestampNanos));
        AnalyzerStats stats = check(CONFIG, frames);
        assertThat(stats.fragments().reassembled()).isPositive();
        Collections.reverse(kinds);
        List<Frame> atOnce = kinds.stream()
                .map(frame -> new Frame(Traffic.START_NANOS, frame))
                .toList();
        check(CONFIG, atOnce);
    }

    @Test
    void ofTwoSourcesAtATime() throws IOException {
        List<Frame> frames = new Scenes(71).play(SCENES).inOrder();
        List<Frame> odd = new ArrayList<>();
        List<Frame> even = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            (i % 2 == 0 ? even : odd).add(frames.get(i));
        }
        ShardLaw.check(CONFIG, () -> List.of(new RecordedPackets(even), new RecordedPackets(odd)), SHARDS);
    }
}
