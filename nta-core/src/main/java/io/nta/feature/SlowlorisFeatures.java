package io.nta.feature;

import static io.nta.feature.Formulas.MICRO;
import static io.nta.feature.Formulas.count;
import static io.nta.feature.Formulas.divide;
import static io.nta.feature.Measure.ABANDONED_REQUESTS;
import static io.nta.feature.Measure.ANSWERED_REQUESTS;
import static io.nta.feature.Measure.CLOSED_AGE_MICROS;
import static io.nta.feature.Measure.CLOSED_CONNECTIONS;
import static io.nta.feature.Measure.OPEN_CONNECTIONS;
import static io.nta.feature.Measure.OPEN_START_MICROS;
import static io.nta.feature.Measure.PARTIAL_REQUESTS;
import static io.nta.feature.Measure.PENDING_REQUESTS;
import static io.nta.feature.Measure.TCP_BYTES_BOTH_WAYS;

import java.util.List;

/** Connections and requests that stay open. */
final class SlowlorisFeatures {
    static final List<Feature> ALL = List.of(
            new Feature(
                    "open_conn_count",
                    "slowloris",
                    Unit.CONNECTIONS,
                    Merge.DERIVED,
                    "connections closed in the window (SUM) + connections open at its end (LAST)",
                    SlowlorisFeatures::connections),
            new Feature(
                    "avg_conn_duration",
                    "slowloris",
                    Unit.SECONDS,
                    Merge.DERIVED,
                    "mean age in seconds of those connections, at their close or at the window end (sums of ages closed; count and sum of start times of the open ones, LAST)",
                    SlowlorisFeatures::averageAge),
            new Feature(
                    "bytes_per_conn",
                    "slowloris",
                    Unit.BYTES,
                    Merge.DERIVED,
                    "bytes both ways / open_conn_count; 0 for none",
                    s -> divide(s.get(TCP_BYTES_BOTH_WAYS), connections(s))),
            new Feature(
                    "partial_http_count",
                    "slowloris",
                    Unit.REQUESTS,
                    Merge.LAST,
                    "HTTP requests begun and not complete (header, or announced body) at the window end",
                    count(PARTIAL_REQUESTS)),
            new Feature(
                    "request_completion_ratio",
                    "slowloris",
                    Unit.RATIO,
                    Merge.DERIVED,
                    "requests answered / (answered + abandoned + pending at the window end); 1 when none",
                    SlowlorisFeatures::completion));

    private static final long NANOS_PER_MICRO = 1_000;

    private static double connections(WindowState state) {
        return state.get(CLOSED_CONNECTIONS) + state.get(OPEN_CONNECTIONS);
    }

    private static double averageAge(WindowState state) {
        long open = state.get(OPEN_CONNECTIONS);
        // The products and sums wrap around, and so does their difference: it is the true sum of ages.
        long openAges = open * (state.endNanos() / NANOS_PER_MICRO) - state.get(OPEN_START_MICROS);
        return divide(openAges + state.get(CLOSED_AGE_MICROS), connections(state)) / MICRO;
    }

    private static double completion(WindowState state) {
        long answered = state.get(ANSWERED_REQUESTS);
        long all = answered + state.get(ABANDONED_REQUESTS) + state.get(PENDING_REQUESTS);
        return all == 0 ? 1 : (double) answered / all;
    }

    private SlowlorisFeatures() {}
}
