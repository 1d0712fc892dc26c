package io.nta.examples.generate;

import io.nta.examples.generate.network.Clock;
import io.nta.examples.generate.scenario.Episode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels as {@code nta evaluate} reads them: {@code NAME.labels.csv} beside {@code NAME.pcap}, a row an episode. */
public final class LabelFile {
    private static final Pattern CAPTURE = Pattern.compile("(.+?)(?:\\.(?:pcap|cap))?(?:\\.gz)?");
    private static final String HEADER = "start_epoch,end_epoch,label,attacker_ip,victim_ip,tool,command,notes";
    private static final String TOOL = "nta generate";

    private LabelFile() {}

    /** Returns where the labels of a capture belong. */
    public static Path beside(Path capture) {
        Matcher matcher = CAPTURE.matcher(String.valueOf(capture.getFileName()));
        String name = matcher.matches() ? matcher.group(1) : "capture";
        return capture.resolveSibling(name + ".labels.csv");
    }

    /**
     * Writes labels.
     *
     * @param seed the seed, for the column that says how to make the capture again
     */
    public static void write(Path file, List<Episode> episodes, long seed) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Episode episode : episodes) {
            text.append(seconds(episode.startNanos())).append(',').append(seconds(episode.endNanos()));
            for (String field : List.of(
                    episode.label(),
                    episode.attackers(),
                    episode.victims(),
                    TOOL,
                    "--scenario " + episode.scenario() + " --seed " + seed,
                    episode.notes())) {
                text.append(',').append(quoted(field));
            }
            text.append('\n');
        }
        Files.writeString(file, text);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%d.%03d", nanos / Clock.SECOND, nanos % Clock.SECOND / Clock.MILLI);
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
