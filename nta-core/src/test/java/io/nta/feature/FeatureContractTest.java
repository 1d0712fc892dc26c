package io.nta.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureContractTest {
    private static final String COPY = "base-features.csv";

    /** One feature as a line of the contract: order, name, group, unit, merge, meaning. */
    private static String line(int order, Feature feature) {
        return String.join(
                ",",
                Integer.toString(order),
                feature.name(),
                feature.group(),
                feature.unit().symbol(),
                feature.merge().name(),
                quoted(feature.meaning()));
    }

    private static String quoted(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }

    private static List<String> contract() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(FeatureContractTest.class.getResourceAsStream(COPY), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    @Test
    void the63NamesAndTheirOrderAreThoseOfTheContract() throws IOException {
        List<String> actual = new ArrayList<>();
        actual.add("order,name,group,unit,merge,meaning");
        for (int i = 0; i < FeatureCatalogue.BASE_COUNT; i++) {
            actual.add(line(i + 1, FeatureCatalogue.features().get(i)));
        }
        assertThat(actual).hasSize(1 + 63).containsExactlyElementsOf(contract());
    }

    @Test
    void namesAreUniqueAndFindTheirPosition() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < FeatureCatalogue.size(); i++) {
            String name = FeatureCatalogue.features().get(i).name();
            assertThat(names.add(name)).as(name).isTrue();
            assertThat(name).matches("[a-z][a-z0-9_]*");
            assertThat(FeatureCatalogue.indexOf(name)).isEqualTo(i);
        }
    }

    @Test
    void anUnknownNameIsNamedInTheError() {
        assertThatThrownBy(() -> FeatureCatalogue.indexOf("packets"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'packets'");
    }

    @Test
    void theFingerprintIs16HexadecimalDigits() {
        assertThat(FeatureCatalogue.fingerprint()).matches("[0-9a-f]{16}");
    }

    @Test
    void everyFormulaIsFiniteOverNothing() {
        for (Feature feature : FeatureCatalogue.features()) {
            assertThat(feature.value(new Nothing())).as(feature.name()).isFinite();
        }
    }

    /** The state of a key to which nothing has happened. */
    private static final class Nothing implements WindowState {
        @Override
        public long get(Measure measure) {
            return measure.resting();
        }

        @Override
        public long distinct(Distinct counter) {
            return 0;
        }

        @Override
        public int ports(Ports reading) {
            return 0;
        }

        @Override
        public long bindings(Bindings reading) {
            return 0;
        }

        @Override
        public long topDomain(TopDomain reading) {
            return 0;
        }

        @Override
        public int seconds() {
            return 5;
        }

        @Override
        public long endNanos() {
            return 0;
        }
    }
}
