package io.nta.model.xgboost;

import io.nta.detect.AttackType;
import io.nta.detect.Parties;
import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.forest.TreeShap;
import io.nta.model.xgboost.rows.ModelInputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Says which features made the model say so, by exact TreeSHAP (Lundberg et al. 2020): their values, and what is usual. Only for what is news: the first verdict on an attack, and one that is clearly
 * surer than those before. An alert shows its surest verdict, and an attacker must not be able to buy a millisecond of ours with every row. Not thread-safe.
 */
final class Explainer {
    private static final int MOST_REMEMBERED = 4_096;
    private static final double CLEARLY_SURER = 0.02;
    private static final int TOLD_FEATURES = 4;

    /** A feature whose contribution is below this share of the strongest one's isn't worth a line. */
    private static final double TELLING_SHARE = 0.1;

    private static final Map<AttackType, String> MESSAGES = Map.of(
            AttackType.ARP_SPOOF, "ARP claims about %s look forged",
            AttackType.DNS_TUNNEL, "DNS names around %s look like carried data",
            AttackType.ICMP_FLOOD, "ICMP around %s looks like a flood",
            AttackType.PORT_SCAN, "Connections around %s look like a port scan",
            AttackType.SLOWLORIS, "Requests around %s are held open like slowloris",
            AttackType.SSH_BRUTE, "SSH logins around %s look like password guessing",
            AttackType.SYN_FLOOD, "Connection attempts around %s look like a SYN flood",
            AttackType.UDP_FLOOD, "UDP around %s looks like a flood");

    private record Suspect(AttackType type, Parties parties) {}

    private final Model model;
    private final TreeShap shap;
    private final double[] contributions;
    private final float[] row;
    private final Map<Suspect, Double> surest = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Suspect, Double> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Explainer(Model model) {
        this.model = model;
        shap = new TreeShap(model.forest());
        contributions = new double[model.inputs().size() + 1];
        row = new float[model.inputs().size()];
    }

    /** Returns a sentence on what an attack of that type looks like from the row. */
    static String message(AttackType type, FeatureVector row) {
        return String.format(
                Locale.ROOT, MESSAGES.getOrDefault(type, "Traffic around %s looks like an attack"), row.address());
    }

    /**
     * Returns a line for each telling feature, or nothing when the attack was explained as surely before.
     *
     * @param inputs rows of inputs; the row's begin at {@code offset}
     */
    List<String> explain(
            FeatureVector vector, float[] inputs, int offset, int label, Parties parties, double confidence) {
        Suspect suspect = new Suspect(AttackType.ofLabel(model.labels().get(label)), parties);
        Double before = surest.get(suspect);
        if (before != null && confidence < before + CLEARLY_SURER) {
            return List.of();
        }
        surest.put(suspect, confidence);
        System.arraycopy(inputs, offset, row, 0, row.length);
        shap.contributions(row, label, contributions);
        Map<String, ModelCard.Usual> usual =
                Objects.requireNonNullElse(model.card().usual().get(vector.kind() + "/" + vector.seconds()), Map.of());
        List<String> lines = new ArrayList<>();
        for (int input : strongest()) {
            lines.add(line(model.inputs().names().get(input), row[input], vector.seconds(), usual));
        }
        return lines;
    }

    /** Returns the features that speak most for the attack, the strongest first. What the row is (its length, its kind) is no evidence. */
    private int[] strongest() {
        Integer[] order = new Integer[row.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(contributions[b], contributions[a]));
        double least = Math.max(0, contributions[order[0]] * TELLING_SHARE);
        return Arrays.stream(order)
                .mapToInt(Integer::intValue)
                .filter(input -> contributions[input] > least && isFeature(input))
                .limit(TOLD_FEATURES)
                .toArray();
    }

    private boolean isFeature(int input) {
        String name = model.inputs().names().get(input);
        return !name.equals(ModelInputs.WINDOW_SIZE) && !name.equals(ModelInputs.KEY_KIND);
    }

    private static String line(String name, float value, int seconds, Map<String, ModelCard.Usual> usual) {
        Feature feature = FeatureCatalogue.features().get(FeatureCatalogue.indexOf(name));
        String unit = feature.unit().symbol();
        String fact = String.format(Locale.ROOT, "%s is %s %s", name, number(value), unit);
        ModelCard.Usual expected = usual.get(name);
        if (expected == null) {
            return fact;
        }
        return String.format(
                Locale.ROOT,
                "%s; usual in %d s are %s, rarely more than %s",
                fact,
                seconds,
                number(expected.median()),
                number(expected.high()));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
