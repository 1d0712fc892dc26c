package io.nta.examples.cli.labels;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads CSV with a header line (RFC 4180): fields may be quoted, and then hold commas, line ends and doubled quotes. */
public final class CsvRows {
    private final List<List<String>> records = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private List<String> record = new ArrayList<>();

    private CsvRows() {}

    /**
     * Returns the rows as maps from column name to field.
     *
     * @throws IOException if the file can't be read, or a row's number of fields isn't the header's; the message says where
     */
    public static List<Map<String, String>> read(Path file) throws IOException {
        return parse(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    }

    /**
     * Returns the rows likewise, of a file whose header has to have these columns.
     *
     * @throws IOException also when it lacks one
     */
    public static List<Map<String, String>> read(Path file, List<String> columns) throws IOException {
        CsvRows rows = new CsvRows();
        rows.split(Files.readString(file, StandardCharsets.UTF_8));
        rows.checkHeader(file.toString(), columns);
        return rows.named(file.toString());
    }

    /** Returns the rows of a text; {@code name} names it in errors. */
    public static List<Map<String, String>> parse(String text, String name) throws IOException {
        CsvRows rows = new CsvRows();
        rows.split(text);
        return rows.named(name);
    }

    private void split(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"') {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == '"';
                quoted = doubled;
                if (doubled) {
                    field.append('"');
                    i++;
                }
            } else if (quoted) {
                field.append(c);
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                endField();
            } else if (c == '\n') {
                endRecord();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        endRecord();
    }

    private void endField() {
        record.add(field.toString());
        field.setLength(0);
    }

    private void endRecord() {
        endField();
        if (record.size() > 1 || !record.get(0).isBlank()) {
            records.add(record);
        }
        record = new ArrayList<>();
    }

    private void checkHeader(String name, List<String> columns) throws IOException {
        List<String> header = records.isEmpty()
                ? List.of()
                : records.get(0).stream().map(String::strip).toList();
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new IOException(
                        name + ": no column '" + column + "'; it needs the columns " + String.join(",", columns));
            }
        }
    }

    private List<Map<String, String>> named(String name) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int r = 1; r < records.size(); r++) {
            List<String> header = records.get(0);
            List<String> fields = records.get(r);
            if (fields.size() != header.size()) {
                throw new IOException(
                        name + ": row " + r + " has " + fields.size() + " fields, the header " + header.size());
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i).strip(), fields.get(i).strip());
            }
            rows.add(row);
        }
        return rows;
    }
}
