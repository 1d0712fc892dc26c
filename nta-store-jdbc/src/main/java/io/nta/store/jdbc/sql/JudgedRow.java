package io.nta.store.jdbc.sql;

import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.feature.KeyKind;
import io.nta.packet.IpAddress;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What was said of a row.
 *
 * @param kind the kind of its key
 * @param key its key
 * @param seconds the length of its window
 * @param startNanos where its window starts
 * @param label {@value #NORMAL} or the label of an attack
 * @param confidence 0 to 1; 0 when normal
 */
public record JudgedRow(KeyKind kind, IpAddress key, int seconds, long startNanos, String label, double confidence) {
    /** The label of a row that no detector said anything of. */
    public static final String NORMAL = "normal";

    /** Returns what was said of each row: the surest verdict counts, of equally sure ones the first. */
    public static List<JudgedRow> of(List<FeatureVector> rows, List<Verdict> verdicts) {
        IdentityHashMap<FeatureVector, Verdict> surest = new IdentityHashMap<>();
        for (Verdict verdict : verdicts) {
            surest.merge(verdict.row(), verdict, (a, b) -> b.confidence() > a.confidence() ? b : a);
        }
        return rows.stream().map(row -> of(row, surest)).toList();
    }

    private static JudgedRow of(FeatureVector row, IdentityHashMap<FeatureVector, Verdict> surest) {
        Verdict verdict = surest.get(row);
        return new JudgedRow(
                row.kind(),
                row.address(),
                row.seconds(),
                row.startNanos(),
                verdict == null ? NORMAL : verdict.type().label(),
                verdict == null ? 0 : verdict.confidence());
    }
}
