package io.nta.model.xgboost.training;

import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.RowOrigin;

/** What stays together when rows are split. Whatever it is, rows of one capture are never split. */
public enum SplitBy {
    /** Rows of one capture. */
    CAPTURE,
    /** Rows of captures that were attacked with the same tool; a capture without a tool stands for itself. */
    TOOL,
    /** Rows of captures from one network. */
    NETWORK;

    /** Returns what the row's group is named after. */
    public String name(LabelledRows rows, int row) {
        return switch (this) {
            case CAPTURE -> rows.capture(row);
            case TOOL -> rows.tool(row).equals(RowOrigin.NO_TOOL) ? rows.capture(row) : rows.tool(row);
            case NETWORK -> rows.network(row);
        };
    }
}
