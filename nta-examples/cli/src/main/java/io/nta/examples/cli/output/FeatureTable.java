package io.nta.examples.cli.output;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;

/** The feature catalogue as a plain table. */
public final class FeatureTable {
    private FeatureTable() {}

    /** Returns the table. */
    public static String text() {
        TextTable table = new TextTable(">no", "name", "group", "unit", "merge", "meaning");
        int number = 1;
        for (Feature feature : FeatureCatalogue.features()) {
            table.add(
                    Integer.toString(number++),
                    feature.name(),
                    feature.group(),
                    feature.unit().symbol(),
                    feature.merge().name(),
                    feature.meaning());
        }
        return table + "catalogue " + FeatureCatalogue.fingerprint() + '\n';
    }
}
