package io.nta.store.jdbc;

import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.FeatureStore;
import java.io.IOException;
import java.util.List;

/** A store that outlives the analyzers that write to it; see {@link JdbcFeatureStore#shared}. */
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
