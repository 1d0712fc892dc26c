package io.nta.model.xgboost.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.feature.FeatureCatalogue;
import io.nta.feature.FeatureVector;
import io.nta.model.xgboost.ModelFiles;
import io.nta.tck.MadeRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelInputsTest {
    @Test
    void allAreTheCatalogueTheWindowSizeAndTheKeyKind() {
        assertThat(ModelInputs.all())
                .hasSize(FeatureCatalogue.size() + 2)
                .startsWith(FeatureCatalogue.features().get(0).name())
                .endsWith("window_size", "key_kind");
        assertThat(ModelInputs.of(ModelInputs.all()).size()).isEqualTo(FeatureCatalogue.size() + 2);
    }

    @Test
    void aRowIsReadInTheOrderOfTheNames() {
        ModelInputs inputs = ModelInputs.of(ModelFiles.INPUTS);
        FeatureVector row = MadeRow.target("10.0.0.1", 30)
                .with("packet_count", 7)
                .with("tcp_syn_count", 3)
                .with("dns_query_count", 0.1)
                .row();
        float[] into = {-1, -1, -1, -1, -1, -1, -1};
        inputs.read(row, into, 1);
        assertThat(into).containsExactly(-1, 7, 30, 3, 1, 0.1f, -1);
        assertThat(inputs.names()).isEqualTo(ModelFiles.INPUTS);
    }

    @Test
    void aSourceIsOfKindZero() {
        float[] into = new float[1];
        ModelInputs.of(List.of("key_kind")).read(MadeRow.source("10.0.0.1", 5).row(), into, 0);
        assertThat(into).containsExactly(0);
    }

    @Test
    void allThatIsWrongIsNamed() {
        assertThatThrownBy(() -> ModelInputs.of(List.of("nonsense", "key_kind", "key_kind", "rubbish")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown inputs: nonsense, rubbish; inputs named twice: key_kind");
        assertThatThrownBy(() -> ModelInputs.of(List.of())).hasMessage("a model has at least one input");
    }
}
