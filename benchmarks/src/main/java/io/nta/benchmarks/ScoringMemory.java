package io.nta.benchmarks;

import io.nta.model.xgboost.forest.Forest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Whether scoring keeps memory: prints the process's resident set (Linux) while it scores ten million rows, or as many as the first argument
 * says, in batches of 1 to 1,000. The second argument is how many trees each of the nine classes has.
 */
public final class ScoringMemory {
    private static final long MANY = 10_000_000;
    private static final int LARGEST_BATCH = 1_000;
    private static final int ROUNDS = 200;
    private static final int REPORTS = 10;

    private ScoringMemory() {}

    public static void main(String[] arguments) throws XGBoostError, IOException {
        long many = arguments.length > 0 ? Long.parseLong(arguments[0]) : MANY;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        Forest forest = Forest.read(ScoringModel.model(rounds).toByteArray("ubj"));
        float[] rows = ScoringModel.rows(LARGEST_BATCH, 1);
        float[] margins = new float[LARGEST_BATCH * ScoringModel.CLASSES];
        System.out.println("0 rows: " + resident());
        long scored = 0;
        int batch = 1;
        for (int report = 1; report <= REPORTS; report++) {
            while (scored < many * report / REPORTS) {
                batch = batch % LARGEST_BATCH + 1;
                forest.margins(rows, batch, margins);
                scored += batch;
            }
            System.out.println(scored + " rows: " + resident());
        }
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("unknown");
    }
}
