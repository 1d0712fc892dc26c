package io.nta.examples.server.http;

import io.javalin.http.Context;
import io.nta.packet.IpAddress;
import io.nta.store.jdbc.read.Cursor;
import io.nta.store.jdbc.read.TimeRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, read by name and type. Every mistake is noted, and {@link #verify} tells of all at once; a parameter that nobody read is one
 * as well.
 */
public final class Parameters {
    /** The longest text that a name or a number may be. */
    static final int MAX_TEXT = 256;

    private static final long NANOS = 1_000_000_000L;

    private final Map<String, List<String>> given;
    private final Set<String> known = new HashSet<>();
    private final List<Map<String, String>> mistakes = new ArrayList<>();

    private Parameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** Returns those of a request. */
    public static Parameters of(Context context) {
        return new Parameters(context.queryParamMap());
    }

    /** Returns a text of at most 256 characters without control characters, or {@code null} when it isn't given. */
    public @Nullable String text(String name) {
        known.add(name);
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            reject(name, "given more than once");
        }
        if (values.isEmpty()) {
            return null;
        }
        // PostgreSQL refuses NUL even in a comparison.
        if (values.get(0).length() > MAX_TEXT
                || values.get(0).isBlank()
                || values.get(0).chars().anyMatch(Character::isISOControl)) {
            reject(name, "allowed: 1 to " + MAX_TEXT + " characters, none of them a control character");
            return null;
        }
        return values.get(0).strip();
    }

    /** Returns a whole number from {@code min} to {@code max}. */
    public int integer(String name, int byDefault, int min, int max) {
        Integer number = integer(name, min, max);
        return number == null ? byDefault : number;
    }

    /** Returns a whole number from {@code min} to {@code max}, or {@code null} when it isn't given. */
    public @Nullable Integer integer(String name, int min, int max) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        reject(name, "allowed: whole numbers from " + min + " to " + max);
        return null;
    }

    /** Returns one of a few whole numbers, or {@code null} when it isn't given. */
    public @Nullable Integer oneOf(String name, List<Integer> allowed) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (Integer each : allowed) {
            if (text.equals(each.toString())) {
                return each;
            }
        }
        reject(name, "allowed: " + allowed);
        return null;
    }

    /** Returns true or false, or {@code null} when it isn't given. */
    public @Nullable Boolean bool(String name) {
        String text = text(name);
        if (text == null || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text == null ? null : Boolean.valueOf(text);
        }
        reject(name, "allowed: true, false");
        return null;
    }

    /** Returns a constant, by its name in either case, or {@code null} when it isn't given. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        List<String> allowed = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        reject(name, "allowed: " + String.join(", ", allowed));
        return null;
    }

    /** Returns an address, or {@code null} when it isn't given. */
    public @Nullable IpAddress address(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return IpAddress.parse(text);
        } catch (IllegalArgumentException e) {
            reject(name, "allowed: an IPv4 or IPv6 address");
            return null;
        }
    }

    /** Returns where a page begins: what an earlier one gave as {@code next}; {@code null} for the first page. */
    public @Nullable String cursor(String name) {
        return cursor(name, Cursor::id);
    }

    /** Returns where a page begins whose items have numbers. */
    public @Nullable String numberCursor(String name) {
        return cursor(name, Cursor::number);
    }

    private @Nullable String cursor(String name, Function<Cursor, ?> id) {
        String text = text(name);
        try {
            Cursor cursor = Cursor.parse(text);
            // Its id is looked at for the exception alone.
            return cursor == null || id.apply(cursor) == null ? null : text;
        } catch (IllegalArgumentException e) {
            reject(name, "allowed: what an earlier page of the same kind gave as next");
            return null;
        }
    }

    /** Returns the half-open range that {@code from} and {@code to} tell, each ISO 8601 or seconds since the epoch; all of time without them. */
    public TimeRange range() {
        return range(TimeRange.ALL);
    }

    /** Returns the range likewise; an end that isn't given is that of {@code byDefault}. */
    public TimeRange range(TimeRange byDefault) {
        Long from = nanos("from");
        Long to = nanos("to");
        long start = from == null ? byDefault.startNanos() : from;
        long end = to == null ? byDefault.endNanos() : to;
        if (start >= end) {
            reject("to", "allowed: a time later than from");
            return byDefault;
        }
        return new TimeRange(start, end);
    }

    /** Returns whether a range is told. */
    public boolean hasRange() {
        return given.containsKey("from") || given.containsKey("to");
    }

    private @Nullable Long nanos(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            Instant instant =
                    text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            reject(
                    name,
                    "allowed: ISO 8601 in UTC, such as 2026-01-31T12:00:00Z, or whole seconds since the epoch; years 1677 to 2262");
            return null;
        }
    }

    /** Notes a mistake. */
    public void reject(String name, String message) {
        mistakes.add(Map.of("parameter", name, "message", message));
    }

    /** Throws a {@link Problem} with every mistake; call it when the last parameter has been read. */
    public void verify() {
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                reject(
                        name.length() > MAX_TEXT ? name.substring(0, MAX_TEXT) : name,
                        "unknown parameter; known: "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        if (!mistakes.isEmpty()) {
            throw Problem.badRequest("The query parameters are not valid: see errors")
                    .with("errors", mistakes);
        }
    }
}
