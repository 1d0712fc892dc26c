package io.nta.examples.generate;

import io.nta.examples.generate.frame.PcapWriter;
import io.nta.examples.generate.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A scenario played into memory. */
record Played(byte[] capture, Generator.Result result) {
    private static final int SNAP = 262_144;

    /** How many packets a test looks at, at most. */
    static final long PACKETS = 20_000;

    static Played play(Scenario scenario, Settings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(bytes, SNAP)) {
            Generator.Result result = Generator.play(scenario, settings, writer);
            return new Played(bytes.toByteArray(), result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Played play(Scenario scenario, long seed) {
        return play(scenario, Settings.of(seed, Duration.ofMinutes(4)).limitedTo(PACKETS));
    }
}
