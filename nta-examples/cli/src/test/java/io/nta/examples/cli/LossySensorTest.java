package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mirror port that is too busy drops packets that the network delivered: requests without answers, answers without requests, holes in streams. */
class LossySensorTest {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int CAPTURED_LENGTH = 8;
    /** An alert of the summary: its type and its attacker. */
    private static final Pattern ALERT = Pattern.compile("(?m)^([a-z]+_[a-z]+|slowloris) +(\\S+) ");

    @TempDir
    private Path folder;

    @Test
    void theDemoHasEachAttackOnce() {
        assertThat(alerts(Nta.DEMO)).hasSize(8);
    }

    @ParameterizedTest(name = "{0} of all packets lost, seed {1}")
    @CsvSource({"0.05, 1", "0.05, 2", "0.1, 3", "0.2, 4"})
    void whatTheSensorLosesMakesNoAlertAndHidesNone(double lost, long seed) throws IOException {
        assertThat(alerts(lossy(lost, seed))).isEqualTo(alerts(Nta.DEMO));
    }

    private static Set<String> alerts(Path capture) {
        Set<String> alerts = new TreeSet<>();
        Matcher matcher = ALERT.matcher(Nta.run("analyze", capture).out());
        while (matcher.find()) {
            assertThat(alerts.add(matcher.group(1) + " of " + matcher.group(2))).isTrue();
        }
        return alerts;
    }

    private Path lossy(double lost, long seed) throws IOException {
        ByteBuffer whole = ByteBuffer.wrap(demo()).order(ByteOrder.LITTLE_ENDIAN);
        Random random = new Random(seed);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        kept.write(whole.array(), 0, FILE_HEADER);
        int at = FILE_HEADER;
        while (at < whole.limit()) {
            int size = RECORD_HEADER + whole.getInt(at + CAPTURED_LENGTH);
            if (random.nextDouble() >= lost) {
                kept.write(whole.array(), at, size);
            }
            at += size;
        }
        return Files.write(folder.resolve("lossy.pcap"), kept.toByteArray());
    }

    private static byte[] demo() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(Nta.DEMO))) {
            return in.readAllBytes();
        }
    }
}
