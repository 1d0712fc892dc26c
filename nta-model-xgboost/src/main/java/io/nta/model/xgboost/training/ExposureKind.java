package io.nta.model.xgboost.training;

/** How host-hours are counted; a host is an address that is a SOURCE in a capture. */
public enum ExposureKind {
    /** From the start of the host's first window in the capture to the end of its last. */
    PRESENT,
    /** Its distinct windows of 5 s, 5 s each: never more than the host was present, so it asks for more. */
    ACTIVE
}
