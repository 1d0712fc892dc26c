package io.nta.examples.cli.evaluation;

import io.nta.examples.cli.capture.CaptureRun;
import io.nta.examples.cli.labels.LabelledCapture;
import io.nta.examples.cli.labels.LabelledCaptures;
import io.nta.spi.Detector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The labelled captures that are too many for the repository: in {@code -Dnta.shared=FOLDER}, else in the folder {@code shared} beside the repository. */
final class SharedCaptures {
    static final String DISABLED =
            "no labelled captures: put lab/ and pcaps/ into the folder 'shared' beside the repository, or name it with -Dnta.shared=FOLDER";

    private static final Path BESIDE = Path.of("../../../shared");

    private SharedCaptures() {}

    private static Path folder() {
        String named = System.getProperty("nta.shared");
        return named == null ? BESIDE : Path.of(named);
    }

    static Path lab() {
        return folder().resolve("lab");
    }

    static Path pcaps() {
        return folder().resolve("pcaps");
    }

    /** Says whether they are there; the condition of tests by its name. */
    static boolean exist() {
        return Files.isDirectory(lab()) && Files.isRegularFile(pcaps().resolve("manifest.csv"));
    }

    /** Analyses all captures of a folder with labels, or of a manifest, with the rules' defaults. */
    static Evaluation evaluate(Path... paths) {
        return evaluate(List::of, paths);
    }

    /** Analyses all captures of a folder with labels, or of a manifest. */
    static Evaluation evaluate(Supplier<List<Detector>> detectors, Path... paths) {
        Evaluation evaluation = new Evaluation();
        CaptureRun run = new CaptureRun(detectors);
        try {
            for (Path path : paths) {
                for (LabelledCapture capture : new LabelledCaptures(null).of(path)) {
                    evaluation.add(capture, run.analyze(capture.file().toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return evaluation;
    }
}
