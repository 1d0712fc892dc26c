package io.nta.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.Analyzer;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.packet.Frames;
import io.nta.spi.RowSink;
import io.nta.window.RecordedPackets.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldLawTest {
    private static final int SCENES = 160;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void foldedPanesEqualTheWindowOverTheSameStreamFromItsStart(long seed) throws IOException {
        List<Frame> frames = new Scenes(seed).play(SCENES).inOrder();
        FoldLaw.Outcome outcome = FoldLaw.check(() -> new RecordedPackets(frames));
        assertThat(outcome.rows()).isGreaterThan(700);
        assertThat(outcome.estimates()).isPositive();
        assertThat(outcome.beyondLimit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void soTheyDoWhenPacketsComeOutOfOrderOrLate(long seed) throws IOException {
        List<Frame> frames = new Scenes(seed).play(SCENES).shuffled(new SplittableRandom(seed));
        FoldLaw.Outcome outcome = FoldLaw.check(() -> new RecordedPackets(frames));
        assertThat(outcome.rows()).isGreaterThan(700);
    }

    @Test
    void theTrafficOfTheseTestsMovesEveryFeature() throws IOException {
        double[] most = new double[FeatureCatalogue.size()];
        for (long seed = 1; seed <= 6; seed++) {
            RowSink keep = row -> Arrays.setAll(most, i -> Math.max(most[i], row.get(i)));
            try (Analyzer analyzer = Analyzer.builder()
                    .source(new RecordedPackets(new Scenes(seed).play(SCENES).inOrder()))
                    .onRow(keep)
                    .build()) {
                analyzer.run();
            }
        }
        List<String> unmoved = FeatureCatalogue.features().stream()
                .map(Feature::name)
                .filter(name -> most[FeatureCatalogue.indexOf(name)] == 0)
                .toList();
        assertThat(unmoved).isEmpty();
    }

    @Test
    void anAnswerThatComesLateFromThePaneBeforeCountsInTheLaterPaneToo() throws IOException {
        // 1.783 s after the start a pane ends.
        Traffic traffic = new Traffic();
        Traffic.Tcp tcp = traffic.tcp("10.0.0.1", 40_000, "10.0.0.2", 80);
        tcp.from(1.79, Traffic.SYN, "")
                .back(1.78, Traffic.SYN | Traffic.ACK, "")
                .from(1.80, Traffic.ACK, "");
        List<Frame> asWritten = traffic.asWritten();
        FoldLaw.check(() -> new RecordedPackets(asWritten));
    }

    @Test
    void aKeyThatFallsSilentKeepsItsGaugesForItsNextRow() throws IOException {
        Traffic traffic = new Traffic();
        traffic.tcp("10.0.0.1", 40_000, "10.0.0.2", 80).handshake(1);
        for (int second = 2; second < 560; second += 50) {
            traffic.add(second, Frames.ethernet().ip("10.0.0.1", "10.0.0.3").icmp(8, 0));
        }
        List<Frame> frames = traffic.inOrder();
        FoldLaw.check(() -> new RecordedPackets(frames));
    }
}
