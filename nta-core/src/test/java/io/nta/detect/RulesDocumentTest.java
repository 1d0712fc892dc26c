package io.nta.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.spi.ProviderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RulesDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/rules.md");
    private static final String OPTION = "| `";
    private static final int COLUMNS = 5;

    /** Reads {@code | `a.b.{5,30,180}` | 1, 2, 3 | unit | meaning | source |} as three options, any other row as one. */
    private static SortedMap<String, String> documented() throws IOException {
        SortedMap<String, String> options = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith(OPTION)) {
                String[] cells = line.substring(1).split("\\|");
                assertThat(cells).as(line).hasSize(COLUMNS).noneMatch(String::isBlank);
                add(cells[0].strip().replace("`", ""), cells[1].strip(), options);
            }
        }
        return options;
    }

    private static void add(String name, String defaults, Map<String, String> options) {
        int brace = name.indexOf('{');
        String[] suffixes = brace < 0
                ? new String[] {""}
                : name.substring(brace + 1, name.length() - 1).split(",");
        String[] values = defaults.split(", ");
        assertThat(values).as("defaults of " + name).hasSameSizeAs(suffixes);
        for (int i = 0; i < suffixes.length; i++) {
            String option = brace < 0 ? name : name.substring(0, brace) + suffixes[i];
            assertThat(options.put(option, values[i]))
                    .as(option + " stands twice")
                    .isNull();
        }
    }

    @Test
    void everyOptionOfTheRulesIsInTheDocumentWithItsDefaultAndNoOther() throws IOException {
        ProviderConfig config = ProviderConfig.of(Map.of());
        new ThresholdDetector(config);
        assertThat(documented()).as("docs/rules.md").isEqualTo(config.declared());
    }

    @Test
    void everyAttackHasItsSection() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (AttackType type : AttackType.known()) {
            assertThat(document).contains("\n## " + type.label() + ": ").contains("- **" + type.label() + "**: ");
        }
    }
}
