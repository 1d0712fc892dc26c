package io.nta.model.xgboost;

import io.nta.detect.AttackType;
import io.nta.detect.Parties;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.rows.Labels;
import io.nta.spi.Detector;
import io.nta.window.WindowSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges rows by a model: tells of an attack when its calibrated probability reaches the threshold that the model's card has for it, and when the row has the
 * attack's {@linkplain Signs signs}.
 *
 * <p>A verdict's confidence is 0.6 at the alert threshold, which opens an alert alone, and rises to 0.99 at certainty; between the hint threshold and that one it lies from 0.5 to 0.6, and
 * the alert policy wants a second witness. Evidence is by exact TreeSHAP, for verdicts that are news only. As for threads, see {@link Detector}.
 */
public final class XgboostDetector implements Detector {
    /** The name of the detector and of its provider. */
    public static final String NAME = "xgboost";

    /** How many rows are scored at once: their inputs fit the processor's cache. */
    private static final int CHUNK_ROWS = 256;

    static final double HINT_CONFIDENCE = 0.5;
    static final double ALERT_CONFIDENCE = 0.6;
    static final double MOST_CONFIDENCE = 0.99;

    private final ModelSlot slot;
    private @Nullable Scorer scorer;

    /** Creates a detector that always uses this model. */
    public XgboostDetector(Model model) {
        this(new ModelSlot(model));
    }

    /** Creates a detector that uses what the slot holds at the start of each batch, and closes the slot. */
    XgboostDetector(ModelSlot slot) {
        this.slot = slot;
    }

    /**
     * Returns a detector with the model in this module's jar, which is read when a row first has some attack's signs: a fifth of the time that a small capture takes.
     *
     * @throws io.nta.NtaException if the jar has none
     */
    public static XgboostDetector bundled() {
        Model.requireBundled();
        return new XgboostDetector(new ModelSlot(Model::bundled));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        // Most rows could show no attack, whatever the model said of them. In an order of their own, since what is
        // explained depends on what was before.
        List<FeatureVector> suspects = rows.stream()
                .filter(Signs::showsAny)
                .sorted(FeatureVector.BY_WINDOW_AND_KEY)
                .toList();
        if (suspects.isEmpty()) {
            return List.of();
        }
        Model model = slot.model();
        try {
            return score(model, suspects);
        } catch (RuntimeException e) {
            if (!slot.rollBack(model, e)) {
                throw e;
            }
            return score(slot.model(), suspects);
        }
    }

    private Scorer scorer(Model model) {
        Scorer current = scorer;
        if (current == null || current.model() != model) {
            current = new Scorer(model);
            scorer = current;
        }
        return current;
    }

    private List<Verdict> score(Model model, List<FeatureVector> suspects) {
        Scorer current = scorer(model);
        List<Verdict> verdicts = new ArrayList<>();
        for (int from = 0; from < suspects.size(); from += CHUNK_ROWS) {
            current.score(suspects.subList(from, Math.min(suspects.size(), from + CHUNK_ROWS)), verdicts);
        }
        return verdicts;
    }

    /** Returns what the model thinks of one attack in the row, whether or not the row has its signs. */
    Belief belief(FeatureVector row, AttackType type) {
        return (scorer == null ? scorer(slot.model()) : scorer).belief(row, type);
    }

    /**
     * The calibrated probabilities of an attack and of Normal; NaN for an attack that the model doesn't know.
     *
     * @param probability that the row shows the attack
     * @param normal that it shows none
     */
    record Belief(double probability, double normal) {
        /** Returns the probability of the attack if it is that or none. */
        double ratherThanNormal() {
            return probability / (probability + normal);
        }
    }

    @Override
    public void close() {
        slot.close();
    }

    /** Returns the confidence of a probability that reaches at least the hint threshold. */
    static double confidence(double probability, ModelCard.Threshold threshold) {
        if (probability < threshold.alert()) {
            double way = (probability - threshold.hint()) / (threshold.alert() - threshold.hint());
            // Below the next step even when rounding brings it there.
            return HINT_CONFIDENCE + Math.min(0.999, way) * (ALERT_CONFIDENCE - HINT_CONFIDENCE);
        }
        double way = threshold.alert() >= 1 ? 1 : (probability - threshold.alert()) / (1 - threshold.alert());
        return Math.min(MOST_CONFIDENCE, ALERT_CONFIDENCE + way * (MOST_CONFIDENCE - ALERT_CONFIDENCE));
    }

