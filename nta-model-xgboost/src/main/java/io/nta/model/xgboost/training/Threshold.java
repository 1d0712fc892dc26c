package io.nta.model.xgboost.training;

/**
 * From which calibrated probability on a row speaks of a class.
 *
 * @param alert from here on it counts as found
 * @param hint from here on it is worth remembering; at most {@code alert}
 */
public record Threshold(double alert, double hint) {}
