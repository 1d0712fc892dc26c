package io.nta.model.xgboost.rows;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Writes a file that {@link LabelledRowsReader} reads; equal rows make equal bytes. Not thread-safe. */
public final class LabelledRowsWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final BufferedWriter out;
    private final StringBuilder line = new StringBuilder();

    /**
     * Creates the file, or empties it, and writes the header.
     *
     * @param file it is gzipped when its name ends in {@code .gz}
     */
    public LabelledRowsWriter(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        try {
            OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, BUFFER_BYTES) : raw;
            out = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER_BYTES);
            out.write(String.join(",", RowsHeader.COLUMNS) + "\n");
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Writes a row of the analyser.
     *
     * @throws IllegalArgumentException if the label is none of {@link Labels#all()}
     */
    public void write(RowOrigin origin, String label, FeatureVector row) throws IOException {
        begin(origin, RowKey.of(row), Labels.indexOf(label));
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            line.append(',');
            Decimals.write(row.get(i), line);
        }
        end();
    }

    /** Writes a row. */
    public void write(LabelledRows rows, int row) throws IOException {
        begin(rows.origin(row), rows.key(row), rows.label(row));
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            line.append(',');
            Decimals.write(rows.input(row, i), line);
        }
        end();
    }

    private void begin(RowOrigin origin, RowKey key, int label) {
        line.setLength(0);
        line.append(origin.capture())
                .append(',')
                .append(origin.tool())
                .append(',')
                .append(origin.network())
                .append(',')
                .append(key.kind())
                .append(',')
                .append(key.windowSeconds())
                .append(',')
                .append(Instant.ofEpochSecond(key.startSeconds()))
                .append(',')
                .append(key.address())
                .append(',')
                .append(Labels.all().get(label));
    }

    private void end() throws IOException {
        out.append(line).append('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