    /** What one model needs for scoring. */
    private static final class Scorer {
        private final Model model;
        private final AttackType[] types;
        /** By length of window in seconds, for each label. */
        private final Map<Integer, ModelCard.Threshold[]> thresholds = new HashMap<>();

        private final float[] inputs;
        private final float[] probabilities;
        private final Explainer explainer;

        Scorer(Model model) {
            this.model = model;
            List<String> labels = model.labels();
            types = new AttackType[labels.size()];
            for (int i = 0; i < types.length; i++) {
                if (!labels.get(i).equals(Labels.NORMAL)) {
                    types[i] = AttackType.ofLabel(labels.get(i));
                }
            }
            for (WindowSize size : WindowSize.values()) {
                thresholds.put(
                        size.seconds(),
                        labels.stream()
                                .map(label ->
                                        ModelCard.Threshold.of(model.card().thresholds(), label, size.seconds()))
                                .toArray(ModelCard.Threshold[]::new));
            }
            inputs = new float[CHUNK_ROWS * model.inputs().size()];
            probabilities = new float[CHUNK_ROWS * types.length];
            explainer = new Explainer(model);
        }

        Model model() {
            return model;
        }

        void score(List<FeatureVector> rows, List<Verdict> verdicts) {
            int width = model.inputs().size();
            for (int i = 0; i < rows.size(); i++) {
                model.inputs().read(rows.get(i), inputs, i * width);
            }
            model.probabilities(inputs, rows.size(), probabilities);
            for (int i = 0; i < rows.size(); i++) {
                judge(rows.get(i), i, verdicts);
            }
        }

        Belief belief(FeatureVector row, AttackType type) {
            model.inputs().read(row, inputs, 0);
            model.probabilities(inputs, 1, probabilities);
            double attack = Double.NaN;
            double normal = 0;
            for (int label = 0; label < types.length; label++) {
                if (types[label] == null) {
                    normal = probability(0, label);
                } else if (type.equals(types[label])) {
                    attack = probability(0, label);
                }
            }
            return new Belief(attack, normal);
        }

        /** At most one verdict: two classes can't both be likelier than not, and with less than that it is the likelier one. */
        private void judge(FeatureVector row, int place, List<Verdict> verdicts) {
            ModelCard.Threshold[] limits = limits(row);
            int best = -1;
            for (int label = 0; label < types.length; label++) {
                double probability = probability(place, label);
                if (types[label] != null
                        && probability >= limits[label].hint()
                        && (best < 0 || probability > probability(place, best))) {
                    best = label;
                }
            }
            if (best >= 0 && Signs.shows(row, types[best])) {
                verdicts.add(verdict(row, place, best, limits[best]));
            }
        }

        private ModelCard.Threshold[] limits(FeatureVector row) {
            ModelCard.Threshold[] limits = thresholds.get(row.seconds());
            if (limits == null) {
                throw new IllegalArgumentException("The model has no thresholds for windows of " + row.seconds()
                        + " s, only for " + thresholds.keySet());
            }
            return limits;
        }

        private double probability(int place, int label) {
            return probabilities[place * types.length + label];
        }

        private Verdict verdict(FeatureVector row, int place, int label, ModelCard.Threshold threshold) {
            double probability = probability(place, label);
            double confidence = confidence(probability, threshold);
            Parties parties = Parties.of(row, types[label]);
            List<String> evidence = new ArrayList<>();
            evidence.add(String.format(
                    Locale.ROOT,
                    "the model is %.1f %% sure of %s (an alert takes %.1f %%)",
                    100 * probability,
                    types[label],
                    100 * threshold.alert()));
            int width = model.inputs().size();
            evidence.addAll(explainer.explain(row, inputs, place * width, label, parties, confidence));
            return new Verdict(
                    row,
                    types[label],
                    confidence,
                    parties.attacker(),
                    parties.target(),
                    Explainer.message(types[label], row),
                    evidence,
                    NAME);
        }
    }
}
