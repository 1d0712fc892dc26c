package io.nta.store.jdbc.sql;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row to be written.
 *
 * @param vector the row
 * @param verdict what was said of it; {@code null} for nothing yet
 * @param context what it knows besides its numbers, as JSON; {@code null} for nothing
 * @param digest tells it from another row of the same key and window
 * @param storedAtNanos when it is written
 */
record FeatureRow(
        FeatureVector vector,
        @Nullable JudgedRow verdict,
        @Nullable String context,
        long digest,
        long storedAtNanos) {
    static FeatureRow of(FeatureVector vector, @Nullable JudgedRow verdict, long storedAtNanos) {
        String context = ContextJson.write(vector.context());
        Hasher hasher = Hashing.farmHashFingerprint64().newHasher(FeatureCatalogue.size() * Double.BYTES);
        hasher.putLong(vector.firstPacketNanos()).putLong(vector.lastPacketNanos());
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            hasher.putDouble(vector.get(i));
        }
        if (context != null) {
            hasher.putString(context, StandardCharsets.UTF_8);
        }
        hasher.putString(FeatureCatalogue.fingerprint(), StandardCharsets.US_ASCII);
        return new FeatureRow(vector, verdict, context, hasher.hash().asLong(), storedAtNanos);
    }
}
