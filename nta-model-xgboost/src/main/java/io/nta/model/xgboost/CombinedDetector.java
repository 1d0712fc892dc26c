package io.nta.model.xgboost;

import io.nta.detect.ThresholdDetector;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Rules and model together, one verdict for what both say of a row.
 *
 * <ul>
 *   <li>Both tell of the attack: the surer confidence, both evidences.
 *   <li>Only the model does: as {@link XgboostDetector} says.
 *   <li>Only a rule does, and the model has seen such rows, or doesn't know the attack: as the rule says.
 *   <li>Only a rule does, and the model all but rules it out (below {@value #CONTRADICTED}): a word that opens nothing and is counted as unconvincing. Limits can't tell an agent that offers
 *       five keys from five guesses; what was learnt can. A clear rule ({@value #CLEAR_RULE} or more) is heard nevertheless: as a hint that needs a second witness where the model takes
 *       the row for ordinary, and as it is where it takes it for another attack, as one host can make two at a time.
 * </ul>
 *
 * As for threads, see {@link Detector}.
 */
public final class CombinedDetector implements Detector {
    /** The name of the detector and of its provider. */
    public static final String NAME = "combined";

    /** The probability of the rule's attack below which the model contradicts; of a clear rule, among that attack and Normal only. */
    static final double CONTRADICTED = 0.02;
    /** A rule is this sure at four times its limit. */
    static final double CLEAR_RULE = 0.9;

    private static final double HINT = 0.55;
    private static final double UNCONVINCING = 0.45;

    private final ThresholdDetector rules;
    private final XgboostDetector model;

    /** Combines them, and closes both. */
    public CombinedDetector(ThresholdDetector rules, XgboostDetector model) {
        this.rules = rules;
        this.model = model;
    }

    /**
     * Returns a detector with the default limits and the model in this module's jar.
     *
     * @throws io.nta.NtaException if the jar has none
     */
    public static CombinedDetector bundled() {
        return new CombinedDetector(ThresholdDetector.withDefaults(), XgboostDetector.bundled());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        IdentityHashMap<FeatureVector, Verdict> learnt = new IdentityHashMap<>();
        model.score(rows).forEach(verdict -> learnt.put(verdict.row(), verdict));
        List<Verdict> verdicts = new ArrayList<>();
        for (Verdict ruled : rules.score(rows)) {
            Verdict second = learnt.get(ruled.row());
            if (second != null && second.type().equals(ruled.type())) {
                learnt.remove(ruled.row());
                verdicts.add(agreed(ruled, second));
            } else {
                verdicts.add(alone(ruled));
            }
        }
        // In the order of the rows, so that equal input gives equal alerts.
        for (FeatureVector row : rows) {
            Verdict verdict = learnt.get(row);
            if (verdict != null) {
                verdicts.add(signed(verdict, verdict.confidence(), verdict.evidence()));
            }
        }
        return verdicts;
    }

    private static Verdict agreed(Verdict ruled, Verdict learnt) {
        List<String> evidence = new ArrayList<>(ruled.evidence());
        evidence.addAll(learnt.evidence());
        return signed(ruled, Math.max(ruled.confidence(), learnt.confidence()), evidence);
    }

    private Verdict alone(Verdict ruled) {
        if (!Signs.shows(ruled.row(), ruled.type())) {
            return signed(ruled, ruled.confidence(), ruled.evidence());
        }
        boolean clear = ruled.confidence() >= CLEAR_RULE;
        XgboostDetector.Belief belief = model.belief(ruled.row(), ruled.type());
        double probability = clear ? belief.ratherThanNormal() : belief.probability();
        if (!(probability < CONTRADICTED)) {
            return signed(ruled, ruled.confidence(), ruled.evidence());
        }
        List<String> evidence = new ArrayList<>(ruled.evidence());
        evidence.add("the model is " + percent(belief.probability()) + " sure of " + ruled.type());
        return signed(ruled, clear ? HINT : UNCONVINCING, evidence);
    }

    private static String percent(double probability) {
        return probability < 0.0001
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, "only %.2g %%", 100 * probability);
    }

    private static Verdict signed(Verdict verdict, double confidence, List<String> evidence) {
        return new Verdict(
                verdict.row(),
                verdict.type(),
                confidence,
                verdict.attacker(),
                verdict.target(),
                verdict.message(),
                evidence,
                NAME);
    }

    @Override
    public void close() {
        rules.close();
        model.close();
    }
}
