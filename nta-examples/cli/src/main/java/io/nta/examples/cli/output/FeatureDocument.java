package io.nta.examples.cli.output;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import java.util.List;

/** docs/features.md: the feature catalogue in Markdown. */
public final class FeatureDocument {
    /** The command that writes the document. */
    public static final String RENEWED_BY = "./nta features --markdown > docs/features.md";

    private FeatureDocument() {}

    /** Returns the document. */
    public static String text() {
        List<Feature> features = FeatureCatalogue.features();
        StringBuilder text = new StringBuilder(String.format("""
            # Features

            <!-- Generated from the catalogue; don't edit. Renew it with: %s -->

            Every host has a row of these numbers for each window of 5 s, 30 s and 180 s in which something concerned it, once as a source (`SOURCE`: the
            connections that it opened) and once as a target (`TARGET`: the connections that were opened to it). *Forward* is from the side that opened the
            connection. Windows are half-open and aligned to the epoch, in packet time.

            *Merge* tells how a longer window comes from shorter ones: from merged counts, sets and spans, never from the shorter windows' results.

            Catalogue `%s`: it changes when a name, a unit, a meaning or the order changes, and is stored with rows and models.
            """, RENEWED_BY, FeatureCatalogue.fingerprint()));
        text.append("\n## Base features\n\nTheir names and order are a public contract.\n\n");
        table(features, 0, FeatureCatalogue.BASE_COUNT, text);
        text.append("\n## Extension features\n\nWhat detection needs besides. New ones are appended.\n\n");
        table(features, FeatureCatalogue.BASE_COUNT, features.size(), text);
        return text.toString();
    }

    private static void table(List<Feature> features, int from, int to, StringBuilder text) {
        text.append("| no | name | group | unit | merge | meaning |\n|---:|---|---|---|---|---|\n");
        for (int i = from; i < to; i++) {
            Feature feature = features.get(i);
            text.append("| ")
                    .append(i + 1)
                    .append(" | `")
                    .append(feature.name())
                    .append("` | ")
                    .append(feature.group());
            text.append(" | ")
                    .append(feature.unit().symbol())
                    .append(" | ")
                    .append(feature.merge())
                    .append(" | ");
            text.append(feature.meaning().replace("|", "\\|")).append(" |\n");
        }
    }
}
