package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AnalyzerStats;
import io.nta.capture.RobustnessCaptures.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(value = "io.nta.capture.RobustnessCaptures#present", disabledReason = RobustnessCaptures.MISSING)
class RobustnessIT {
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** mergecap opens all files at once. */
    private static final int FILES_AT_ONCE = 300;

    private static Map<String, Outcome> outcomes = Map.of();

    @BeforeAll
    static void analyseAll() throws IOException {
        outcomes = RobustnessCaptures.analyse();
    }

    @Test
    void everyFileIsReadToItsEndOrTheErrorSaysWhatIsWrongAndWhere() {
        List<String> wrong = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            boolean located = outcome.failure() == null
                    || outcome.failure() instanceof CaptureFormatException format
                            && format.getMessage().contains(name + ": at byte " + format.offset())
                            && format.getMessage().contains("read before it");
            if (outcome.thrown() != null || !located || outcome.duration().compareTo(LONGEST) > 0) {
                wrong.add(name + ": " + outcome);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(outcomes).isNotEmpty();
    }

    @Test
    void noPacketIsUnaccountedForInAnyFile() {
        assertThat(outcomes.entrySet())
                .filteredOn(file -> file.getValue().stats() != null)
                .allMatch(file -> file.getValue().stats().isConserved());
    }

    @Test
    @EnabledIf(value = "io.nta.capture.Tshark#installed", disabledReason = Tshark.MISSING)
    void packetsAndBytesAndProtocolsAreThoseOfWireshark(@TempDir Path temporary) throws IOException {
        List<String> names = List.copyOf(outcomes.keySet());
        Map<String, Capinfos.Summary> summaries = Capinfos.of(RobustnessCaptures.folder(), names);
        List<String> whole = names.stream().filter(summaries::containsKey).toList();
        Map<String, Tshark.Counts> counts = new TreeMap<>();
        for (int from = 0; from < whole.size(); from += FILES_AT_ONCE) {
            List<String> part = whole.subList(from, Math.min(whole.size(), from + FILES_AT_ONCE));
            Path merged = temporary.resolve(from + ".pcapng");
            Capinfos.merge(RobustnessCaptures.folder(), part, merged);
            List<Tshark.Counts> ofPart = Tshark.count(
                    merged,
                    part.stream().map(name -> summaries.get(name).packets()).toList());
            for (int i = 0; i < part.size(); i++) {
                counts.put(part.get(i), ofPart.get(i));
            }
        }
        counts.forEach((name, expected) -> {
            Outcome o = outcomes.get(name);
            AnalyzerStats s = o.stats();
            String enc = summaries.get(name).encapsulation();
            if (s == null) { System.out.println("REFUSED|" + enc + "|" + name + "|" + o.failure().getMessage()); return; }
            Tshark.Counts actual = new Tshark.Counts(s.source().received() - s.source().dropped(), s.bytes(), s.protocols());
            if (!actual.equals(expected)) System.out.println("DIFF|" + enc + "|" + name + "|" + actual + "|" + expected + "|" + s.anomalies() + "|" + (o.failure() == null ? "" : o.failure().getMessage()));
        });
        outcomes.forEach((name, o) -> { if (!counts.containsKey(name)) System.out.println("NOTSHARK|" + name + "|" + (o.failure() == null ? "read " + o.stats().source() : o.failure().getMessage())); });
    }
}
