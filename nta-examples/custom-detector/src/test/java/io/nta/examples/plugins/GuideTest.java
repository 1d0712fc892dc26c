package io.nta.examples.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/writing-a-plugin.md shows code that is compiled and tested here. */
class GuideTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- (\\S+) -->\n\n```(?:java|text)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern ANY_CODE = Pattern.compile("```(?:java|text)\n");

    @Test
    void theGuideShowsExactlyTheFilesThatItNames() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/writing-a-plugin.md"));
        List<MatchResult> shown = SHOWN.matcher(guide).results().toList();

        assertThat(shown).as("each block of code names its file in a comment").hasSize((int)
                ANY_CODE.matcher(guide).results().count());
        for (MatchResult block : shown) {
            assertThat(block.group(2))
                    .as("docs/writing-a-plugin.md shows %s", block.group(1))
                    .isEqualTo(Files.readString(ROOT.resolve(block.group(1))));
        }
    }

    @Test
    void theGuidesVersionIsTheOneBuiltHere() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version =
                pom.replaceFirst("(?s).*?<artifactId>nta-parent</artifactId>\\s*<version>(.*?)</version>.*", "$1");

        assertThat(Files.readString(ROOT.resolve("docs/writing-a-plugin.md")))
                .contains("<nta.version>" + version + "</nta.version>");
    }
}
