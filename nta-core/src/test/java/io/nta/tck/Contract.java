package io.nta.tck;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the test of one sentence, and makes whatever goes wrong in it say what to check. */
final class Contract {
    /** Far more than any test of a kit takes on a busy machine; what is still running then hangs. */
    private static final long LIMIT_MILLIS = 30_000;

    /** The body of a test. */
    @FunctionalInterface
    interface Body {
        void run() throws Throwable;
    }

    private Contract() {}

    /**
     * Runs {@code body} on a thread of its own, so that a plugin that hangs is a failure, not a build that never ends.
     *
     * @param check what to check when it fails: the end of "if this fails, check …"
     */
    static void verify(String check, Body body) {
        Run run = new Run(body);
        Thread thread = new Thread(run, "tck");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(LIMIT_MILLIS);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            AssertionError hanging = new AssertionError("it hangs, see the stack trace; if this fails, check " + check);
            hanging.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw hanging;
        }
        if (run.failure instanceof org.opentest4j.TestAbortedException skipped) {
            throw skipped;
        }
        if (run.failure != null) {
            String what = run.failure instanceof AssertionError ? run.failure.getMessage() : "threw " + run.failure;
            throw new AssertionError(what + "; if this fails, check " + check, run.failure);
        }
    }

    /** Fails with {@code found} unless {@code holds}. */
    static void require(boolean holds, Supplier<String> found) {
        if (!holds) {
            throw new AssertionError(found.get());
        }
    }

    /** Fails unless the two are equal. */
    static void requireSame(@Nullable Object actual, @Nullable Object expected, String what) {
        require(
                java.util.Objects.equals(actual, expected),
                () -> what + " is " + actual + ", but should be " + expected);
    }

    private static final class Run implements Runnable {
        private final Body body;
        private volatile @Nullable Throwable failure;

        Run(Body body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.run();
            } catch (Throwable thrown) { // a plugin may throw anything; the thread that waits tells of it
                failure = thrown;
            }
        }
    }
}
