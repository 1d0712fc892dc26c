package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.spi.PacketSource;
import io.nta.spi.SourceStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Reads the real captures that stand beside the repository, or wherever the system property or environment variable {@code NTA_CAPTURES} says: a folder with
 * a {@code manifest.csv} whose first and fifth columns are a file and what capinfos counted in it.
 */
@EnabledIf("present")
class RealCapturesTest {
    private static final int PACKETS_COLUMN = 4;

    /** In the notes of a row: capinfos stopped at damage, and the count is another tool's. */
    private static final String CAPINFOS_FAILED = "capinfos: capinfos:";

    private static final long REFUSED = -1;

    static boolean present() {
        return Files.exists(folder().resolve("manifest.csv"));
    }

    private static Path folder() {
        String named = System.getProperty("NTA_CAPTURES", System.getenv("NTA_CAPTURES"));
        return named == null
                ? Path.of("..", "..", "shared", "pcaps")
                : Path.of(named); // tests run in the folder of their module
    }

    @Test
    void everyPacketThatCapinfosCountsIsReadOrTheErrorSaysWhyNot() throws IOException {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String row : Files.readAllLines(folder().resolve("manifest.csv"))) {
            String[] columns = row.split(",");
            Path file = folder().resolve(columns[0]);
            if (columns.length <= PACKETS_COLUMN
                    || !columns[PACKETS_COLUMN].matches("[1-9][0-9]*")
                    || !Files.exists(file)) {
                continue;
            }
            long expected = Long.parseLong(columns[PACKETS_COLUMN]);
            long received = received(file);
            if (received == REFUSED || row.contains(CAPINFOS_FAILED)) {
                continue;
            }
            compared++;
            if (received != expected) {
                wrong.add(columns[0] + ": " + received + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isPositive();
    }

    /** Returns how many packets were met up to the end or the damage, or {@link #REFUSED} when the file was refused for its link type or version. */
    private static long received(Path file) throws IOException {
        PcapFileSource source;
        try {
            source = PcapFileSource.open(file);
        } catch (CaptureFormatException e) {
            assertThat(e).hasMessageFindingMatch("link type|version .* is not supported");
            return REFUSED;
        }
        try (source) {
            long[] delivered = {0};
            try {
                while (source.poll((time, type, buffer, offset, captured, wire, id) -> delivered[0]++, 1_000)
                        != PacketSource.END) {}
            } catch (CaptureFormatException e) {
                assertThat(e.offset()).isNotNegative();
            }
            SourceStats stats = source.stats();
            assertThat(stats.delivered()).isEqualTo(delivered[0]);
            assertThat(stats.received()).isEqualTo(stats.delivered() + stats.dropped() + stats.unsupported());
            return stats.delivered() + stats.unsupported();
        }
    }
}
