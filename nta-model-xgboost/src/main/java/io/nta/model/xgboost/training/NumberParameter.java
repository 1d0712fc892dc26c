package io.nta.model.xgboost.training;

import java.util.Locale;

/** A number that training can be told. Where XGBoost has a parameter of the name, it means the same. */
public enum NumberParameter {
    /** The learning rate. */
    ETA(0.15, 0.001, 1, false),
    /** The depth of each tree. */
    MAX_DEPTH(6, 1, 16, true),
    /** The most rounds; each makes a tree for every class. */
    ROUNDS(200, 1, 5000, true),
    /** Boosting stops when the loss on the held-out part has not fallen for so many rounds; the model ends at its least. */
    EARLY_STOPPING_ROUNDS(20, 1, 5000, true),
    /** The share of rows that each round sees. */
    SUBSAMPLE(0.8, 0.05, 1, false),
    /** The share of inputs that each tree sees. */
    COLSAMPLE_BYTREE(0.5, 0.05, 1, false),
    /** The least weight of a leaf, in rows of average weight times p (1 - p) * 2. */
    MIN_CHILD_WEIGHT(2, 0, 1000, false),
    /** The L2 penalty on leaves. */
    LAMBDA(1, 0, 1000, false),
    /** The least gain of a split. */
    GAMMA(0, 0, 1000, false),
    /** The most bins of an input. */
    MAX_BIN(128, 2, 1024, true),
    /** What all chance comes from: the split, and rows and inputs of the rounds. */
    SEED(1, 0, Integer.MAX_VALUE, true),
    /** Threads of XGBoost. With more than 1, sums depend on the order in which threads end, so models may differ in their last digits. */
    NTHREAD(1, 1, 64, true),
    /** The share of groups of each class that is held out. */
    HELD_OUT_SHARE(0.25, 0.05, 0.5, false),
    /** The weight of a row is proportional to (rows of its capture and label) ^ -this: 0 counts rows, 1 counts captures. */
    ROW_WEIGHT_POWER(0.5, 0, 1, false),
    /** The budget of each class that {@code false_alert_budgets} does not name. */
    FALSE_ALERTS_PER_1000_HOST_HOURS(1, 0, 1e6, false),
    /** Hint thresholds have the budget times this. */
    HINT_BUDGET_FACTOR(30, 1, 1e6, false),
    /**
     * The bounds of thresholds are multiplied by this, as odds. Who learns attacks with a weight of n makes them seem n times as likely, and gives their thresholds the same bounds by
     * saying n here.
     */
    THRESHOLD_ODDS_FACTOR(1, 0.01, 1000, false);

    private final double standard;
    private final double least;
    private final double most;
    private final boolean whole;

    NumberParameter(double standard, double least, double most, boolean whole) {
        this.standard = standard;
        this.least = least;
        this.most = most;
        this.whole = whole;
    }

    /** Returns the name in the file, for example {@code max_depth}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value when nobody says another. */
    public double standard() {
        return standard;
    }

    boolean whole() {
        return whole;
    }

    /** Returns whether XGBoost is told it. */
    boolean ofXgboost() {
        return switch (this) {
            case ETA, MAX_DEPTH, SUBSAMPLE, COLSAMPLE_BYTREE, MIN_CHILD_WEIGHT, LAMBDA, GAMMA, MAX_BIN, SEED, NTHREAD ->
                true;
            default -> false;
        };
    }

    boolean allows(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }

    /** Returns what is allowed, in words. */
    String range() {
        return (whole ? "whole numbers from " : "numbers from ") + text(least) + " to " + text(most);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
