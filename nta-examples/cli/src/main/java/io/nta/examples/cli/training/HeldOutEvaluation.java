package io.nta.examples.cli.training;

import io.nta.detect.AttackType;
import io.nta.detect.ThresholdDetector;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.evaluation.Evaluation;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.model.xgboost.CombinedDetector;
import io.nta.model.xgboost.Model;
import io.nta.model.xgboost.XgboostDetector;
import io.nta.model.xgboost.evaluation.GroupFolds;
import io.nta.model.xgboost.evaluation.ShortcutAudit;
import io.nta.model.xgboost.evaluation.Stump;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.training.RowGroups;
import io.nta.model.xgboost.training.SplitBy;
import io.nta.model.xgboost.training.Trainer;
import io.nta.model.xgboost.training.TrainingParameters;
import io.nta.model.xgboost.training.TrainingResult;
import io.nta.spi.Detector;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How well detection does on tools or networks that training has not seen: for each fold of them a model is trained without, and judges their captures, episode by episode. The rules, one feature
 * alone, and rules and model together judge the same captures beside it.
 */
final class HeldOutEvaluation {
    /** Who judges. */
    enum Judge {
        RULES("the rules alone"),
        STUMPS("one feature for each attack"),
        MODEL("the model alone"),
        BOTH("model and rules");

        private final String description;

        Judge(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    /** Hears of each fold. */
    interface Progress {
        void onFold(int fold, int of, List<String> heldOut);
    }

    private final LabelledRows rows;
    private final TrainingParameters parameters;
    private final Map<Judge, Evaluation> evaluations = new EnumMap<>(Judge.class);

    /**
     * Creates an evaluation.
     *
     * @param rows all rows: those of the captures to judge, and others, which are learnt from in each fold that doesn't hold out their group
     */
    HeldOutEvaluation(LabelledRows rows, TrainingParameters parameters) {
        this.rows = rows;
        this.parameters = parameters;
        for (Judge judge : Judge.values()) {
            evaluations.put(judge, new Evaluation());
        }
    }

    /**
     * Runs all folds.
     *
     * @param captures the captures to judge, by the name that their rows have
     * @param most the most folds
     */
    Map<Judge, Evaluation> run(Map<String, LabelledCapture> captures, SplitBy by, int most, Progress progress) {
        LabelledRows judged = rows.select(rows.rowsWhere(row -> captures.containsKey(rows.capture(row))));
        GroupFolds folds = GroupFolds.of(judged, RowGroups.of(judged, by), most);
        Map<String, Integer> foldOf = new HashMap<>();
        for (int row = 0; row < judged.size(); row++) {
            foldOf.put(judged.capture(row), folds.fold(row));
        }
        for (int fold = 0; fold < folds.count(); fold++) {
            progress.onFold(fold + 1, folds.count(), folds.groups(fold));
            Set<String> heldOut = new HashSet<>();
            for (Map.Entry<String, Integer> entry : foldOf.entrySet()) {
                if (entry.getValue() == fold) {
                    heldOut.add(entry.getKey());
                }
            }
            judge(heldOut, learnt(heldOut, by), captures);
        }
        Set<String> rowless = new HashSet<>(captures.keySet());
        rowless.removeAll(foldOf.keySet());
        if (!rowless.isEmpty()) {
            // Nothing in them can be learnt, so any model is one that has not seen them.
            judge(rowless, rows, captures);
        }
        return evaluations;
    }

    /** Returns the rows of all groups but those of the captures held out; other captures may belong to these, too. */
    LabelledRows learnt(Set<String> heldOut, SplitBy by) {
        RowGroups groups = RowGroups.of(rows, by);
        Set<Integer> left = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            if (heldOut.contains(rows.capture(row))) {
                left.add(groups.group(row));
            }
        }
        return rows.select(rows.rowsWhere(row -> !left.contains(groups.group(row))));
    }

    private void judge(Set<String> heldOut, LabelledRows learnt, Map<String, LabelledCapture> captures) {
        TrainingResult result = new Trainer().train(learnt, parameters);
        Map<AttackType, Stump> stumps = stumps(learnt, result);
        Model model = model(new Trainer().refit(learnt, result));
        for (String name : heldOut.stream().sorted().toList()) {
            LabelledCapture capture = Objects.requireNonNull(captures.get(name));
            evaluations.forEach((judge, evaluation) -> {
                CaptureRun run = new CaptureRun(() -> detectors(judge, model, stumps));
                evaluation.add(capture, run.analyze(capture.file().toString()));
            });
        }
    }

    private static List<Detector> detectors(Judge judge, Model model, Map<AttackType, Stump> stumps) {
        return switch (judge) {
            case RULES -> List.of(ThresholdDetector.withDefaults());
            case STUMPS -> List.of(new StumpDetector(stumps));
            case MODEL -> List.of(new XgboostDetector(model));
            case BOTH -> List.of(new CombinedDetector(ThresholdDetector.withDefaults(), new XgboostDetector(model)));
        };
    }

    private static Map<AttackType, Stump> stumps(LabelledRows learnt, TrainingResult result) {
        Map<AttackType, Stump> stumps = new HashMap<>();
        for (ShortcutAudit.StumpReport report : ShortcutAudit.stumps(learnt, result)) {
            if (report.atBudget() != null) {
                stumps.put(AttackType.ofLabel(report.label()), report.atBudget());
            }
        }
        return stumps;
    }

    private static Model model(TrainingResult result) {
        return Model.of(result.model(), result.card("fold", Instant.EPOCH, Map.of(), Map.of()));
    }
}
