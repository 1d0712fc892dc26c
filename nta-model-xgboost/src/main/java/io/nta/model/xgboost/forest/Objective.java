package io.nta.model.xgboost.forest;

import org.jspecify.annotations.Nullable;

/** How margins become what was asked for, as far as the base score needs it. */
enum Objective {
    SOFTPROB("multi:softprob"),
    SOFTMAX("multi:softmax"),
    LOGISTIC("binary:logistic"),
    SQUARED_ERROR("reg:squarederror");

    private final String name;

    Objective(String name) {
        this.name = name;
    }

    /** Returns the objective of XGBoost's name, or null. */
    static @Nullable Objective of(String name) {
        for (Objective objective : values()) {
            if (objective.name.equals(name)) {
                return objective;
            }
        }
        return null;
    }

    boolean multiclass() {
        return this == SOFTPROB || this == SOFTMAX;
    }

    /** Returns the base score, which files hold as a probability for {@code binary:logistic}, as a margin. */
    float margin(float baseScore) {
        // XGBoost computes this in floats too (LogisticRegression::ProbToMargin).
        return this == LOGISTIC ? (float) -Math.log(1f / baseScore - 1f) : baseScore;
    }
}
