package io.nta.model.xgboost.forest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What scoring doesn't do: allocate, or mix up threads. */
class ForestCostTest {
    private static final int INPUTS = 20;
    private static final int CLASSES = 3;
    private static final int BATCH = 100;

    private static Forest forest;

    @BeforeAll
    static void train() throws Exception {
        forest = Forest.read(TrainedModel.classes(CLASSES, 20, 6, INPUTS, 500).bytes("ubj"));
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static long allocatedBy(int rounds, Runnable work) {
        work.run();
        // Asking allocates too, which the second time shows.
        long before = allocated();
        long asking = allocated() - before;
        before = allocated();
        for (int i = 0; i < rounds; i++) {
            work.run();
        }
        return allocated() - before - asking;
    }

    @Test
    void scoringAllocatesNothing() {
        float[] rows = TrainedModel.rows(BATCH, INPUTS, 1);
        float[] margins = new float[BATCH * CLASSES];
        int rounds = 1_000;
        long bytes = allocatedBy(rounds, () -> {
            forest.margins(rows, BATCH, margins);
            forest.margins(rows, 1, margins);
            Forest.softmax(margins, BATCH, CLASSES);
        });
        // Less than a byte a row: the compiler's own work may be counted now and then.
        assertThat(bytes).isLessThan(rounds);
    }

    @Test
    void explainingAllocatesNothing() {
        TreeShap shap = new TreeShap(forest);
        float[] row = TrainedModel.rows(1, INPUTS, 1);
        double[] contributions = new double[INPUTS + 1];
        int rounds = 1_000;
        long bytes = allocatedBy(rounds, () -> shap.contributions(row, 1, contributions));
        assertThat(bytes).isLessThan(rounds);
    }

    @Test
    void threadsThatShareAForestDoNotDisturbEachOther() throws Exception {
        int threads = 4;
        float[] expected = new float[threads * BATCH * CLASSES];
        float[] rows = TrainedModel.rows(threads * BATCH, INPUTS, 2);
        forest.margins(rows, threads * BATCH, expected);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread * BATCH;
                tasks.add(() -> wrong(rows, first, expected));
            }
            for (Future<Integer> wrong : pool.invokeAll(tasks)) {
                assertThat(wrong.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static int wrong(float[] rows, int first, float[] expected) {
        float[] own = Arrays.copyOfRange(rows, first * INPUTS, (first + BATCH) * INPUTS);
        float[] margins = new float[BATCH * CLASSES];
        int wrong = 0;
        for (int round = 0; round < 500; round++) {
            forest.margins(own, BATCH, margins);
            for (int i = 0; i < margins.length; i++) {
                wrong += margins[i] == expected[first * CLASSES + i] ? 0 : 1;
            }
        }
        return wrong;
    }
}
