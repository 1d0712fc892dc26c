package io.nta.feature;

/** The unit of a feature; {@link #symbol} is what columns, plots and documents show. */
public enum Unit {
    PACKETS("packets"),
    PACKETS_PER_SECOND("packets/s"),
    BYTES("bytes"),
    BITS_PER_SECOND("bits/s"),
    BYTES_SQUARED("bytes^2"),
    ADDRESSES("addresses"),
    PORTS("ports"),
    RATIO("ratio"),
    CONNECTIONS("connections"),
    FLOWS("flows"),
    PAIRS("pairs"),
    TARGETS_PER_SECOND("targets/s"),
    TARGETS("targets"),
    REQUESTS("requests"),
    REQUESTS_PER_SECOND("requests/s"),
    RESPONSES("responses"),
    ATTEMPTS("attempts"),
    ATTEMPTS_PER_MINUTE("attempts/min"),
    LOGINS("logins"),
    CHANGES("changes"),
    MACS("MACs"),
    QUERIES("queries"),
    QUERIES_PER_SECOND("queries/s"),
    NAMES("names"),
    BITS_PER_CHARACTER("bits/character"),
    TYPES("types"),
    MILLISECONDS("ms"),
    CHARACTERS("characters"),
    LABELS("labels"),
    SECONDS("s");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the unit as it is written, for example {@code packets/s}. */
    public String symbol() {
        return symbol;
    }
}
