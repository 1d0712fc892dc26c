package io.nta.model.xgboost.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingParametersTest {
    @Test
    void whatIsLeftOutHasItsDefault() {
        TrainingParameters parameters = TrainingParameters.parse("{\"eta\": 0.3}", "p.json");
        assertThat(parameters.number(NumberParameter.ETA)).isEqualTo(0.3);
        assertThat(parameters.whole(NumberParameter.MAX_DEPTH)).isEqualTo(6);
        assertThat(parameters.splitBy()).isEqualTo(SplitBy.CAPTURE);
        assertThat(parameters.classWeight("syn_flood")).isEqualTo(1);
    }

    @Test
    void everythingCanBeSaidAndIsToldAgain() throws JsonProcessingException {
        String json = """
                {"rounds": 50, "class_weights": {"ssh_brute": 2}, "false_alert_budgets": {"port_scan": 5},
                 "masked_inputs": ["byte_count"], "split_by": "tool", "exposure": "active"}""";
        TrainingParameters parameters = TrainingParameters.parse(json, "p.json");
        assertThat(parameters.classWeight("ssh_brute")).isEqualTo(2);
        assertThat(parameters.budget("port_scan")).isEqualTo(5);
        assertThat(parameters.budget("ssh_brute")).isEqualTo(1);
        assertThat(parameters.maskedInputs()).containsExactly("byte_count");
        assertThat(parameters.splitBy()).isEqualTo(SplitBy.TOOL);
        assertThat(parameters.exposure()).isEqualTo(ExposureKind.ACTIVE);
        String again = new ObjectMapper().writeValueAsString(parameters.toMap());
        assertThat(TrainingParameters.parse(again, "again").toMap()).isEqualTo(parameters.toMap());
    }

    @Test
    void everyMistakeIsNamedWithItsValueAndWhatIsAllowed() {
        String json = """
                {"eta": 0, "max_depth": 2.5, "round": 7, "class_weights": {"normal": 1, "ssh_brute": -1}, "masked_inputs": ["bytes"],
                 "split_by": "row", "seed": "one"}""";
        assertThatThrownBy(() -> TrainingParameters.parse(json, "p.json"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "p.json: eta is 0; allowed are numbers from 0.001 to 1",
                        "max_depth is 2.5; allowed are whole numbers from 1 to 16",
                        "there is no parameter round; there are eta, max_depth, rounds,",
                        "class_weights names 'normal'; allowed are Normal, arp_spoof",
                        "class_weights of ssh_brute is -1; allowed are numbers from 0.001",
                        "masked_inputs names \"bytes\"",
                        "split_by is \"row\"; allowed are capture, tool, network",
                        "seed is \"one\"; allowed are whole numbers");
    }

    @Test
    void whatIsNoJsonObjectIsRefused() {
        assertThatThrownBy(() -> TrainingParameters.parse("[]", "p.json")).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> TrainingParameters.parse("", "p.json")).hasMessageContaining("p.json");
        assertThatThrownBy(() -> TrainingParameters.parse("{\"eta\": 0.1, \"eta\": 0.2}", "p.json"))
                .hasMessageContaining("p.json is not JSON");
    }

    @Test
    void aChangedCopyLeavesTheFirstAlone() {
        TrainingParameters first = TrainingParameters.defaults();
        TrainingParameters second = first.with(NumberParameter.ETA, 0.5).masking(List.of("byte_count"));
        assertThat(first.number(NumberParameter.ETA)).isEqualTo(0.15);
        assertThat(first.maskedInputs()).isEmpty();
        assertThat(second.number(NumberParameter.ETA)).isEqualTo(0.5);
        assertThatThrownBy(() -> first.with(NumberParameter.ETA, 2)).hasMessageContaining("eta is 2");
        assertThatThrownBy(() -> first.masking(List.of("nonsense"))).hasMessageContaining("nonsense");
    }
}
