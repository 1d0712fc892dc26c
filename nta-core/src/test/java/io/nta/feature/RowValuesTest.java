package io.nta.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.packet.IpAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A row that keeps only what isn't 0 tells the same as one that keeps all. */
class RowValuesTest {
    private static final int SIZE = FeatureCatalogue.size();
    private static final double[] ODD = {0.0, -0.0, 1, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE};

    private final RowValues values = new RowValues(SIZE);

    private static FeatureVector row(RowValues values) {
        return new FeatureVector(KeyKind.SOURCE, IpAddress.ofIpv4(1), 0, 5, 0, 0, values, RowContext.EMPTY);
    }

    private static FeatureVector row(double[] all) {
        return new FeatureVector(KeyKind.SOURCE, IpAddress.ofIpv4(1), 0, 5, 0, 0, all, RowContext.EMPTY);
    }

    @Test
    void compactRowTellsEveryBitOfTheFullOne() {
        Random random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            // Reused, as between rows: what an earlier one held must not come through.
            values.clear();
            double[] all = new double[SIZE];
            int density = random.nextInt(11);
            for (int i = 0; i < SIZE; i++) {
                all[i] = random.nextInt(10) < density ? ODD[random.nextInt(ODD.length)] : 0;
                values.set(i, all[i]);
            }
            FeatureVector compact = row(values);
            FeatureVector full = row(all);
            for (int i = 0; i < SIZE; i++) {
                assertThat(Double.doubleToRawLongBits(compact.get(i))).isEqualTo(Double.doubleToRawLongBits(all[i]));
                assertThat(Double.doubleToRawLongBits(full.get(i))).isEqualTo(Double.doubleToRawLongBits(all[i]));
            }
            assertThat(compact.toArray()).isEqualTo(all);
            assertThat(values.all()).isEqualTo(all);
            assertThat(compact).hasToString(full.toString());
        }
    }

    @Test
    void rowAtRestKeepsNothing() {
        assertThat(values.compact()).isEmpty();
        assertThat(row(values).toArray()).isEqualTo(new double[SIZE]);
    }

    @Test
    void positionOutsideOfTheCatalogueIsRefused() {
        for (int index : new int[] {-1, SIZE, RowValues.MAX_FEATURES}) {
            assertThatThrownBy(() -> row(values).get(index)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aRowHasAValueForEachFeatureAndNoMore() {
        for (int values : new int[] {0, SIZE - 1, SIZE + 1}) {
            assertThatThrownBy(() -> row(new double[values]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a row of " + values + " values")
                    .hasMessageContaining(String.valueOf(SIZE));
        }
    }

    @Test
    void moreFeaturesThanBitsAreRefused() {
        assertThatThrownBy(() -> new RowValues(RowValues.MAX_FEATURES + 1)).isInstanceOf(IllegalStateException.class);
    }
}
