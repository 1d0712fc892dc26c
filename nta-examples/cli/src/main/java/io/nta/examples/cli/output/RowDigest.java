package io.nta.examples.cli.output;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.spi.RowSink;
import java.util.Locale;

/**
 * One figure for all rows: equal for equal rows in any order, and with near certainty different otherwise. Each row is hashed (128-bit Murmur3 over kind, address,
 * window and the bits of every value), and the two halves are added modulo 2^64, so that a row that occurs twice counts twice. For comparing, not for security.
 */
public final class RowDigest implements RowSink {
    private final HashStream128 hash = Hashing.murmur3_128().hashStream();
    private long high;
    private long low;
    private long rows;

    @Override
    public void onRow(FeatureVector row) {
        hash.reset();
        hash.putString(row.kind().name());
        hash.putLong(row.address().high());
        hash.putLong(row.address().low());
        hash.putLong(row.startNanos());
        hash.putInt(row.seconds());
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            hash.putLong(Double.doubleToLongBits(row.get(i) + 0.0)); // -0.0 + 0.0 is 0.0
        }
        HashValue128 value = hash.get();
        high += value.getMostSignificantBits();
        low += value.getLeastSignificantBits();
        rows++;
    }

    /** Returns 32 hexadecimal digits. */
    public String hex() {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }

    /** Returns the digest with what it is of. */
    @Override
    public String toString() {
        return "digest: " + hex() + " (" + rows + (rows == 1 ? " row, " : " rows, ") + FeatureCatalogue.size()
                + " features, catalogue " + FeatureCatalogue.fingerprint() + ')';
    }
}
