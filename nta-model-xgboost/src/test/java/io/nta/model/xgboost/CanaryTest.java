package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.KeyKind;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.RowKey;
import io.nta.model.xgboost.rows.RowOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
    @TempDir
    Path folder;

    /** Returns a row of each label: 2 ordinary ones, 4 scans and 1 guesser. */
    static Canary rows() {
        LabelledRows.Builder rows = new LabelledRows.Builder();
        add(rows, "Normal", HandMade.TARGETS, 0);
        add(rows, "Normal", HandMade.TARGETS, 15);
        for (int i = 0; i < 4; i++) {
            add(rows, "port_scan", HandMade.TARGETS, 50);
        }
        add(rows, "ssh_brute", HandMade.FAILURES, 20);
        return new Canary(rows.build());
    }

    private static void add(LabelledRows.Builder rows, String label, String feature, float value) {
        float[] features = new float[FeatureCatalogue.size()];
        features[FeatureCatalogue.indexOf(feature)] = value;
        rows.add(
                new RowOrigin("made", RowOrigin.NO_TOOL, "made"),
                new RowKey(KeyKind.SOURCE, 5, 0, "192.0.2.1"),
                label,
                features);
    }

    private List<String> problems(HandMade model) {
        return rows().problems(model.write(folder));
    }

    @Test
    void aModelThatNamesTheClearCasesMayBeUsed() {
        assertThat(problems(HandMade.usual())).isEmpty();
    }

    @Test
    void aModelThatTakesAnOrdinaryRowForAnAttackMayNot() {
        HandMade jumpy = HandMade.usual().tree("port_scan", HandMade.TARGETS, List.of(10f), List.of(0.0, 40.0));
        assertThat(problems(jumpy)).containsExactly("it takes the ordinary canary row 2 for port_scan");
    }

    @Test
    void aHintAtAnAttackInAnOrdinaryRowIsNoMistake() {
        HandMade wary = new HandMade(HandMade.TARGETS, HandMade.FAILURES)
                .steps("port_scan", HandMade.TARGETS, Map.of(10f, 0.89))
                .steps("ssh_brute", HandMade.FAILURES, Map.of(10f, 0.97));
        assertThat(problems(wary)).isEmpty();
    }

    @Test
    void fourOfFiveAttacksNamedRightlyAreEnoughAndThreeAreNot() {
        HandMade blindToGuessing =
                new HandMade(HandMade.TARGETS).steps("port_scan", HandMade.TARGETS, Map.of(20f, 0.9));
        assertThat(problems(blindToGuessing)).isEmpty();
        HandMade blindToScans =
                new HandMade(HandMade.FAILURES).steps("ssh_brute", HandMade.FAILURES, Map.of(10f, 0.97));
        assertThat(problems(blindToScans))
                .containsExactly("it names 1 of 5 canary attacks rightly, at least 80 % are expected");
    }

    @Test
    void aModelWhoseClassesAreInAnotherOrderThanItsCardSaysMayNot() {
        HandMade swapped = new HandMade(HandMade.TARGETS, HandMade.FAILURES)
                .steps("ssh_brute", HandMade.TARGETS, Map.of(20f, 0.95))
                .steps("port_scan", HandMade.FAILURES, Map.of(10f, 0.95));
        assertThat(problems(swapped)).singleElement().asString().contains("0 of 5");
    }
}
