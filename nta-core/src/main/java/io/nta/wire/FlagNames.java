package io.nta.wire;

import java.util.Locale;

/** TCP flags as the earlier system writes them: {@code SYN,ACK}. */
final class FlagNames {
    /** The names of the bits, the lowest first (RFC 9293, 3.1). */
    private static final String[] NAMES = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

    /** A segment's usual combinations are few, so each text is made once. The flags that the earlier system names first stand first. */
    private static final int[] ORDER = {1, 4, 0, 2, 3, 5, 6, 7};

    private static final String[] TEXTS = texts();

    private FlagNames() {}

    private static String[] texts() {
        String[] texts = new String[1 << NAMES.length];
        for (int flags = 0; flags < texts.length; flags++) {
            StringBuilder text = new StringBuilder();
            for (int bit : ORDER) {
                if ((flags >> bit & 1) != 0) {
                    text.append(text.length() == 0 ? "" : ",").append(NAMES[bit]);
                }
            }
            texts[flags] = text.toString();
        }
        return texts;
    }

    /** Returns the names of the bits, which are 0 to 255, joined by commas. */
    static String text(int flags) {
        return TEXTS[flags];
    }

    /**
     * Returns the bits of names joined by commas, blanks and case aside.
     *
     * @throws IllegalArgumentException when one is no flag's name
     */
    static int bits(String text) {
        int flags = 0;
        if (text.isBlank()) {
            return flags;
        }
        for (String name : text.split(",", -1)) {
            flags |= bit(name.trim().toUpperCase(Locale.ROOT));
        }
        return flags;
    }

    private static int bit(String name) {
        for (int bit = 0; bit < NAMES.length; bit++) {
            if (NAMES[bit].equals(name)) {
                return 1 << bit;
            }
        }
        throw new IllegalArgumentException(
                "tcp_flags has '" + name + "'; flags are " + String.join(", ", NAMES) + ", joined by commas");
    }
}
