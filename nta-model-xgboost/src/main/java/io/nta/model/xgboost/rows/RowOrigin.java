package io.nta.model.xgboost.rows;

/**
 * Where a row comes from; rows of one origin are never split between training and test.
 *
 * @param capture the name of the capture
 * @param tool what made its attack, or {@code -}
 * @param network what must be held out together: a laboratory, a public repository, a regime of the generator
 */
public record RowOrigin(String capture, String tool, String network) {
    /** The tool of captures without an attack. */
    public static final String NO_TOOL = "-";

    /**
     * Creates an origin.
     *
     * @throws IllegalArgumentException if a part is empty or cannot stand in the rows file (comma, quote, line break)
     */
    public RowOrigin {
        check("capture", capture);
        check("tool", tool);
        check("network", network);
    }

    private static void check(String name, String value) {
        if (value.isEmpty() || value.chars().anyMatch(c -> c == ',' || c == '"' || c < ' ')) {
            throw new IllegalArgumentException(
                    name + " is '" + value + "'; allowed is a name without commas, quotes and control characters");
        }
    }
}
