package io.nta.examples.plugins;

import io.nta.detect.Alert;
import io.nta.feature.FeatureVector;
import io.nta.spi.FeatureStore;
import io.nta.wire.AlertJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps alerts, not rows, as lines of JSON: each in its newest state. */
final class AlertFileStore implements FeatureStore {
    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();

    AlertFileStore(Path file) {
        this.file = file;
    }

    @Override
    public void append(List<FeatureVector> rows) {}

    @Override
    public void save(Alert alert) throws IOException {
        lines.put(alert.id(), AlertJson.toJson(alert));
        Files.write(file, lines.values());
    }

    @Override
    public void close() {}
}
