package io.nta.model.xgboost.evaluation;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.ModelInputs;

/**
 * A detector of one comparison: what one input alone can do.
 *
 * @param input a position among {@link ModelInputs#all()}
 * @param high whether it fires on values of at least {@code limit}; else on values of at most it
 * @param limit what values are compared with
 */
public record Stump(int input, boolean high, float limit) {
    /** Returns whether it fires on the row. */
    public boolean fires(LabelledRows rows, int row) {
        return fires(rows.input(row, input));
    }

    /** Returns whether it fires on that value of its input. */
    public boolean fires(float value) {
        return high ? value >= limit : value <= limit;
    }

    /** Returns it as it is written, for example {@code packet_count >= 12}. */
    @Override
    public String toString() {
        return ModelInputs.all().get(input) + (high ? " >= " : " <= ") + limit;
    }
}
