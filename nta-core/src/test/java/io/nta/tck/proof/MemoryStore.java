package io.nta.tck.proof;

import io.nta.detect.Alert;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.packet.PacketRecord;
import io.nta.spi.FeatureStore;
import io.nta.spi.PacketStore;
import io.nta.spi.RecordBatch;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The smallest store that keeps the whole contract, in memory. */
final class MemoryStore implements FeatureStore, PacketStore, Closeable {
    private record Key(Object kind, Object address, int seconds, long start) {
        static Key of(FeatureVector row) {
            return new Key(row.kind(), row.address(), row.seconds(), row.startNanos());
        }
    }

    private final Map<Key, FeatureVector> rows = new HashMap<>();
    private final Map<Key, String> labels = new HashMap<>();
    private final Map<String, Alert> alerts = new HashMap<>();
    private final Map<String, List<PacketRecord>> batches = new LinkedHashMap<>();

    @Override
    public synchronized void append(List<FeatureVector> batch) {
        for (FeatureVector row : batch) {
            FeatureVector before = rows.put(Key.of(row), row);
            if (before != null && !Arrays.equals(before.toArray(), row.toArray())) {
                labels.remove(Key.of(row));
            }
        }
    }

    @Override
    public synchronized void judge(List<FeatureVector> judged, List<Verdict> verdicts) {
        for (FeatureVector row : judged) {
            labels.put(
                    Key.of(row),
                    verdicts.stream()
                            .filter(verdict -> verdict.row() == row)
                            .reduce((a, b) -> b.confidence() > a.confidence() ? b : a)
                            .map(verdict -> verdict.type().label())
                            .orElse("normal"));
        }
    }

    @Override
    public synchronized void save(Alert alert) {
        alerts.merge(alert.id(), alert, MemoryStore::newer);
    }

    private static Alert newer(Alert before, Alert now) {
        int order = now.lastSeen().compareTo(before.lastSeen());
        return order > 0 || order == 0 && (now.closed() || !before.closed()) ? now : before;
    }

    @Override
    public synchronized boolean append(RecordBatch batch) {
        return batches.putIfAbsent(batch.id(), batch.packets()) == null;
    }

    synchronized Map<String, String> rows() {
        Map<String, String> told = new HashMap<>();
        rows.forEach((key, row) -> told.put(row.toString(), labels.get(key)));
        return told;
    }

    synchronized Map<String, Alert> alerts() {
        return Map.copyOf(alerts);
    }

    synchronized List<PacketRecord> packets() {
        List<PacketRecord> all = new ArrayList<>();
        batches.values().forEach(all::addAll);
        return all;
    }

    @Override
    public void close() {
        // What it keeps stays, as it would in a file.
    }
}
