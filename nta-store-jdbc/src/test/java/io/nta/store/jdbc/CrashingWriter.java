package io.nta.store.jdbc;

import io.nta.detect.AttackType;
import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.tck.MadeRow;
import java.io.IOException;
import java.util.List;

/** What {@link CrashTest} kills: writes numbered batches, each with a row and its verdict, and says so when the store has taken them. */
final class CrashingWriter {
    static final int PACKETS = 60;

    private CrashingWriter() {}

    static FeatureVector row(int number) {
        return MadeRow.source("10.0.0.1", 5)
                .at(5 * number)
                .with("packet_count", number)
                .row();
    }

    public static void main(String[] arguments) throws IOException {
        try (JdbcFeatureStore store = TestDatabase.open(arguments[0])) {
            for (int number = Integer.parseInt(arguments[1]); ; number++) {
                store.append(MadePackets.batch("n" + number, number, PACKETS));
                FeatureVector row = row(number);
                store.append(List.of(row));
                store.judge(
                        List.of(row),
                        List.of(new Verdict(
                                row, AttackType.PORT_SCAN, 0.9, row.address(), null, "m", List.of("e"), "d")));
                System.out.println("taken " + number);
            }
        }
    }
}
