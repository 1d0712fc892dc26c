package io.nta.tck;

import static io.nta.tck.Contract.requireSame;
import static io.nta.tck.Contract.verify;

import io.nta.detect.Alert;
import io.nta.detect.AttackType;
import io.nta.detect.Severity;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.packet.IpAddress;
import io.nta.spi.FeatureStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of {@link FeatureStore}, to be extended by the test of a store. */
public abstract class FeatureStoreTck {
    private static final int MANY_ROWS = 3_000;
    private static final int CLOSES = 2;

    /**
     * What a store has.
     *
     * @param rows its rows as {@link FeatureVector#toString} tells them, each with its label ({@code normal} or an attack's) or {@code null}
     * @param alerts its alerts by id
     */
    public record Contents(Map<String, String> rows, Map<String, Alert> alerts) {}

    /** For the test that extends it. */
    protected FeatureStoreTck() {}

    /** Opens the store of the test: empty at first, and later with all that was kept in it. */
    protected abstract FeatureStore open() throws IOException;

    /** Reads what an open store has. */
    protected abstract Contents contents(FeatureStore store) throws IOException;

    /** Returns whether the store keeps verdicts; one that doesn't says {@code false}. */
    protected boolean keepsVerdicts() {
        return true;
    }

    private static FeatureVector row(int second, double packets) {
        return MadeRow.source("10.0.0.1", 5)
                .at(second)
                .with("packet_count", packets)
                .row();
    }

    private static Verdict verdict(FeatureVector row, AttackType type, double confidence) {
        return new Verdict(row, type, confidence, row.address(), null, "it does", List.of("a fact"), "tck");
    }

    private static Alert alert(int lastSeen, boolean closed) {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        return new Alert(
                "tck-1",
                AttackType.PORT_SCAN,
                IpAddress.parse("2001:db8::1"),
                null,
                Severity.HIGH,
                0.75,
                start,
                start.plusSeconds(lastSeen).plusNanos(1),
                30,
                start,
                start.plusSeconds(30),
                start.plusSeconds(5),
                lastSeen,
                100L * lastSeen,
                new Alert.Details("it scans", List.of("a \"fact\"", "another: é"), "T1046"),
                closed);
    }

    private void requireRows(FeatureStore store, String when, String... rowsAndLabels) throws IOException {
        Map<String, String> expected = new java.util.HashMap<>();
        for (int i = 0; i < rowsAndLabels.length; i += 2) {
            expected.put(rowsAndLabels[i], keepsVerdicts() ? rowsAndLabels[i + 1] : null);
        }
        requireSame(contents(store).rows(), expected, "the rows " + when);
    }

    // --- Rows --------------------------------------------------------------------------------------------------------

    @Test
    public final void rowsAreKeptUntilItIsOpenedAgain() {
        verify(
                "that append() has written when it returns, or close() does, and every kind and length of window",
                () -> {
                    FeatureVector source = row(0, 1);
                    FeatureVector target = MadeRow.target("10.0.0.1", 5).row();
                    FeatureVector longer = MadeRow.source("10.0.0.1", 180)
                            .with("packet_rate_pps", 0.1)
                            .row();
                    FeatureVector six = MadeRow.source("2001:db8::7", 5).row();
                    String[] expected = {
                        source.toString(), null, target.toString(), null, longer.toString(), null, six.toString(), null
                    };
                    try (FeatureStore store = open()) {
                        store.append(List.of(source, target, longer, six));
                        requireRows(store, "after append()", expected);
                    }
                    try (FeatureStore store = open()) {
                        requireRows(store, "after it was opened again", expected);
                    }
                });
    }

    @Test
    public final void theSameRowAgainChangesNothing() {
        verify("that rows are known by kind, key, window length and start, and an equal one keeps its verdict", () -> {
            try (FeatureStore store = open()) {
                FeatureVector row = row(0, 1);
                store.append(List.of(row));
                store.judge(List.of(row), List.of());
                store.append(List.of(row(0, 1)));
                requireRows(store, "after the same row was appended again", row.toString(), "normal");
            }
        });
    }

    @Test
    public final void aRowWithOtherValuesTakesThePlaceOfTheOneBefore() {
        verify("that the newer row is kept, and its verdict is still to come", () -> {
            try (FeatureStore store = open()) {
                FeatureVector row = row(0, 1);
                store.append(List.of(row));
                store.judge(List.of(row), List.of());
                FeatureVector fuller = row(0, 2);
                store.append(List.of(fuller));
                requireRows(store, "after a fuller one of the same window", fuller.toString(), null);
            }
        });
    }

    @Test
    public final void aBatchMayBeOfAnySize() {
        verify("batches of no rows, and of more than a statement takes", () -> {
            try (FeatureStore store = open()) {
                store.append(List.of());
                List<FeatureVector> many = new ArrayList<>();
                for (int i = 0; i < MANY_ROWS; i++) {
                    many.add(row(5 * i, i));
                }
                store.append(Collections.unmodifiableList(many));
                store.judge(Collections.unmodifiableList(many), List.of());
                requireSame(contents(store).rows().size(), MANY_ROWS, "the number of rows");
            }
        });
    }

    // --- Verdicts ----------------------------------------------------------------------------------------------------

    @Test
    public final void theSurestVerdictIsTheRowsAndOneWithoutIsNormal() {
        verify("judge(): the label of the verdict with the highest confidence; only the rows that it is given", () -> {
            try (FeatureStore store = open()) {
                FeatureVector quiet = row(0, 1);
                FeatureVector loud = row(5, 2);
                FeatureVector untold = row(10, 3);
                store.append(List.of(quiet, loud, untold));
                store.judge(
                        List.of(quiet, loud),
                        List.of(verdict(loud, AttackType.PORT_SCAN, 0.9), verdict(loud, AttackType.UDP_FLOOD, 0.6)));
                requireRows(
                        store,
                        "after judge()",
                        quiet.toString(),
                        "normal",
                        loud.toString(),
                        "port_scan",
                        untold.toString(),
                        null);
            }
        });
    }

    // --- Alerts ------------------------------------------------------------------------------------------------------

    @Test
    public final void anAlertIsKeptInItsNewestState() {
        verify("save(): by id; one last seen earlier, or not closed yet, is older and changes nothing", () -> {
            Alert closed = alert(20, true);
            try (FeatureStore store = open()) {
                for (Alert state : List.of(alert(10, false), alert(20, false))) {
                    store.save(state);
                    requireSame(contents(store).alerts(), Map.of("tck-1", state), "the alerts after save()");
                }
                for (Alert state : List.of(closed, alert(20, false), alert(10, false), closed)) {
                    store.save(state);
                    requireSame(contents(store).alerts(), Map.of("tck-1", closed), "the alerts after an older state");
                }
            }
            try (FeatureStore store = open()) {
                requireSame(contents(store).alerts(), Map.of("tck-1", closed), "the alerts after it was opened again");
            }
        });
    }

    // --- Life --------------------------------------------------------------------------------------------------------

    @Test
    public final void closingTwiceDoesNothing() {
        verify("that close() remembers that it was called", () -> {
            FeatureStore store = open();
            for (int i = 0; i < CLOSES; i++) {
                store.close();
            }
        });
    }
}
