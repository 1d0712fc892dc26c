package io.nta.detect;

/** How urgent an alert is. */
public enum Severity {
    LOW(0),
    MEDIUM(0.5),
    HIGH(0.7),
    CRITICAL(0.9);

    private final double fromConfidence;

    Severity(double fromConfidence) {
        this.fromConfidence = fromConfidence;
    }

    /** Returns the severity that stands for a confidence of 0 to 1 by default. */
    public static Severity ofConfidence(double confidence) {
        Severity severity = LOW;
        for (Severity candidate : values()) {
            if (confidence >= candidate.fromConfidence) {
                severity = candidate;
            }
        }
        return severity;
    }
}
