package io.nta.model.xgboost.rows;

import java.io.IOException;

/** A file of labelled rows that is not one; the message names file, line, column and what is allowed. */
public final class LabelledRowsException extends IOException {
    private static final long serialVersionUID = 1;

    LabelledRowsException(String message) {
        super(message);
    }
}
