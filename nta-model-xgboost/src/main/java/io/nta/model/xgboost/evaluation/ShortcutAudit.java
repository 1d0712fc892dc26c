package io.nta.model.xgboost.evaluation;

import io.nta.feature.Feature;
import io.nta.feature.FeatureCatalogue;
import io.nta.feature.Unit;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.training.Trainer;
import io.nta.model.xgboost.training.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model leans on how one tool looks instead of what attacks are.
 *
 * @param stumps what one input alone reaches, for each attack with rows in both parts: learnt on the part learnt from, measured on the held-out part
 * @param gains each input's share of the gain of all splits, the greatest first
 * @param maskedInputs what the second model could not read: absolute sizes and what depends on port numbers
 * @param masked how good the second model is on the same held-out rows
 */
public record ShortcutAudit(
        List<StumpReport> stumps,
        List<Map.Entry<String, Double>> gains,
        List<String> maskedInputs,
        WindowEvaluation masked) {

    /**
     * What one input alone reaches.
     *
     * @param label the attack
     * @param balanced the most accurate stump
     * @param balancedAccuracy its mean of recall and share of Normal left alone
     * @param atBudget the stump of the highest recall within the budget of false alerts; null if none finds anything
     * @param recallAtBudget its recall, 0 for none
     * @param falseAlerts how many distinct capture, address and kind of key of Normal it fires on
     */
    public record StumpReport(
            String label,
            Stump balanced,
            double balancedAccuracy,
            @Nullable Stump atBudget,
            double recallAtBudget,
            long falseAlerts) {}

    private static final Set<Unit> SIZES = Set.of(Unit.BYTES, Unit.BYTES_SQUARED, Unit.BITS_PER_SECOND);

    /** Features that read particular port numbers. */
    private static final Set<String> PORT_NUMBERS = Set.of(
            "ssh_connection_attempts",
            "ftp_connection_attempts",
            "auth_attempts_per_min",
            "remote_conn_port_hits",
            "udp_port_53_count",
            "dns_to_udp_ratio",
            "traceroute_port_count");

    /** Audits a result on the rows that it came of; trains once more. */
    public static ShortcutAudit of(LabelledRows rows, TrainingResult result) {
        List<String> masked = sizesAndPorts();
        TrainingResult second =
                new Trainer().train(rows, result.split(), result.parameters().masking(masked));
        List<Map.Entry<String, Double>> gains = result.gains().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        return new ShortcutAudit(
                stumps(rows, result), gains, masked, WindowEvaluation.of(Predictions.heldOut(rows, second)));
    }

    /** Returns the inputs that are sizes in bytes or bits, or that depend on port numbers. */
    public static List<String> sizesAndPorts() {
        return FeatureCatalogue.features().stream()
                .filter(feature -> SIZES.contains(feature.unit()) || PORT_NUMBERS.contains(feature.name()))
                .map(Feature::name)
                .toList();
    }

    /** Returns what one input alone reaches, for each attack that has rows in both parts of the result's split. */
    public static List<StumpReport> stumps(LabelledRows rows, TrainingResult result) {
        StumpSearch search = StumpSearch.run(rows, result.split().training(), result.parameters());
        List<StumpReport> reports = new ArrayList<>();
        for (int label = 1; label < Labels.count(); label++) {
            Stump balanced = search.balanced(label);
            if (balanced != null && fired(rows, result.split().heldOut(), null, label) > 0) {
                reports.add(report(rows, result.split().heldOut(), label, balanced, search.atBudget(label)));
            }
        }
        return reports;
    }

    private static StumpReport report(
            LabelledRows rows, int[] heldOut, int label, Stump balanced, @Nullable Stump atBudget) {
        double all = fired(rows, heldOut, null, label);
        double normal = fired(rows, heldOut, null, 0);
        double recall = fired(rows, heldOut, balanced, label) / all;
        double left = 1 - fired(rows, heldOut, balanced, 0) / normal;
        return new StumpReport(
                Labels.all().get(label),
                balanced,
                (recall + left) / 2,
                atBudget,
                atBudget == null ? 0 : fired(rows, heldOut, atBudget, label) / all,
                atBudget == null ? 0 : falseAlerts(rows, heldOut, atBudget));
    }

    /** Returns on how many rows of the label it fires; without a stump, how many there are. */
    private static long fired(LabelledRows rows, int[] chosen, @Nullable Stump stump, int label) {
        return IntStream.of(chosen)
                .filter(row -> rows.label(row) == label && (stump == null || stump.fires(rows, row)))
                .count();
    }

    private static long falseAlerts(LabelledRows rows, int[] chosen, Stump stump) {
        return IntStream.of(chosen)
                .filter(row -> rows.normal(row) && stump.fires(rows, row))
                .mapToObj(row -> rows.captureCode(row) + "/" + rows.addressCode(row) + "/" + rows.kind(row))
                .distinct()
                .count();
    }
}
