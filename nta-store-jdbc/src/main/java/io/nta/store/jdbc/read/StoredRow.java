package io.nta.store.jdbc.read;

import io.nta.feature.FeatureVector;
import org.jspecify.annotations.Nullable;

/**
 * A row, and what the detectors said of it.
 *
 * @param id its number in the store
 * @param row the row; features that an older catalogue didn't have are 0
 * @param catalogue the fingerprint of the catalogue that it was written with
 * @param label {@code normal}, the label of the surest verdict's attack, or {@code null} while there is no verdict
 * @param confidence that verdict's, 0 to 1; 0 for {@code normal}, {@code null} while there is no verdict
 */
public record StoredRow(
        long id,
        FeatureVector row,
        String catalogue,
        @Nullable String label,
        @Nullable Double confidence) {}
