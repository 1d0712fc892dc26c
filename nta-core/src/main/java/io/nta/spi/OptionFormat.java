package io.nta.spi;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the values of options are written, and how they are shown in messages. */
final class OptionFormat {
    /** More of a value than this says nothing about what is wrong with it. */
    private static final int MAX_SHOWN = 80;
    /** From here on digits are no longer counted by eye: 1.0E15 instead of a 1 and 15 zeros. */
    private static final double MAX_PLAIN = 1e15;

    /** The longest duration that is a {@code long} of milliseconds. */
    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    private OptionFormat() {}

    /** Returns whether the value of this option must not be shown. */
    static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of("password", "secret", "key", "token").anyMatch(lower::contains);
    }

    /** Returns the text on one line: what was typed must not forge a line of a message or a log. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    }

    /** Returns the text on one line and of bearable length. */
    static String shown(String text) {
        String line = oneLine(text);
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
    }

    /**
     * Reads a duration.
     *
     * @throws DateTimeParseException when it isn't one
     * @throws ArithmeticException when it is too long
     * @throws NumberFormatException when it is too long
     */
    static Duration duration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        return matcher.matches()
                ? unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
                : Duration.parse(text);
    }

    private static Duration unit(String name) {
        return Objects.requireNonNull(UNITS.get(name), name);
    }

    /** Returns a range of durations in words; from 292 million years on, a maximum is none. */
    static String range(Duration min, Duration max) {
        return range(written(min), max.compareTo(LONGEST) >= 0 ? "" : written(max));
    }

    /** Returns a duration in the longest unit that leaves a whole number: {@code 90s}, {@code 2m}. */
    static String written(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        for (String unit : List.of("d", "h", "m", "s", "ms")) {
            Duration one = unit(unit);
            boolean countable = duration.compareTo(one) >= 0 && duration.compareTo(LONGEST) <= 0;
            if (countable && one.multipliedBy(duration.dividedBy(one)).equals(duration)) {
                return duration.dividedBy(one) + unit;
            }
        }
        return duration.toString();
    }

    /** Returns a range of whole numbers in words; a bound that is the least or greatest of its type is none. */
    static String range(long min, long least, long max, long greatest) {
        return range(min == least ? "" : String.valueOf(min), max == greatest ? "" : String.valueOf(max));
    }

    /** Returns a range of numbers in words; an infinite bound is none. */
    static String range(double min, double max) {
        return range(Double.isInfinite(min) ? "" : written(min), Double.isInfinite(max) ? "" : written(max));
    }

    private static String range(String min, String max) {
        if (min.isEmpty()) {
            return max.isEmpty() ? "any" : "at most " + max;
        }
        return max.isEmpty() ? "at least " + min : min + " to " + max;
    }

    /** Returns a number without exponent, or with one from 15 digits on. */
    static String written(double number) {
        double size = Math.abs(number);
        boolean plain = size < MAX_PLAIN && (size == 0 || size > 1 / MAX_PLAIN);
        return plain ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : Double.toString(number);
    }
}
