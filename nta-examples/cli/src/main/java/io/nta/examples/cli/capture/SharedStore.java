package io.nta.examples.cli.capture;

import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.FeatureStore;
import java.io.IOException;
import java.util.List;

/** A store for several analyzers one after the other, each of which closes its own. */
record SharedStore(FeatureStore store) implements FeatureStore {
    @Override
    public void append(List<FeatureVector> rows) throws IOException {
        store.append(rows);
    }

    @Override
    public void judge(List<FeatureVector> rows, List<Verdict> verdicts) throws IOException {
        store.judge(rows, verdicts);
    }

    @Override
    public void save(Alert alert) throws IOException {
        store.save(alert);
    }

    @Override
    public void close() {
        // Whoever opened it closes it.
    }
}
