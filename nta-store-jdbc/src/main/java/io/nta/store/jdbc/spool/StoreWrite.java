package io.nta.store.jdbc.spool;

import io.nta.detect.Alert;
import io.nta.feature.FeatureVector;
import io.nta.spi.RecordBatch;
import io.nta.store.jdbc.sql.JudgedRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to be written, as a value, so that it can wait. Writing it twice is as writing it once. */
public sealed interface StoreWrite {
    /** A batch of packets. */
    record Packets(RecordBatch batch) implements StoreWrite {}

    /** Rows of closed windows. */
    record Rows(List<FeatureVector> rows) implements StoreWrite {
        /** Copies the list. */
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Rows of closed windows, and what was said of them. */
    record JudgedRows(List<FeatureVector> rows, List<JudgedRow> judged) implements StoreWrite {
        /** Copies the lists. */
        public JudgedRows {
            rows = List.copyOf(rows);
            judged = List.copyOf(judged);
        }
    }

    /** What was said of rows that are kept already. */
    record Judgement(List<JudgedRow> rows) implements StoreWrite {
        /** Copies the list. */
        public Judgement {
            rows = List.copyOf(rows);
        }
    }

    /**
     * An alert in a new state.
     *
     * @param suppressedBy the number of the rule that kept it quiet when it arrived; {@code null} when none did
     */
    record AlertState(Alert alert, @Nullable Long suppressedBy) implements StoreWrite {}
}
