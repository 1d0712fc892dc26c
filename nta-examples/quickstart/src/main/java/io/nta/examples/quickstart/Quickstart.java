package io.nta.examples.quickstart;

import io.nta.Analyzer;
import io.nta.capture.PcapFileSource;
import java.io.IOException;
import java.nio.file.Path;

/** Prints the attacks in a capture file. */
public final class Quickstart {
    public static void main(String[] arguments) throws IOException {
        try (Analyzer analyzer = Analyzer.builder()
                .source(PcapFileSource.open(Path.of(arguments[0])))
                .onAlert(alert -> System.out.println(
                        alert.attackType().label() + ": " + alert.details().message()))
                .build()) {
            analyzer.run();
        }
    }
}
