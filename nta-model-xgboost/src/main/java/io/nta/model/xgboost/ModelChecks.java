package io.nta.model.xgboost;

import com.google.common.hash.Hashing;
import io.nta.detect.AttackType;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.forest.Forest;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a model and its card belong together and to this version of nta; finds all that is wrong, not only the first. */
final class ModelChecks {
    private static final Set<Integer> SIZES = Set.of(5, 30, 180);

    private final ModelCard card;
    private final List<String> problems = new ArrayList<>();

    private ModelChecks(ModelCard card) {
        this.card = card;
    }

    static String sha256(byte[] model) {
        return Hashing.sha256().hashBytes(model).toString();
    }

    /** Returns what is wrong with a card. */
    static List<String> of(ModelCard card, byte[] model) {
        ModelChecks checks = new ModelChecks(card);
        checks.hash(model);
        checks.catalogue();
        checks.problems.addAll(ModelInputs.problems(card.inputs()));
        checks.labels();
        checks.thresholds();
        checks.usual();
        return checks.problems;
    }

    /** Returns how the trees differ from what the card says. */
    static List<String> of(ModelCard card, Forest forest) {
        List<String> problems = new ArrayList<>();
        if (forest.inputs() != card.inputs().size()) {
            problems.add("model.ubj has " + forest.inputs() + " inputs, but card.json names "
                    + card.inputs().size());
        }
        if (forest.classes() != card.labels().size()) {
            problems.add("model.ubj has " + forest.classes() + " classes, but card.json names "
                    + card.labels().size());
        }
        return problems;
    }

    private void hash(byte[] model) {
        String actual = sha256(model);
        if (!actual.equals(card.sha256())) {
            problems.add("sha256: card.json says " + card.sha256() + ", but model.ubj has " + actual
                    + ": they don't belong together, or one was changed");
        }
    }

    private void catalogue() {
        if (card.catalogue().equals(FeatureCatalogue.fingerprint())) {
            return;
        }
        problems.add("catalogue: the model was trained with the features " + card.catalogue() + ", but these are "
                + FeatureCatalogue.fingerprint() + ": " + differences(card.features(), ModelCard.currentFeatures())
                + ". Train it again (nta train)");
    }

    /** Names what {@code ours} has beside, lacks, and has otherwise than {@code theirs}. */
    static String differences(List<ModelCard.Column> theirs, List<ModelCard.Column> ours) {
        Map<String, String> before = units(theirs);
        Map<String, String> now = units(ours);
        List<String> parts = new ArrayList<>();
        add(parts, "added", now.keySet().stream().filter(name -> !before.containsKey(name)));
        add(parts, "missing", before.keySet().stream().filter(name -> !now.containsKey(name)));
        List<String> changed = new ArrayList<>();
        before.forEach((name, unit) -> {
            String unitNow = now.getOrDefault(name, unit);
            if (!unit.equals(unitNow)) {
                changed.add(name + " (" + unit + ", now " + unitNow + ")");
            }
        });
        add(parts, "changed", changed.stream());
        if (parts.isEmpty()) {
            return theirs.equals(ours) ? "names and units are the same, so meanings changed" : "their order changed";
        }
        return String.join("; ", parts);
    }

    private static Map<String, String> units(List<ModelCard.Column> columns) {
        Map<String, String> units = new LinkedHashMap<>();
        columns.forEach(column -> units.put(column.name(), column.unit()));
        return units;
    }

    private static void add(List<String> parts, String what, Stream<String> names) {
        String list = names.collect(Collectors.joining(", "));
        if (!list.isEmpty()) {
            parts.add(what + ": " + list);
        }
    }

    private void labels() {
        Set<String> known = AttackType.known().stream().map(AttackType::label).collect(Collectors.toSet());
        Set<String> seen = new TreeSet<>();
        for (String label : card.labels()) {
            if (!seen.add(label)) {
                problems.add("labels: '" + label + "' stands twice");
            } else if (!label.equals(Labels.NORMAL) && !known.contains(label)) {
                problems.add("labels: '" + label + "' is neither " + Labels.NORMAL + " nor one of "
                        + String.join(", ", new TreeSet<>(known)));
            }
        }
        if (!seen.contains(Labels.NORMAL)) {
            problems.add("labels: " + Labels.NORMAL + " is missing");
        }
    }

    private void thresholds() {
        if (!(card.temperature() > 0) || card.temperature() == Double.POSITIVE_INFINITY) {
            problems.add("temperature: is " + card.temperature() + ", not a number above 0");
        }
        for (String label : card.labels()) {
            if (!label.equals(Labels.NORMAL) && !card.thresholds().containsKey(label)) {
                problems.add("thresholds: '" + label + "' has none");
            }
        }
        new TreeMap<>(card.thresholds()).forEach((label, sizes) -> {
            if (label.equals(Labels.NORMAL) || !card.labels().contains(label)) {
                problems.add("thresholds: '" + label + "' is not the label of an attack of this model");
            }
            if (!sizes.keySet().equals(SIZES)) {
                problems.add("thresholds: '" + label + "' has them for windows of " + new TreeSet<>(sizes.keySet())
                        + " s, not of " + new TreeSet<>(SIZES) + " s");
            }
            new TreeMap<>(sizes).forEach((size, threshold) -> threshold(label + "/" + size, threshold));
        });
    }

    private void threshold(String key, ModelCard.Threshold threshold) {
        if (!(threshold.hint() >= 0 && threshold.hint() <= threshold.alert() && threshold.alert() <= 1)) {
            problems.add("thresholds: '" + key + "' has alert " + threshold.alert() + " and hint " + threshold.hint()
                    + ", not 0 ≤ hint ≤ alert ≤ 1");
        }
    }

    private void usual() {
        Set<String> keys = new TreeSet<>();
        for (KeyKind kind : KeyKind.values()) {
            SIZES.forEach(size -> keys.add(kind + "/" + size));
        }
        new TreeMap<>(card.usual()).forEach((key, features) -> {
            if (!keys.contains(key)) {
                problems.add("usual: '" + key + "' is none of " + String.join(", ", keys));
            }
            String unknown = features.keySet().stream()
                    .filter(name -> !ModelInputs.all().contains(name))
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!unknown.isEmpty()) {
                problems.add("usual: '" + key + "' names unknown features: " + unknown);
            }
        });
    }
}
