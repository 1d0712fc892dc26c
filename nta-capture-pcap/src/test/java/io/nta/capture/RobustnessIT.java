package io.nta.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.AnalyzerStats;
import io.nta.capture.RobustnessCaptures.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
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
                            && format.getMessage().contains(name + ": at byte " + format.offset());
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
    void packetsAreThoseOfCapinfosAndBytesAndProtocolsThoseOfTshark(@TempDir Path temporary) throws IOException {
        Map<String, WiresharkTotals> expected = wiresharkTotals(temporary);
        List<String> differing = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        expected.forEach((name, totals) -> {
            AnalyzerStats stats = outcomes.get(name).stats();
            if (stats == null || !outcomes.get(name).complete()) {
                return;
            }
            long differences = totals.differences(stats.protocols());
            String line = name + ": " + stats.protocols() + ", tshark " + totals;
            if (stats.source().delivered() != totals.packets()
                    || stats.bytes() != totals.bytes()
                    || !totals.agreesWith(stats.protocols())) {
                wrong.add(line + ", capture line " + stats);
            } else if (differences > 0) {
                differing.add(line);
            }
        });
        Files.write(Path.of("target", "robustness-differences.txt"), differing);
        assertThat(wrong).isEmpty();
        assertThat(expected).hasSizeGreaterThan(outcomes.size() * 9 / 10);
        assertThat(differing).hasSizeLessThan(expected.size() / 10);
    }

    /** Returns the totals of all files that Wireshark reads whole. One tshark for many files: to start it takes longer than to read one. */
    private static Map<String, WiresharkTotals> wiresharkTotals(Path temporary) throws IOException {
        Path folder = RobustnessCaptures.folder().toAbsolutePath();
        Map<String, Long> packets = Capinfos.packets(folder, List.copyOf(outcomes.keySet()));
        List<String> mergeable = new ArrayList<>();
        Map<String, WiresharkTotals> totals = new TreeMap<>();
        for (String name : new TreeSet<>(packets.keySet())) {
            if (Capinfos.hasCustomBlock(folder.resolve(name))) {
                List<Long> size = List.of(packets.get(name));
                totals.put(name, WiresharkTotals.of(folder.resolve(name), size).get(0));
            } else {
                mergeable.add(name);
            }
        }
        for (int from = 0; from < mergeable.size(); from += FILES_AT_ONCE) {
            List<String> part = mergeable.subList(from, Math.min(mergeable.size(), from + FILES_AT_ONCE));
            Path merged = temporary.resolve(from + ".pcapng");
            Capinfos.merge(folder, part, merged);
            List<Long> sizes = part.stream().map(packets::get).toList();
            List<WiresharkTotals> ofPart = WiresharkTotals.of(merged, sizes);
            for (int i = 0; i < part.size(); i++) {
                totals.put(part.get(i), ofPart.get(i));
            }
        }
        return totals;
    }
}
