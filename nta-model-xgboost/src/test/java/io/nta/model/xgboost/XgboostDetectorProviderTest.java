package io.nta.model.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nta.NtaException;
import io.nta.spi.Detector;
import io.nta.spi.ProviderConfig;
import io.nta.tck.MadeRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgboostDetectorProviderTest {
    private static final boolean BUNDLED = Model.class.getResource("default/card.json") != null;
    private static final boolean CANARY = Model.class.getResource("canary.csv") != null;

    @TempDir
    Path folder;

    private static Detector create(Map<String, String> options) {
        return new XgboostDetectorProvider().create(ProviderConfig.of(options));
    }

    private static void refused(Map<String, String> options, String... parts) {
        assertThatThrownBy(() -> create(options))
                .isInstanceOf(NtaException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void theModelOfTheFolderIsUsed() {
        HandMade.usual().write(folder);
        try (Detector detector = create(Map.of("model", folder.toString()))) {
            assertThat(detector.score(List.of(MadeRow.source("10.0.0.1", 5)
                            .with(HandMade.TARGETS, 60)
                            .row())))
                    .hasSize(1);
        }
    }

    @Test
    void withoutAFolderTheBundledModelIsUsed() {
        if (BUNDLED) {
            create(Map.of()).close();
        } else {
            refused(Map.of(), "brings no model");
        }
    }

    @Test
    void aFolderWithoutAModelIsRefusedByName() {
        refused(Map.of("model", folder.toString()), "there is no " + folder.resolve("card.json"));
    }

    @Test
    void everyMistakeInTheOptionsIsNamed() {
        refused(Map.of("reload", "soon", "modle", "m"), "reload", "soon", "modle");
        refused(Map.of("reload", "2d", "model", folder.toString()), "reload", "2d", "out of range");
    }

    @Test
    void lookingForAModelNeedsAFolderAndTime() {
        refused(Map.of("reload", "10s"), "reload", "needs the option model");
        HandMade.usual().write(folder);
        refused(Map.of("reload", "500ms", "model", folder.toString()), "reload", "is 500ms", "1s to 1d");
    }

    @Test
    void lookingForAModelBeginsWithTheOneThatIsThere() {
        HandMade.usual().write(folder);
        Map<String, String> options = Map.of("reload", "1d", "model", folder.toString());
        if (CANARY) {
            create(options).close();
        } else {
            assertThatThrownBy(() -> create(options)).hasMessageContaining("without its canary rows");
        }
    }
}
