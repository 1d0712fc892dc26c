package io.nta.examples.server.testkit;

import io.nta.detect.Verdict;
import io.nta.feature.FeatureVector;
import io.nta.spi.Detector;
import io.nta.spi.DetectorProvider;
import io.nta.spi.ProviderConfig;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A detector, named {@code gate}, that says nothing, and while it is shut not even that: then analysis waits after a few windows. */
public final class GateDetector implements Detector, DetectorProvider {
    private static volatile CountDownLatch gate = new CountDownLatch(0);

    /** Shuts it. */
    public static void shut() {
        gate = new CountDownLatch(1);
    }

    /** Opens it. */
    public static void open() {
        gate.countDown();
    }

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public Detector create(ProviderConfig config) {
        return this;
    }

    @Override
    public List<Verdict> score(List<FeatureVector> rows) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.of();
    }
}
