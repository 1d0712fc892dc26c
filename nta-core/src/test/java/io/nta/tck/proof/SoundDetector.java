package io.nta.tck.proof;

import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A detector, and its provider, that does all it should, in parts small enough that a subclass can break one. */
class SoundDetector implements Detector, DetectorProvider {
    static final double CONFIDENCE = 0.8;

    double limit;

    @Override
    public String name() {
        return "sound";
    }

    @Override
    public Detector create(ProviderConfig config) {
        limit = config.integer("limit", 80, 1, 1_000_000);
        return this;
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        List<Verdict> verdicts = new ArrayList<>();
        for (FeatureVector row : rows) {
            Verdict verdict = judge(row, row.get("icmp_count"));
            if (verdict != null) {
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    @Nullable
    Verdict judge(FeatureVector row, double count) {
        return count > limit ? verdict(row, CONFIDENCE) : null;
    }

    Verdict verdict(FeatureVector row, double confidence) {
        return new Verdict(
                row,
                AttackType.ICMP_FLOOD,
                confidence,
                row.address(),
                null,
                "it floods",
                List.of("more than " + limit),
                name());
    }
}
