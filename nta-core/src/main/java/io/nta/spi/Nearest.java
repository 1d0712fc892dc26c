package io.nta.spi;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the known names that somebody may have meant. */
final class Nearest {
    /** One slip of the finger for three letters; more is another word. */
    private static final int LETTERS_PER_SLIP = 3;

    /** The comparison takes time and memory in proportion to the length. */
    private static final int MAX_LENGTH = 100;

    private Nearest() {}

    /** Returns "; did you mean 'a' or 'b'?" with the known names nearest to {@code name}, or the empty text when none is near. */
    static String hint(String name, Collection<String> known) {
        if (name.length() > MAX_LENGTH) {
            return "";
        }
        int limit = Math.min(
                Math.max(1, plain(name).length() / LETTERS_PER_SLIP),
                plain(name).length() - 1);
        int least = known.stream()
                .mapToInt(other -> distance(plain(name), plain(other)))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (least > limit) {
            return "";
        }
        List<String> nearest = known.stream()
                .filter(other -> distance(plain(name), plain(other)) == least)
                .sorted()
                .map(other -> "'" + other + "'")
                .toList();
        return "; did you mean " + String.join(" or ", nearest) + "?";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** Letters inserted, left out, replaced, or swapped with their neighbour (optimal string alignment; Damerau 1964). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
