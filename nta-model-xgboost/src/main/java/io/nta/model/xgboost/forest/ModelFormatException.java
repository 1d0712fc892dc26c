package io.nta.model.xgboost.forest;

import java.io.IOException;

/** Says which field of a model file can't be used, and why. */
public final class ModelFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates an error; {@code message} names the field. */
    public ModelFormatException(String message) {
        super(message);
    }

    /** Creates an error with what a parser said. */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
