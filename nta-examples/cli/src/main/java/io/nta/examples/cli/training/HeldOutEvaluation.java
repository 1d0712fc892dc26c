package io.nta.examples.cli.training;

import io.nta.detect.AttackType;
import io.nta.detect.ThresholdDetector;
import io.nta.examples.cli.capture.CaptureResult;
import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.evaluation.Evaluation;
import io.nta.examples.cli.labels.Episode;
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
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
     * Runs all folds. A capture in which several tools attacked is judged in the fold of each, by a model that has seen no capture with that tool, and scored by that tool's attacks only; its
     * alerts are counted in the first of these folds.
     *
     * @param captures the captures to judge, by the name that their rows have
     * @param most the most folds
     */
    Map<Judge, Evaluation> run(Map<String, LabelledCapture> captures, SplitBy by, int most, Progress progress) {
        LabelledRows judged = rows.select(rows.rowsWhere(row -> captures.containsKey(rows.capture(row))));
        Map<String, Set<String>> namesOf = names(judged, by);
        LabelledRows naming = judged.select(judged.rowsWhere(
                row -> nonNull(namesOf.get(judged.capture(row))).contains(by.name(judged, row))));
        GroupFolds folds = GroupFolds.of(naming, RowGroups.byName(naming, by), most);
        Set<String> known = new HashSet<>();
        namesOf.values().forEach(known::addAll);
        Set<String> counted = new HashSet<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            List<String> names = folds.groups(fold);
            progress.onFold(fold + 1, folds.count(), names);
            Judges judges = new Judges(learnt(Set.copyOf(names), by));
            for (String capture : new TreeMap<>(namesOf).keySet()) {
                if (Collections.disjoint(nonNull(namesOf.get(capture)), names)) {
                    continue;
                }
                boolean first = counted.add(capture);
                String network = network(judged, capture);
                judges.judge(nonNull(captures.get(capture)), first, episode -> {
                    String name = by == SplitBy.TOOL ? tool(episode, network) : network;
                    return known.contains(name) ? names.contains(name) : first;
                });
            }
        }
        Set<String> rowless = new TreeSet<>(captures.keySet());
        rowless.removeAll(namesOf.keySet());
        if (!rowless.isEmpty()) {
            // Nothing in them can be learnt, so any model is one that has not seen them.
            Judges judges = new Judges(rows);
            rowless.forEach(capture -> judges.judge(nonNull(captures.get(capture)), true, episode -> true));
        }
        return evaluations;
    }

    /** Returns what each capture is held out by: its attacks' tools or its network; its own name where nothing attacked. */
    private static Map<String, Set<String>> names(LabelledRows judged, SplitBy by) {
        Map<String, Set<String>> ordinary = new HashMap<>();
        Map<String, Set<String>> names = new HashMap<>();
        for (int row = 0; row < judged.size(); row++) {
            (judged.normal(row) ? ordinary : names)
                    .computeIfAbsent(judged.capture(row), capture -> new HashSet<>())
                    .add(by.name(judged, row));
        }
        ordinary.forEach(names::putIfAbsent);
        return names;
    }

    private static String network(LabelledRows judged, String capture) {
        return IntStream.range(0, judged.size())
                .filter(row -> judged.capture(row).equals(capture))
                .mapToObj(judged::network)
                .findFirst()
                .orElseThrow();
    }

    private static String tool(Episode episode, String network) {
        return RowCollector.tool(episode.label(), episode.tool(), network);
    }

    private static <T> T nonNull(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /** Returns the rows of all captures of which no row has one of these names; they may be others than those to judge. */
    LabelledRows learnt(Set<String> heldOut, SplitBy by) {
        Set<String> left = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            if (heldOut.contains(by.name(rows, row))) {
                left.add(rows.capture(row));
            }
        }
        return rows.select(rows.rowsWhere(row -> !left.contains(rows.capture(row))));
    }

    /** All judges, with what they learnt of some rows. */
    private final class Judges {
        private final Model model;
        private final Map<AttackType, Stump> stumps;

        Judges(LabelledRows learnt) {
            TrainingResult result = new Trainer().train(learnt, parameters);
            stumps = stumps(learnt, result);
            model = HeldOutEvaluation.model(new Trainer().refit(learnt, result));
        }

        void judge(LabelledCapture capture, boolean countAlerts, Predicate<Episode> scored) {
            evaluations.forEach((judge, evaluation) -> {
                CaptureRun run = new CaptureRun(() -> detectors(judge, model, stumps));
                CaptureResult result = run.analyze(capture.file().toString());
                evaluation.addEpisodes(capture, result, scored);
                if (countAlerts) {
                    evaluation.addAlerts(capture, result);
                }
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
