package io.nta.examples.cli.training;

import io.nta.detect.AttackType;
import io.nta.detect.Parties;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.evaluation.Stump;
import io.nta.model.xgboost.rows.ModelInputs;
import io.nta.spi.Detector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One feature and one limit for each attack: what any detector has to beat. */
final class StumpDetector implements Detector {
    private static final double CONFIDENCE = 0.7;

    private final Map<AttackType, Stump> stumps;
    private final ModelInputs inputs = ModelInputs.of(ModelInputs.all());

    /**
     * Creates a detector.
     *
     * @param stumps the stump of each attack, on {@link ModelInputs#all()}
     */
    StumpDetector(Map<AttackType, Stump> stumps) {
        this.stumps = Map.copyOf(stumps);
    }

    @Override
    public String name() {
        return "stumps";
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        List<Verdict> verdicts = new ArrayList<>();
        float[] values = new float[inputs.size()];
        for (FeatureVector row : rows) {
            inputs.read(row, values, 0);
            stumps.forEach((type, stump) -> {
                if (stump.fires(values[stump.input()])) {
                    Parties parties = Parties.of(row, type);
                    verdicts.add(new Verdict(
                            row,
                            type,
                            CONFIDENCE,
                            parties.attacker(),
                            parties.target(),
                            stump.toString(),
                            List.of(stump.toString()),
                            name()));
                }
            });
        }
        return verdicts;
    }
}
