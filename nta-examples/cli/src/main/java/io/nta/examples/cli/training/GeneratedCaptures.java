package io.nta.examples.cli.training;

import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.Labels;
import io.nta.examples.generate.Generator;
import io.nta.examples.generate.LabelFile;
import io.nta.examples.generate.Settings;
import io.nta.examples.generate.frame.PcapWriter;
import io.nta.examples.generate.scenario.Regime;
import io.nta.examples.generate.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Plays scenarios into a folder, one capture at a time: the next takes the place of the last. */
final class GeneratedCaptures implements AutoCloseable {
    /** Enough for the features; the rest of a packet says nothing more. */
    private static final int SNAP_LENGTH = 512;

    private static final int MOST_BACKGROUND = 4;

    private final Path folder;
    private final Duration duration;
    private final long packets;

    /**
     * Creates a temporary folder.
     *
     * @param duration how long a capture lasts
     * @param packets how many packets it has at most
     */
    GeneratedCaptures(Duration duration, long packets) throws IOException {
        this.folder = Files.createTempDirectory("nta-generated");
        this.duration = duration;
        this.packets = packets;
    }

    /** Plays a scenario; with the seed vary its parameters and how many hosts do ordinary things beside it. */
    LabelledCapture play(Scenario scenario, long seed) throws IOException {
        Path file = folder.resolve("played.pcap");
        int background = (int) Math.floorMod(seed / Regime.COUNT, MOST_BACKGROUND + 1L);
        Settings settings = Settings.of(seed, duration).limitedTo(packets).amid(background);
        Generator.Result result;
        try (PcapWriter writer = PcapWriter.create(file, SNAP_LENGTH)) {
            result = Generator.play(scenario, settings, writer);
        }
        Path labels = LabelFile.beside(file);
        LabelFile.write(labels, result.episodes(), seed);
        String name = String.format(Locale.ROOT, "%s-%d", scenario.name(), seed);
        return new LabelledCapture(file, name, Labels.ofEpisodes(labels));
    }

    /** Returns what is held out together with captures of that seed: its regime. */
    static String network(long seed) {
        return "generated-regime-" + Math.floorMod(seed, Regime.COUNT);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve("played.pcap"));
        Files.deleteIfExists(LabelFile.beside(folder.resolve("played.pcap")));
        Files.deleteIfExists(folder);
    }
}
