package io.nta.model.xgboost;

import io.nta.detect.AttackType;
import io.nta.detect.Parties;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.feature.Unit;
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
 * Says which features made the model say so, by exact TreeSHAP (Lundberg et al. 2020): their values, and what is usual. Only what is news is explained anew: the first verdict on an attack, and one that
 * is clearly surer than those before; others keep the explanation so far. An alert shows its surest verdict, and an attacker must not be able to buy a millisecond of ours with every row. Not
 * thread-safe.
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

    private record Explanation(double confidence, List<String> lines) {}

    private final Model model;
    private final TreeShap shap;
    private final double[] contributions;
    private final float[] row;
    private final Map<Suspect, Explanation> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Suspect, Explanation> eldest) {
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
     * Returns a line for each telling feature: of this row, or of the one by which the attack was explained before, when this is hardly surer.
     *
     * @param inputs rows of inputs; the row's begin at {@code offset}
     */
    List<String> explain(
            FeatureVector vector, float[] inputs, int offset, int label, Parties parties, double confidence) {
        Suspect suspect = new Suspect(AttackType.ofLabel(model.labels().get(label)), parties);
        Explanation before = told.get(suspect);
        if (before != null && confidence < before.confidence + CLEARLY_SURER) {
            return before.lines;
        }
        System.arraycopy(inputs, offset, row, 0, row.length);
        shap.contributions(row, label, contributions);
        Map<String, ModelCard.Usual> usual =
                Objects.requireNonNullElse(model.card().usual().get(vector.kind() + "/" + vector.seconds()), Map.of());
        List<String> lines = new ArrayList<>();
        for (int input : strongest()) {
            lines.add(line(model.inputs().names().get(input), row[input], vector.seconds(), usual));
        }
        told.put(suspect, new Explanation(confidence, List.copyOf(lines)));
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
        Unit unit =
                FeatureCatalogue.features().get(FeatureCatalogue.indexOf(name)).unit();
        String quantity = unit == Unit.RATIO ? number(value) : number(value) + " " + unit.symbol();
        String fact = String.format(Locale.ROOT, "%s is %s in %d s", name, quantity, seconds);
        ModelCard.Usual expected = usual.get(name);
        return expected == null ? fact : fact + "; " + ordinarily(value, expected);
    }

    /** Says what is usual; the limit to above only where that tells more. */
    private static String ordinarily(float value, ModelCard.Usual usual) {
        String median = "ordinarily " + number(usual.median());
        return value < usual.median() || usual.high() <= usual.median()
                ? median
                : median + ", rarely more than " + number(usual.high());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
