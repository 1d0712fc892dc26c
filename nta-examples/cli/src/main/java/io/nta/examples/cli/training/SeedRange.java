package io.nta.examples.cli.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds of the generator.
 *
 * @param first the first
 * @param last the last, not before the first
 */
record SeedRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    /**
     * Reads {@code 7} or {@code 0-5}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static SeedRange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("seeds are a number or a range, such as 7 or 0-5, not '" + text + "'");
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
        if (last < first) {
            throw new IllegalArgumentException("seeds go upwards, not from " + first + " to " + last);
        }
        return new SeedRange(first, last);
    }

    /** Reads them from the command line. */
    static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
