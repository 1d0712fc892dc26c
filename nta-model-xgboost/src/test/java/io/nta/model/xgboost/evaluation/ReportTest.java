package io.nta.model.xgboost.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nta.feature.FeatureCatalogue;
import io.nta.model.xgboost.Model;
import io.nta.model.xgboost.ModelCard;
import io.nta.model.xgboost.rows.LabelledRows;
import io.nta.model.xgboost.rows.Labels;
import io.nta.model.xgboost.rows.MadeRows;
import io.nta.model.xgboost.training.NumberParameter;
import io.nta.model.xgboost.training.RowGroups;
import io.nta.model.xgboost.training.SplitBy;
import io.nta.model.xgboost.training.Trainer;
import io.nta.model.xgboost.training.TrainingParameters;
import io.nta.model.xgboost.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final TrainingParameters PARAMETERS = TrainingParameters.defaults()
            .with(NumberParameter.ROUNDS, 5)
            .with(NumberParameter.MAX_DEPTH, 3)
            .with(NumberParameter.ETA, 0.5);

    private static LabelledRows rows;
    private static TrainingResult result;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        rows = MadeRows.of(4, 30, 1);
        result = new Trainer().train(rows, PARAMETERS);
    }

    @Test
    void aStumpFindsTheInputThatGivesALabelAway() {
        assertThat(ShortcutAudit.stumps(rows, result)).hasSize(8).allSatisfy(report -> {
            int label = Labels.indexOf(report.label());
            assertThat(report.balanced().input()).isBetween(label * 5, label * 5 + 1);
            assertThat(report.balanced().high()).isTrue();
            assertThat(report.balancedAccuracy()).isBetween(0.8, 1.0);
            assertThat(report.recallAtBudget()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void theMaskedModelCannotReadSizesAndPortNumbers() {
        ShortcutAudit audit = ShortcutAudit.of(rows, result);
        assertThat(audit.maskedInputs())
                .contains("byte_count", "avg_packet_size", "udp_port_53_count")
                .doesNotContain("packet_count", "unique_dst_ports");
        assertThat(TrainingParameters.defaults().masking(audit.maskedInputs()).maskedInputs())
                .hasSameSizeAs(audit.maskedInputs());
        assertThat(audit.gains().get(0).getValue())
                .isGreaterThan(audit.gains().get(50).getValue());
        WindowEvaluation evaluation = WindowEvaluation.of(Predictions.heldOut(rows, result));
        assertThat(new ReportMarkdown("Audit").audit(audit, evaluation).toString())
                .contains("## What one input alone reaches", "| port_scan |");
    }

    @Test
    void everyRowIsPredictedByAModelThatDidNotSeeItsFold() {
        GroupFolds folds = GroupFolds.of(rows, RowGroups.of(rows, SplitBy.NETWORK), 2);
        CrossValidation validation = CrossValidation.run(rows, folds, PARAMETERS, (fold, count, groups) -> {});
        assertThat(validation.all().size()).isEqualTo(rows.size());
        assertThat(validation.folds()).hasSize(2).allSatisfy(fold -> {
            assertThat(fold.unseen()).isEmpty();
            assertThat(fold.confusion().present()).hasSize(Labels.count());
        });
        assertThat(Confusion.of(validation.all().likeliest()).macroF1()).isGreaterThan(0.7);
        assertThat(new ReportMarkdown("Folds").folds("Networks", validation).toString())
                .contains("| net0, net");
        assertThat(ReportData.of(validation)).containsOnlyKeys("all", "folds");
    }

    @Test
    void aReportIsMarkdownJsonAndWellFormedPlots() throws IOException {
        WindowEvaluation evaluation = WindowEvaluation.of(Predictions.heldOut(rows, result));
        ReportMarkdown markdown = new ReportMarkdown("A model").evaluation("Held out", evaluation);
        ReportWriter.write(folder, markdown, ReportData.of(evaluation), evaluation);
        assertThat(folder.resolve("report.md")).content().contains("# A model", "| slowloris |", "(confusion.svg)");
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.at("/by_thresholds/confusion/8").size()).isEqualTo(Labels.count());
        assertThat(json.at("/false_alerts/hosts").asInt()).isPositive();
        for (String plot : new String[] {"confusion.svg", "precision-recall.svg", "reliability.svg"}) {
            assertThatCode(() -> DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(folder.resolve(plot).toFile()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aModelFolderHasTheModelAndItsCard() throws IOException {
        ModelCard written = result.card("test", Instant.EPOCH, Map.of("data", "made"), Map.of());
        Model.write(folder, result.model(), written);
        assertThat(Files.readAllBytes(folder.resolve("model.ubj"))).isEqualTo(result.model());
        JsonNode card = new ObjectMapper().readTree(folder.resolve("card.json").toFile());
        assertThat(card.get("catalogue").asText()).isEqualTo(FeatureCatalogue.fingerprint());
        assertThat(card.get("features").size()).isEqualTo(FeatureCatalogue.size());
        assertThat(card.get("labels").size()).isEqualTo(Labels.count());
        assertThat(card.get("sha256").asText()).hasSize(64);
        assertThat(card.at("/thresholds/port_scan/30/alert").asDouble()).isBetween(0.5, 0.995);
        assertThat(card.at("/usual/SOURCE~15/packet_count").size()).isEqualTo(2);
        assertThat(card.at("/training/data").asText()).isEqualTo("made");
        assertThat(card.at("/training/parameters/max_depth").asInt()).isEqualTo(3);
    }
}
