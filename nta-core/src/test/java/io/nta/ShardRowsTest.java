package io.nta;

import static org.assertj.core.api.Assertions.assertThat;

import io.nta.tck.MadeRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardRowsTest {
    @Test
    void shorterWindowsOfAllShardsComeBeforeLongerOnesAndNothingTwice() {
        ShardRows rows = new ShardRows(3);
        rows.of(0).onRow(MadeRow.source("10.0.0.1", 5).row());
        rows.of(0).onRow(MadeRow.source("10.0.0.1", 180).row());
        rows.of(2).onRow(MadeRow.source("10.0.0.2", 5).row());
        rows.of(2).onRow(MadeRow.source("10.0.0.2", 30).row());
        rows.of(2).onRow(MadeRow.source("10.0.0.3", 30).row());
        List<String> given = new ArrayList<>();
        rows.handOn(row -> given.add(row.address() + " " + row.seconds()));
        rows.handOn(row -> given.add("again " + row.address()));
        assertThat(given).containsExactly("10.0.0.1 5", "10.0.0.2 5", "10.0.0.2 30", "10.0.0.3 30", "10.0.0.1 180");
    }
}
