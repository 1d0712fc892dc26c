package io.nta.model.xgboost;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import io.nta.feature.FeatureCatalogue;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.List;
import java.util.Map;

/**
 * What must be known of a model beside its trees: {@code card.json}. Only read and written here; {@link Model} checks it.
 *
 * @param name what the model is called
 * @param created when it was trained, ISO-8601
 * @param catalogue the {@linkplain FeatureCatalogue#fingerprint() fingerprint} of the catalogue that it was trained with
 * @param features that whole catalogue, so that differences can be named
 * @param inputs the model's inputs, in its order: see {@link ModelInputs}
 * @param labels its classes, in its order: {@code Normal} and labels of attack types
 * @param sha256 of {@code model.ubj}, 64 hexadecimal digits
 * @param temperature what margins are divided by before softmax, above 0, so that probabilities are calibrated (Guo et al., "On calibration of modern neural
 *     networks", 2017)
 * @param thresholds for each attack's label and each length of window in seconds, from which probability on it is told
 * @param usual for each kind of key and window size ({@code SOURCE/5}), by feature, what is usual
 * @param training how it was trained; free in form
 * @param evaluation how well it does; free in form
 */
@JsonPropertyOrder({
    "name",
    "created",
    "catalogue",
    "features",
    "inputs",
    "labels",
    "sha256",
    "temperature",
    "thresholds",
    "usual",
    "training",
    "evaluation"
})
public record ModelCard(
        String name,
        String created,
        String catalogue,
        List<Column> features,
        List<String> inputs,
        List<String> labels,
        String sha256,
        double temperature,
        Map<String, Map<Integer, Threshold>> thresholds,
        Map<String, Map<String, Usual>> usual,
        JsonNode training,
        JsonNode evaluation) {
    /** Copies the collections. */
    public ModelCard {
        features = List.copyOf(features);
        inputs = List.copyOf(inputs);
        labels = List.copyOf(labels);
        thresholds = Map.copyOf(thresholds);
        usual = Map.copyOf(usual);
    }

    /**
     * A feature of the catalogue.
     *
     * @param name its name
     * @param unit its unit's symbol
     */
    public record Column(String name, String unit) {}

    /**
     * From which probability on an attack is told, 0 to 1.
     *
     * @param alert on its own
     * @param hint together with other evidence; at most {@code alert}
     */
    public record Threshold(double alert, double hint) {
        /** Never: of labels that aren't told, such as Normal. */
        private static final Threshold NEVER = new Threshold(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        /** Returns the threshold of a label for windows of that length, infinite for one that has none. */
        public static Threshold of(Map<String, Map<Integer, Threshold>> thresholds, String label, int seconds) {
            return thresholds.getOrDefault(label, Map.of()).getOrDefault(seconds, NEVER);
        }
    }

    /**
     * What a feature is in normal rows; an array of two in JSON.
     *
     * @param median half of them have less
     * @param high the 99th percentile
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"median", "high"})
    public record Usual(double median, double high) {}

    /** Returns the catalogue of this version of nta, as a card lists it. */
    public static List<Column> currentFeatures() {
        return FeatureCatalogue.features().stream()
                .map(feature -> new Column(feature.name(), feature.unit().symbol()))
                .toList();
    }

    /** Returns this card for a model file of another hash. */
    public ModelCard withSha256(String hash) {
        return new ModelCard(
                name,
                created,
                catalogue,
                features,
                inputs,
                labels,
                hash,
                temperature,
                thresholds,
                usual,
                training,
                evaluation);
    }
}
