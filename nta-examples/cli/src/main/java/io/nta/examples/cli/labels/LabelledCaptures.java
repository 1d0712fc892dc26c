package io.nta.examples.cli.labels;

import io.nta.examples.cli.output.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the captures and labels that paths on the command line stand for. */
public final class LabelledCaptures {
    private static final Pattern CAPTURE_NAME = Pattern.compile("(.+)\\.(?:pcap|pcapng|cap)(?:\\.gz)?");
    private static final String MANIFEST = "manifest.csv";
    private static final String NOT_REVIEWED = "robustness";

    private final @Nullable Path labels;

    /**
     * Creates a finder.
     *
     * @param labels the labels of the captures named as files, or {@code null} for those that lie beside them
     */
    public LabelledCaptures(@Nullable Path labels) {
        this.labels = labels;
    }

    /**
     * Returns the labelled captures of a path: a capture, a folder of captures with labels beside them, a manifest, or a folder with one.
     *
     * @throws UsageException if there is none; the message says what is expected
     * @throws IOException if a folder or labels can't be read
     */
    public List<LabelledCapture> of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Path manifest = path.resolve(MANIFEST);
            return Files.exists(manifest) ? ofManifest(manifest) : ofFolder(path);
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file or folder");
        }
        return path.toString().endsWith(".csv") ? ofManifest(path) : List.of(ofFile(path));
    }

    private LabelledCapture ofFile(Path capture) throws IOException {
        Path beside = labels != null ? labels : beside(capture);
        if (beside == null) {
            throw new UsageException(
                    capture + ": no labels; put NAME.labels.csv beside NAME.pcap, or name them with --labels");
        }
        return new LabelledCapture(capture, name(capture), Labels.ofEpisodes(beside));
    }

    private static List<LabelledCapture> ofFolder(Path folder) throws IOException {
        List<LabelledCapture> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                Path beside = beside(entry);
                if (beside != null) {
                    found.add(new LabelledCapture(entry, name(entry), Labels.ofEpisodes(beside)));
                }
            }
        }
        if (found.isEmpty()) {
            throw new UsageException(
                    folder + ": holds neither " + MANIFEST + " nor a capture with NAME.labels.csv beside it");
        }
        return found;
    }

    private static List<LabelledCapture> ofManifest(Path manifest) throws IOException {
        return ofManifest(CsvRows.read(manifest), manifest);
    }

    /** Returns the captures of a manifest's rows; {@code manifest} names it in errors, and the captures lie beside it. */
    static List<LabelledCapture> ofManifest(List<Map<String, String>> rows, Path manifest) {
        List<LabelledCapture> found = new ArrayList<>();
        for (Map<String, String> row : rows) {
            String file = row.get("file");
            String label = row.get("label");
            if (file == null || label == null) {
                throw new UsageException(
                        manifest + ": a manifest has the columns file,label,attacker_ips,victim_ips,notes");
            }
            if (!label.equals(NOT_REVIEWED)) {
                found.add(new LabelledCapture(besideManifest(manifest, file), file, Labels.ofManifestRow(row)));
            }
        }
        return found;
    }

    private static Path besideManifest(Path manifest, String file) {
        try {
            return manifest.resolveSibling(file);
        } catch (InvalidPathException e) {
            throw new UsageException(manifest + ": '" + file + "' can't be the name of a capture: " + e.getReason(), e);
        }
    }

    private static @Nullable Path beside(Path capture) {
        Matcher matcher = CAPTURE_NAME.matcher(name(capture));
        if (!matcher.matches()) {
            return null;
        }
        Path labels = capture.resolveSibling(matcher.group(1) + ".labels.csv");
        return Files.exists(labels) ? labels : null;
    }

    private static String name(Path path) {
        return path.getName(path.getNameCount() - 1).toString();
    }
}
