package io.nta.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private static final Path SOURCE = Path.of("src/main/java/io/nta/examples/quickstart/Quickstart.java");
    private static final Path README = Path.of("../../README.md");
    private static final String DEMO = "../cli/src/main/resources/io/nta/examples/cli/demo.pcap.gz";

    @Test
    void printsTheAttacksOfTheDemoCapture() throws IOException {
        PrintStream standardOutput = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.main(new String[] {DEMO});
        } finally {
            System.setOut(standardOutput);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .anyMatch(line -> line.startsWith("port_scan: "))
                .anyMatch(line -> line.startsWith("syn_flood: "));
    }

    @Test
    void theReadmeShowsExactlyThisProgram() throws IOException {
        assertThat(Files.readString(README))
                .as("README.md holds the text of nta-examples/quickstart/%s as a java block", SOURCE)
                .contains("```java\n" + Files.readString(SOURCE) + "```\n");
    }
}
