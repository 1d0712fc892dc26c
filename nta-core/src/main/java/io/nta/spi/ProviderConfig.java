package io.nta.spi;

import io.nta.NtaException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The options of a provider, read by name and type in its {@code create} method.
 *
 * <p>Reading an option declares it. An option that was not given yields its default. One that is malformed or out of range is noted and yields its default too,
 * so that all mistakes are found at once: when {@code create} returns, {@link Providers} calls {@link #verify()}, which throws one {@link NtaException} with
 * every mistake, among them the options that were given but never declared. A provider that opens a file or a connection calls {@code verify()} itself, when
 * it has read its last option and before it opens anything.
 *
 * <p>Blanks around a value don't count, except in {@link #text}. The values of options whose name contains {@code password}, {@code secret}, {@code key} or
 * {@code token} stand in no message. Every method that reads throws {@link IllegalArgumentException} when the default itself is not allowed, and
 * {@link IllegalStateException} after {@code verify()}: both are mistakes of the provider. Not thread-safe.
 */
public final class ProviderConfig {
    /** A decimal figure; {@link Double#parseDouble} also takes "NaN", "1d" and hexadecimal. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    /** How the default of an option without one is written. */
    private static final String NONE = "";

    private final String subject;
    private final Map<String, String> options;
    private final NavigableMap<String, String> declared = new TreeMap<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> mistakes = new LinkedHashSet<>();
    private boolean complete;

    private ProviderConfig(String subject, Map<String, String> options) {
        this.subject = subject;
        this.options = Map.copyOf(options);
    }

    /** Returns a configuration with these options, neither of which has a {@code null} name or value. */
    public static ProviderConfig of(Map<String, String> options) {
        return new ProviderConfig("The options", options);
    }

    /** Returns a configuration whose messages begin with {@code subject}, as in "The options of detector 'threshold'". */
    static ProviderConfig of(String subject, Map<String, String> options) {
        return new ProviderConfig(subject, options);
    }

    /** Returns a text as it was given, blanks and all; it may be empty. */
    public String text(String name, String byDefault) {
        return Optional.ofNullable(given(name, byDefault)).orElse(byDefault);
    }

    /** Returns a text as it was given, or nothing. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given(name, NONE));
    }

    /** Returns a text that must be given and not be blank. If it is not, that is noted, and the empty text returned. */
    public String requiredText(String name) {
        String text = given(name, NONE);
        if (text == null) {
            missing.add(name);
            mistakes.add(OptionFormat.shown(name) + ": required, but not given");
            return "";
        }
        if (text.isBlank()) {
            reject(name, "required, but blank", "");
            return "";
        }
        return text;
    }

    /** Returns one of the texts {@code allowed}; upper and lower case are the same. */
    public String choice(String name, String byDefault, String... allowed) {
        List<String> choices = List.of(allowed);
        check(choices.contains(byDefault), name, byDefault, String.join(", ", choices));
        String text = given(name, byDefault);
        if (text == null) {
            return byDefault;
        }
        for (String choice : choices) {
            if (choice.equalsIgnoreCase(text.strip())) {
                return choice;
            }
        }
        reject(name, "not one of the choices", String.join(", ", choices) + Nearest.hint(text, choices));
        return byDefault;
    }

    /** Returns a constant of {@code byDefault}'s type, written in lower case with {@code -} for {@code _}; upper and lower case are the same. */
    public <E extends Enum<E>> E choice(String name, E byDefault) {
        E[] constants = byDefault.getDeclaringClass().getEnumConstants();
        String[] allowed = Stream.of(constants).map(ProviderConfig::written).toArray(String[]::new);
        String chosen = choice(name, written(byDefault), allowed);
        return Stream.of(constants)
                .filter(constant -> written(constant).equals(chosen))
                .findFirst()
                .orElse(byDefault);
    }

    /** Returns a whole number from {@code min} to {@code max}. */
    public int integer(String name, int byDefault, int min, int max) {
        String allowed = OptionFormat.range(min, Integer.MIN_VALUE, max, Integer.MAX_VALUE);
        return (int) whole(name, byDefault, min, max, allowed);
    }

    /** Returns a whole number from {@code min} to {@code max}. */
    public long integer(String name, long byDefault, long min, long max) {
        return whole(name, byDefault, min, max, OptionFormat.range(min, Long.MIN_VALUE, max, Long.MAX_VALUE));
    }

    /** Returns a decimal number, {@code min <= it <= max}; it is finite. An infinite {@code min} or {@code max} is no limit. */
    public double number(String name, double byDefault, double min, double max) {
        String allowed = OptionFormat.range(min, max);
        check(byDefault >= min && byDefault <= max, name, byDefault, allowed);
        String text = given(name, OptionFormat.written(byDefault));
        if (text == null) {
            return byDefault;
        }
        if (!DECIMAL.matcher(text.strip()).matches()) {
            reject(name, "not a number", allowed);
            return byDefault;
        }
        double number = Double.parseDouble(text.strip());
        if (!(number >= min && number <= max) || Double.isInfinite(number)) {
            reject(name, "out of range", allowed);
            return byDefault;
        }
        return number;
    }

    /** Returns {@code true} or {@code false}; upper and lower case are the same. */
    public boolean bool(String name, boolean byDefault) {
        return Boolean.parseBoolean(choice(name, String.valueOf(byDefault), "true", "false"));
    }

    /**
     * Returns a duration from {@code min} to {@code max}, written as {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 30d} or as ISO-8601
     * {@code PT5S}.
     */
    public Duration duration(String name, Duration byDefault, Duration min, Duration max) {
        String allowed = OptionFormat.range(min, max);
        check(within(byDefault, min, max), name, OptionFormat.written(byDefault), allowed);
        String text = given(name, OptionFormat.written(byDefault));
        if (text == null) {
            return byDefault;
        }
        try {
            Duration duration = OptionFormat.duration(text.strip());
            if (within(duration, min, max)) {
                return duration;
            }
            reject(name, "out of range", allowed);
        } catch (ArithmeticException | NumberFormatException tooLong) {
            reject(name, "out of range", allowed);
        } catch (DateTimeException unreadable) {
            reject(name, "not a duration such as 500ms, 5s, 2m, 1h, 30d or PT5S", allowed);
        }
        return byDefault;
    }

    /** Returns a path of the default file system. Whether anything is there is not looked at. */
    public Path path(String name, Path byDefault) {
        return path(name, byDefault.toString()).orElse(byDefault);
    }

    /** Returns a path of the default file system, or nothing. Whether anything is there is not looked at. */
    public Optional<Path> path(String name) {
        return path(name, NONE);
    }

    private Optional<Path> path(String name, String byDefault) {
        String text = given(name, byDefault);
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (!text.isBlank()) {
                return Optional.of(Path.of(text.strip()));
            }
            reject(name, "not a path", "");
        } catch (InvalidPathException unreadable) {
            reject(name, "not a path", "");
        }
        return Optional.empty();
    }

    /**
     * Returns what {@code parser} makes of the text of an option, without the blanks around it.
     *
     * @param byDefault for an option that is not given, or for whose text {@code parser} throws {@link IllegalArgumentException}, which is noted
     * @param allowed says in words what is allowed, for the message
     */
    public <T> T parsed(String name, T byDefault, Function<String, T> parser, String allowed) {
        String text = given(name, NONE);
        if (text == null) {
            return byDefault;
        }
        try {
            return parser.apply(text.strip());
        } catch (IllegalArgumentException unreadable) {
            reject(name, "can't be read", allowed);
            return byDefault;
        }
    }

    /**
     * Returns the options declared so far, by name, and how their defaults are written; {@code ""} where an option has none. What help and documents are held
     * against.
     */
    public SortedMap<String, String> declared() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(declared));
    }

    /**
     * Ends the reading of options. May be called again.
     *
     * @throws NtaException when an option is missing, malformed, out of range or unknown; the message has a line for each mistake
     */
    public void verify() {
        complete = true;
        mistakes().ifPresent(found -> {
            throw found;
        });
    }

    /**
     * Returns the mistakes found so far. Before {@link #verify()}, an option that was not declared may only be one that is read later: it is left out, unless
     * it looks like one that is required and missing.
     */
    Optional<NtaException> mistakes() {
        List<String> undeclared = options.keySet().stream()
                .filter(name -> !declared.containsKey(name))
                .sorted()
                .toList();
        Set<String> lines = new LinkedHashSet<>(mistakes);
        for (String name : undeclared) {
            String meant = Nearest.hint(name, complete ? declared.keySet() : missing);
            if (complete || !meant.isEmpty()) {
                lines.add(OptionFormat.shown(name) + ": unknown option" + meant);
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String message = subject + " are not valid:\n  " + String.join("\n  ", lines);
        boolean listed = complete && !undeclared.isEmpty();
        return Optional.of(
                new NtaException(listed ? message + "\nKnown options: " + listOf(declared.keySet()) : message));
    }

    private long whole(String name, long byDefault, long min, long max, String allowed) {
        check(byDefault >= min && byDefault <= max, name, byDefault, allowed);
        String text = given(name, String.valueOf(byDefault));
        if (text == null) {
            return byDefault;
        }
        if (!text.strip().matches("[+-]?\\d+")) {
            reject(name, "not a whole number", allowed);
            return byDefault;
        }
        BigDecimal number = new BigDecimal(text.strip());
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            reject(name, "out of range", allowed);
            return byDefault;
        }
        return number.longValueExact();
    }

    private @Nullable String given(String name, String byDefault) {
        if (complete) {
            throw new IllegalStateException("option " + name
                    + " is read after verify(), when it can no longer be reported; read it in create()");
        }
        declared.put(name, byDefault);
        return options.get(name);
    }

    private void reject(String name, String what, String allowed) {
        String value = OptionFormat.isSecret(name)
                ? "(not shown)"
                : "'" + OptionFormat.shown(options.getOrDefault(name, "")) + "'";
        mistakes.add(OptionFormat.shown(name) + " = " + value + ": " + what
                + (allowed.isEmpty() ? "" : "; allowed: " + allowed));
    }

    private static void check(boolean allowedDefault, String name, Object byDefault, String allowed) {
        if (!allowedDefault) {
            throw new IllegalArgumentException(
                    "the default of option " + name + " is " + byDefault + "; allowed: " + allowed);
        }
    }

    private static boolean within(Duration duration, Duration min, Duration max) {
        return duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String listOf(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
