package io.nta.model.xgboost.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /** The roots of (x / n - p)^2 = z^2 p (1 - p) / n, solved apart from this code. */
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "8, 10, 0.4901625, 0.9433178",
        "0, 10, 0, 0.2775328",
        "10, 10, 0.7224672, 1",
        "50, 100, 0.4038315, 0.5961685",
        "0, 0, 0, 1"
    })
    void theIntervalOfAProportionIsWilsons(long successes, long trials, double low, double high) {
        Interval interval = Interval.wilson(successes, trials);

        assertThat(interval.low()).isEqualTo(low, within(1e-6));
        assertThat(interval.high()).isEqualTo(high, within(1e-6));
    }

    /** From SciPy: chi2.ppf(0.025, 2 * x) / 2 and chi2.ppf(0.975, 2 * x + 2) / 2. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 0, 3.688879",
        "1, 0.02531781, 5.571643",
        "3, 0.6186721, 8.767273",
        "10, 4.795389, 18.39036",
        "100, 81.363991, 121.626794"
    })
    void theIntervalOfAPoissonMeanIsExact(long count, double low, double high) {
        Interval interval = Interval.poisson(count);

        assertThat(interval.low()).isEqualTo(low, within(1e-5));
        assertThat(interval.high()).isEqualTo(high, within(1e-5));
    }

    /** From SciPy: chi2.ppf(0.95, 2 * x + 2) / 2. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, 2.995732", "3, 7.753657", "50, 63.28712"})
    void theUpperBoundOfAPoissonMeanIsExact(long count, double high) {
        assertThat(Interval.poissonUpper(count)).isEqualTo(high, within(1e-4));
    }
}
