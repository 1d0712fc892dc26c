package io.nta.examples.cli.labels;

import io.nta.detect.AttackType;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.labels.Episode.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The labels of one capture, as read. They become {@link Episode}s when the capture's own times are known, since the label of a whole capture has none.
 *
 * <p>Two forms. Episodes: {@code start_epoch,end_epoch,label,attacker_ip,victim_ip} and perhaps {@code command,notes}, a row an episode. Manifest: {@code
 * file,label,attacker_ips,victim_ips,notes}, a row a capture, with {@code ;} between two labels.
 */
public final class Labels {
    private static final String HOST_DISCOVERY = "host_discovery";
    private static final String BENIGN = "benign";
    private static final String RESOLVER_LEG = "resolver leg";
    private static final Pattern TIME = Pattern.compile("\\d{1,10}(\\.\\d{1,30})?");
    private static final int NANO_DIGITS = 9;

    private static final List<String> COLUMNS =
            List.of("start_epoch", "end_epoch", "label", "attacker_ip", "victim_ip");

    private final List<Map<String, String>> rows;
    private final boolean wholeCapture;

    private Labels(List<Map<String, String>> rows, boolean wholeCapture) {
        this.rows = rows;
        this.wholeCapture = wholeCapture;
    }

    /**
     * Reads the labels of episodes.
     *
     * @throws IOException if the file can't be read or isn't in that form
     */
    public static Labels ofEpisodes(Path file) throws IOException {
        return ofEpisodes(CsvRows.read(file, COLUMNS), file.toString());
    }

    /** Returns the labels of rows; {@code file} names them in errors. */
    public static Labels ofEpisodes(List<Map<String, String>> rows, String file) throws IOException {
        for (Map<String, String> row : rows) {
            for (String column : COLUMNS) {
                if (!row.containsKey(column)) {
                    throw new IOException(file + ": no column '" + column + "'; labels need the columns "
                            + String.join(",", COLUMNS));
                }
            }
            for (String column : List.of("start_epoch", "end_epoch")) {
                String time = row.getOrDefault(column, "");
                if (!TIME.matcher(time).matches()) {
                    throw new IOException(file + ": " + column + " is '" + time
                            + "'; it is a time in seconds since 1970, of at most ten digits before the point");
                }
            }
            if (instant(row.getOrDefault("end_epoch", "0")).isBefore(instant(row.getOrDefault("start_epoch", "0")))) {
                throw new IOException(file + ": end_epoch " + row.get("end_epoch") + " is before start_epoch "
                        + row.get("start_epoch"));
            }
        }
        return new Labels(rows, false);
    }

    /** Returns the labels that a row of a manifest gives to its whole capture. */
    public static Labels ofManifestRow(Map<String, String> row) {
        return new Labels(List.of(row), true);
    }

    /** Returns the episodes, given what the capture turned out to be. */
    public List<Episode> episodes(CaptureResult result) {
        List<Episode> episodes = new ArrayList<>();
        for (Map<String, String> row : rows) {
            for (String label : row.getOrDefault("label", "").split(";", -1)) {
                episodes.add(wholeCapture ? ofWhole(label.strip(), row, result) : ofRow(label.strip(), row));
            }
        }
        return episodes;
    }

    private static Episode ofWhole(String label, Map<String, String> row, CaptureResult result) {
        Instant start = Instant.ofEpochSecond(0, result.firstNanos());
        Instant end = Instant.ofEpochSecond(0, result.lastNanos());
        return episode(
                label, row, start, end, row.getOrDefault("attacker_ips", ""), row.getOrDefault("victim_ips", ""), true);
    }

    private static Episode ofRow(String label, Map<String, String> row) {
        Instant start = instant(row.getOrDefault("start_epoch", "0"));
        Instant end = instant(row.getOrDefault("end_epoch", "0"));
        return episode(
                label, row, start, end, row.getOrDefault("attacker_ip", ""), row.getOrDefault("victim_ip", ""), false);
    }

    private static Episode episode(
            String label,
            Map<String, String> row,
            Instant start,
            Instant end,
            String attackers,
            String victims,
            boolean wholeCapture) {
        String notes = row.getOrDefault("notes", "");
        AttackType type = typeOf(label);
        HostSet victimSet = HostSet.parse(victims);
        if (AttackType.ARP_SPOOF.equals(type)) {
            // Both ends of an ARP spoof are its victims, whoever is told and whoever is impersonated; labels often name
            // one and mention the other.
            victimSet = victimSet.with(HostSet.mentionedIn(row.getOrDefault("command", "") + ' ' + notes));
        }
        return new Episode(
                label,
                label.equals(HOST_DISCOVERY) ? AttackType.PORT_SCAN : type,
                kindOf(label, type, notes),
                start,
                end,
                wholeCapture,
                HostSet.parse(attackers),
                victimSet,
                attackers,
                victims,
                row.getOrDefault("tool", ""),
                notes);
    }

    private static Kind kindOf(String label, @Nullable AttackType type, String notes) {
        if (label.equals(BENIGN)) {
            return Kind.BENIGN;
        }
        if (label.equals(HOST_DISCOVERY) || notes.startsWith(RESOLVER_LEG)) {
            return Kind.OPTIONAL;
        }
        return type != null ? Kind.ATTACK : Kind.OTHER_ATTACK;
    }

    private static @Nullable AttackType typeOf(String label) {
        for (AttackType type : AttackType.known()) {
            if (type.label().equals(label)) {
                return type;
            }
        }
        return null;
    }

    private static Instant instant(String epochSeconds) {
        BigDecimal seconds = new BigDecimal(epochSeconds);
        BigDecimal fraction = seconds.remainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                seconds.longValue(), fraction.movePointRight(NANO_DIGITS).longValue());
    }
}
