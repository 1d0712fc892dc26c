package io.nta;

import io.nta.feature.FeatureVector;
import io.nta.spi.RowSink;
import java.util.ArrayList;
import java.util.List;

/** The rows of windows that several shards have closed together. Each shard adds its own; one of them hands all on while none adds. */
final class ShardRows {
    private final List<List<FeatureVector>> ofShards = new ArrayList<>();

    ShardRows(int shards) {
        for (int i = 0; i < shards; i++) {
            ofShards.add(new ArrayList<>());
        }
    }

    /** Returns what takes the rows of a shard, shorter windows before longer ones. */
    RowSink of(int shard) {
        return ofShards.get(shard)::add;
    }

    /** Gives all rows to {@code sink}, shorter windows before longer ones, and forgets them. */
    void handOn(RowSink sink) {
        int[] given = new int[ofShards.size()];
        for (int seconds = shortest(given); seconds < Integer.MAX_VALUE; seconds = shortest(given)) {
            for (int i = 0; i < given.length; i++) {
                List<FeatureVector> rows = ofShards.get(i);
                while (given[i] < rows.size() && rows.get(given[i]).seconds() == seconds) {
                    sink.onRow(rows.get(given[i]++));
                }
            }
        }
        ofShards.forEach(List::clear);
    }

    /** Returns the length of the next windows to give. */
    private int shortest(int[] given) {
        int shortest = Integer.MAX_VALUE;
        for (int i = 0; i < given.length; i++) {
            List<FeatureVector> rows = ofShards.get(i);
            if (given[i] < rows.size()) {
                shortest = Math.min(shortest, rows.get(given[i]).seconds());
            }
        }
        return shortest;
    }
}
