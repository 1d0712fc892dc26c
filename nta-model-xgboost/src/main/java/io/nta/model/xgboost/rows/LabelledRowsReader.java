package io.nta.model.xgboost.rows;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of labelled rows: CSV, gzipped when the name ends in {@code .gz}; the columns are capture, tool, network, kind, window_size, window_start,
 * address, label and then the catalogue's features. Reads a stream once and keeps only the numbers.
 */
public final class LabelledRowsReader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String file;
    private final LabelledRows.Builder into;
    private final float[] features = new float[FeatureCatalogue.size()];
    private String line = "";
    private int lineNumber;
    private int position;
    private int column;

    private LabelledRowsReader(String file, LabelledRows.Builder into) {
        this.file = file;
        this.into = into;
    }

    /**
     * Returns the rows of the files, in order.
     *
     * @throws LabelledRowsException if something in a file is not as it must be; the message names file, line, column and what is allowed
     * @throws IOException if a file cannot be read
     */
    public static LabelledRows read(List<Path> files) throws IOException {
        LabelledRows.Builder into = new LabelledRows.Builder();
        for (Path file : files) {
            try (InputStream raw = Files.newInputStream(file)) {
                new LabelledRowsReader(file.toString(), into).readAll(raw);
            }
        }
        return into.build();
    }

    /** Returns the rows of one file; see {@link #read(List)}. */
    public static LabelledRows read(Path file) throws IOException {
        return read(List.of(file));
    }

    /**
     * Returns the rows of a stream, which is closed; see {@link #read(List)}.
     *
     * @param name stands for it in errors; it is gunzipped when that ends in {@code .gz}
     */
    public static LabelledRows read(InputStream in, String name) throws IOException {
        LabelledRows.Builder into = new LabelledRows.Builder();
        new LabelledRowsReader(name, into).readAll(in);
        return into.build();
    }

    private void readAll(InputStream raw) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(unpacked(raw), StandardCharsets.UTF_8), BUFFER_BYTES)) {
            readHeader(reader.readLine());
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                lineNumber++;
                line = next;
                readRow();
            }
        }
    }

    private InputStream unpacked(InputStream raw) throws IOException {
        return file.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
    }

    private void readHeader(@Nullable String header) throws LabelledRowsException {
        lineNumber = 1;
        if (header == null) {
            throw new LabelledRowsException(file + " is empty; line 1 must name the columns");
        }
        String differences = RowsHeader.differences(List.of(header.split(",", -1)));
        if (!differences.isEmpty()) {
            throw new LabelledRowsException(file + ", line 1: the columns are not those of catalogue "
                    + FeatureCatalogue.fingerprint() + ": " + differences);
        }
    }

    private void readRow() throws LabelledRowsException {
        position = 0;
        column = 0;
        RowOrigin origin = nextOrigin();
        RowKey key = new RowKey(nextKind(), nextWindowSeconds(), nextStart(), nextText());
        String label = nextLabel();
        for (int i = 0; i < features.length; i++) {
            features[i] = nextNumber();
        }
        if (position <= line.length()) {
            throw problem("the line goes on after its last column; it has to have " + RowsHeader.COLUMNS.size());
        }
        into.add(origin, key, label, features);
    }

    private RowOrigin nextOrigin() throws LabelledRowsException {
        String capture = nextText();
        String tool = nextText();
        String network = nextText();
        try {
            return new RowOrigin(capture, tool, network);
        } catch (IllegalArgumentException e) {
            throw problem(String.valueOf(e.getMessage()));
        }
    }

    private KeyKind nextKind() throws LabelledRowsException {
        String text = nextText();
        for (KeyKind kind : KeyKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        throw problem("'" + text + "'; allowed are SOURCE, TARGET");
    }

    private int nextWindowSeconds() throws LabelledRowsException {
        String text = nextText();
        return switch (text) {
            case "5" -> 5;
            case "30" -> 30;
            case "180" -> 180;
            default -> throw problem("'" + text + "'; allowed are 5, 30, 180");
        };
    }

    private long nextStart() throws LabelledRowsException {
        String text = nextText();
        try {
            return Instant.parse(text).getEpochSecond();
        } catch (DateTimeParseException e) {
            throw problem("'" + text + "'; allowed are times like 2026-01-31T12:00:05Z");
        }
    }

    private String nextLabel() throws LabelledRowsException {
        String text = nextText();
        if (!Labels.all().contains(text)) {
            throw problem("'" + text + "'; allowed are " + String.join(", ", Labels.all()));
        }
        return text;
    }

    private float nextNumber() throws LabelledRowsException {
        int from = position;
        int to = nextEnd();
        try {
            return Decimals.read(line, from, to);
        } catch (NumberFormatException e) {
            throw problem("'" + line.substring(from, to) + "'; allowed are finite numbers");
        }
    }

    private String nextText() throws LabelledRowsException {
        int from = position;
        int to = nextEnd();
        if (from == to) {
            throw problem("it is empty");
        }
        return line.substring(from, to);
    }

    /** Moves behind the next column and returns its end. */
    private int nextEnd() throws LabelledRowsException {
        column++;
        if (position > line.length()) {
            throw problem("the line ends before it; it has to have " + RowsHeader.COLUMNS.size() + " columns");
        }
        int comma = line.indexOf(',', position);
        int end = comma < 0 ? line.length() : comma;
        position = end + 1;
        return end;
    }

    private LabelledRowsException problem(String what) {
        String name = RowsHeader.COLUMNS.get(column - 1);
        return new LabelledRowsException(file + ", line " + lineNumber + ", column " + name + ": " + what);
    }
}
