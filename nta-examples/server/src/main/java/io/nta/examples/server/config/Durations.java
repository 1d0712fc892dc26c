package io.nta.examples.server.config;

import java.time.Duration;

/** Bounds of settings. */
final class Durations {
    static final Duration NONE = Duration.ZERO;
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration DAY = Duration.ofDays(1);
    static final Duration CENTURY = Duration.ofDays(36_500);

    private Durations() {}
}
