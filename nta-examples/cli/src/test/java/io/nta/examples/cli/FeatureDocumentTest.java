package io.nta.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.examples.cli.output.FeatureDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeatureDocumentTest {
    @Test
    void theDocumentOfFeaturesIsThatOfTheCatalogue() throws IOException {
        assertThat(Nta.run("features", "--markdown").out())
                .as("docs/features.md is stale; renew it with: " + FeatureDocument.RENEWED_BY)
                .isEqualTo(Files.readString(Path.of("../../docs/features.md")));
    }
}
