package io.nta.model.xgboost.rows;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of the rows file: at most six significant digits, 0 as "0". */
final class Decimals {
    private static final MathContext SIX_DIGITS = new MathContext(6);
    private static final double SIX_DIGIT_LIMIT = 1e6;

    /** Doubles hold integers of so many digits, and these powers of ten, exactly; so their quotient is the nearest double. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimals() {}

    /** Appends the number; {@code value} is finite. */
    static void write(double value, StringBuilder into) {
        if (value == Math.rint(value) && Math.abs(value) < SIX_DIGIT_LIMIT) {
            into.append((long) value);
        } else {
            into.append(new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros());
        }
    }

    /**
     * Returns the finite number that stands in the text from {@code from} to before {@code to}.
     *
     * @throws NumberFormatException if there is none
     */
    static float read(String text, int from, int to) {
        long digits = 0;
        int decimals = 0;
        boolean point = false;
        boolean plain = to > from && to - from <= EXACT_DIGITS;
        for (int i = from; i < to && plain; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                decimals += point ? 1 : 0;
            } else {
                plain = c == '.' && !point && to - from > 1;
                point = true;
            }
        }
        if (plain) {
            return (float) (digits / POWERS[decimals]);
        }
        float value = (float) Double.parseDouble(text.substring(from, to));
        if (!Float.isFinite(value)) {
            throw new NumberFormatException(text.substring(from, to));
        }
        return value;
    }
}
