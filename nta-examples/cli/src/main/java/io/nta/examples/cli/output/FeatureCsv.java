package io.nta.examples.cli.output;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.spi.RowSink;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes rows as CSV as their windows close: key and window, then the features of the catalogue, each value so that reading it gives the same double. */
public final class FeatureCsv implements RowSink, AutoCloseable {
    private static final double EXACT_INTEGERS = 1L << 53;

    private final OutputFile file;
    private final StringBuilder line = new StringBuilder();

    /** Creates the file with its header. */
    public FeatureCsv(Path path) {
        file = OutputFile.create(path);
        file.line("key_kind,key,window_start,window_size,"
                + FeatureCatalogue.features().stream().map(Feature::name).collect(Collectors.joining(",")));
    }

    @Override
    public void onRow(FeatureVector row) {
        line.setLength(0);
        line.append(row.kind())
                .append(',')
                .append(row.address())
                .append(',')
                .append(row.start())
                .append(',')
                .append(row.seconds());
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            line.append(',').append(number(row.get(i)));
        }
        file.line(line);
    }

    /** Returns an integer without decimals, and another number with the fewest digits that give it back (Schubfach; Java's own has noise before 19). */
    static String number(double value) {
        boolean integer = value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS;
        return integer ? Long.toString((long) value) : NumberOutput.toString(value, true);
    }

    @Override
    public void close() {
        file.close();
    }
}
